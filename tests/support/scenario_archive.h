/// scenario_archive: the lines of a story about archives and holds.
#pragma once

#include "tests/support/scenario_line.h"
#include "tests/support/test_office.h"

namespace trinh::testing {

/// archive, hold and release; see tests/scenarios/README.md. False: the line is about else.
bool play_archive_line(TestOffice& office, CaseId subject, const ScenarioLine& line);

/// Law 1: the journal, wherever it lies, rebuilds the stored case.
void must_replay(TestOffice& office, CaseId id);

}  // namespace trinh::testing
