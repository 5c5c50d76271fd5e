/// What the program writes for one case of six stages, act by act: the rows that the raw stores
/// write again without reading, deciding or checking anything.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "engine/ports/case_change.h"
#include "tests/support/test_office.h"

namespace trinh::bench {

inline constexpr int stages = 6;
inline constexpr const char* six_stages = "tests/bench/six_stages.scxml";

/// Everything one act wrote.
struct ActRows {
    bool is_opening = false;  ///< The case is new: `before` is empty.
    ports::CaseRow before;
    ports::CaseChange change;
    ports::AuditTreeRow tree;

    [[nodiscard]] std::size_t count() const;  ///< Rows inserted, updated or deleted.
};

/// Runs `act`, which does one act on the case it gives back, and collects what that wrote.
/// `subject`: the case as far as it exists; empty number: `act` opens it.
ActRows rows_of(testing::TestOffice& office, CaseId subject, const std::function<CaseId()>& act);

/// The opening and the six completions of one case.
std::vector<ActRows> rows_of_one_case();

/// The office in which six-stage cases are worked on: calendar, process and people.
void furnish(testing::TestOffice& office);
CaseId open_six_stages(testing::TestOffice& office, const service::Caller& caller);
void complete_stage(testing::TestOffice& office, const service::Caller& caller, CaseId id);

inline constexpr const char* six_stage_clerk = "mai";

}  // namespace trinh::bench
