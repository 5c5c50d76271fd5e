#include "engine/service/sight.h"

#include <fmt/format.h>

namespace trinh::service {

Result<Done> may_see(const casework::Law& law, const casework::Case& subject,
                     const Caller& caller) {
    bool is_outsider = true;
    for (const auto& role : law.process.roles) {
        const bool has = caller.has_role(role.id);
        if (has && role.scope != workflow::Scope::drafting_agency) is_outsider = false;
    }
    for (const char* role : {"auditor", "admin"}) {
        if (caller.has_role(role)) is_outsider = false;
    }
    if (!is_outsider || caller.person.agency == subject.drafting_agency) return Done{};
    return Refusal{Reason::not_found, fmt::format("There is no case {}.", subject.id.number),
                   fmt::format("Không có hồ sơ số {}.", subject.id.number)};
}

}  // namespace trinh::service
