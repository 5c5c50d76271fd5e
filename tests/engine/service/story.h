/// story: the acts of one case as rows of a table, for tests that need a case with a past.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/service/office.h"
#include "tests/support/test_office.h"

namespace trinh::testing {

/// One act. The event "open" opens the case and has its title in `inputs`; "draft" uploads the
/// number in `inputs`; everything else goes through CaseDesk::act.
struct Step {
    std::string_view at, person, event, inputs;
};

/// "2024-01-22T08:00", Viet Nam time.
Instant at(std::string_view text);

/// From drafting to the specialist, without an obstacle, in May 2024; the appraisal report is due
/// on 28 May.
const std::vector<Step>& until_assigned();
/// What follows: the report is written, checked, signed and sent; one fact is recorded.
const std::vector<Step>& until_report_sent();

/// Does one step; throws what the store throws. A refusal fails the running test.
void do_step(const service::Office& office, ManualClock& clock, CaseId& id, const Step& step);

/// Plays the steps in an office that has the sample department; gives the case.
CaseId play(TestOffice& office, const std::vector<Step>& steps, CaseId id = {});

/// Everything the store keeps of cases, clocks, letters, facts and the trail, as one text.
std::string contents(ports::Store& store);

}  // namespace trinh::testing
