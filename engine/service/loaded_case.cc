#include "engine/service/loaded_case.h"

#include <fmt/format.h>

#include "engine/service/case_law.h"
#include "engine/service/sight.h"

namespace trinh::service {

Result<LoadedCase> load_case(const Office& office, const Caller& caller, ports::Transaction& tx,
                             CaseId id, bool is_for_update) {
    auto row = is_for_update ? tx.cases().load_for_update(id) : tx.cases().load(id);
    if (!row) {
        return Refusal{Reason::not_found, fmt::format("There is no case {}.", id.number),
                       fmt::format("Không có hồ sơ số {}.", id.number)};
    }
    auto law = law_of_case(office, tx, row->definition_hash);
    if (!law) return law.error();
    auto subject = read_case(*row);
    auto may = may_see(*law, subject, caller);
    if (!may) return may.error();
    return LoadedCase{std::move(*row), std::move(subject), *law};
}

}  // namespace trinh::service
