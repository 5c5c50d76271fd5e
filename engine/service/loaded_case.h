/// A case as one caller may see it: its row, its state and its law.
///
/// Internal to this room. Officers of the drafting agency see their own cases; everybody else of
/// the system sees all. Who may not see a case gets "there is no such case".
#pragma once

#include "engine/casework/law.h"
#include "engine/ports/store.h"
#include "engine/service/caller.h"
#include "engine/service/office.h"
#include "engine/service/record.h"

namespace trinh::service {

struct LoadedCase {
    ports::CaseRow row;
    casework::Case subject;
    casework::Law law;
};

/// Refuses with not_found when there is no such case for this caller.
Result<LoadedCase> load_case(const Office& office, const Caller& caller, ports::Transaction& tx,
                             CaseId id, bool is_for_update = false);

}  // namespace trinh::service
