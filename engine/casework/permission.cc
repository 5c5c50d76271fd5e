#include "engine/casework/permission.h"

#include <algorithm>
#include <fmt/format.h>

namespace trinh::casework {
namespace {

std::string role_names(const workflow::Process& process, const workflow::Action& action,
                       bool in_vietnamese) {
    std::string names;
    for (const auto& id : action.actors) {
        const auto* role = process.role(id);
        if (!names.empty()) names += ", ";
        names += in_vietnamese ? role->title.vi : role->title.en;
    }
    return names;
}

Refusal wrong_role(const workflow::Process& process, const workflow::Action& action) {
    return {Reason::not_permitted,
            fmt::format("'{}' is done by: {}. Your roles do not include it for this case.",
                        action.title.en, role_names(process, action, false)),
            fmt::format("Việc “{}” thuộc thẩm quyền của: {}. Ông/Bà không giữ vai trò này đối "
                        "với hồ sơ.",
                        action.title.vi, role_names(process, action, true))};
}

}  // namespace

std::string agency_of(const workflow::Role& role, const Case& subject) {
    switch (role.scope) {
        case workflow::Scope::drafting_agency:
            return subject.drafting_agency;
        case workflow::Scope::department:
            return subject.department;
        case workflow::Scope::fixed_agency:
            return role.agency;
    }
    CHECK(false);
    return {};
}

bool holds_role(const workflow::Role& role, const Case& subject, const Actor& actor) {
    const bool has =
        std::find(actor.roles.begin(), actor.roles.end(), role.id) != actor.roles.end();
    if (!has || actor.agency != agency_of(role, subject)) return false;
    if (!role.is_appointed) return true;
    const auto at = subject.appointed.find(role.id);
    return at == subject.appointed.end() || at->second == actor.person;
}

Result<Done> may_do(const workflow::Process& process, const Case& subject,
                    const workflow::Action& action, const Actor& actor) {
    const bool holds = std::any_of(action.actors.begin(), action.actors.end(), [&](const auto& id) {
        return holds_role(*process.role(id), subject, actor);
    });
    if (!holds) return wrong_role(process, action);
    const auto last = [&](const std::string& event) {
        const auto at = subject.last_actor.find(event);
        return at == subject.last_actor.end() ? std::string() : at->second;
    };
    if (!action.not_by.empty() && last(action.not_by) == actor.person) {
        return Refusal{
            Reason::not_permitted,
            fmt::format("'{}' needs a second person: you did '{}' yourself.", action.title.en,
                        action.not_by),
            fmt::format("Việc “{}” phải do người khác thực hiện vì Ông/Bà đã thực hiện bước "
                        "trước đó.",
                        action.title.vi)};
    }
    if (!action.same_as.empty() && last(action.same_as) != actor.person) {
        return Refusal{
            Reason::not_permitted,
            fmt::format("'{}' is done by the person who did '{}'.", action.title.en,
                        action.same_as),
            fmt::format("Việc “{}” phải do chính người đã thực hiện bước trước đó thực hiện.",
                        action.title.vi)};
    }
    return Done{};
}

}  // namespace trinh::casework
