/// ReadyCases: an office with many drafts whose dossiers wait at the department's desk.
///
/// Each case gives two stage completions by the clerk: register (intake -> completeness check) and
/// accept (-> assignment, where the appraisal clock starts).
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tests/support/test_office.h"

namespace trinh::bench {

inline constexpr const char* clerk = "mai";

class ReadyCases {
public:
    ReadyCases(testing::StoreKind kind, std::size_t count);

    [[nodiscard]] testing::TestOffice& office() { return office_; }

    /// The next stage completion, in turn register and accept. Must be done before the next call.
    [[nodiscard]] service::ActRequest next();

private:
    void do_act(const service::Caller& caller, CaseId id, const std::string& event,
                const service::json::object& inputs);

    testing::TestOffice office_;
    std::vector<CaseId> ready_;
    std::size_t handed_out_ = 0;
};

}  // namespace trinh::bench
