/// Cases whose deadlines are due as soon as a server looks.
#pragma once

#include "tests/support/test_office.h"

namespace trinh::testing {

/// Opens so many as the drafter, who can sign in afterwards, 45 days ago with a planned meeting:
/// the day to send the dossier is long past. The clock of the office stays at that day.
void open_cases(TestOffice& office, int count);

}  // namespace trinh::testing
