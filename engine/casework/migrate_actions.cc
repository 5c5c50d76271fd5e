#include <algorithm>
#include <fmt/format.h>

#include "engine/casework/facts.h"
#include "engine/casework/migration_work.h"
#include "engine/casework/questions.h"

namespace trinh::casework {
namespace {

struct OpenAction {
    const workflow::Action* action = nullptr;
    std::string state;  ///< "open: clerk head" or "held back: clerk".
};

/// One row an event, inner states first: what the stages offer to whoever holds the roles.
std::vector<OpenAction> offered(const Law& law, const Case& subject, const Actor& actor,
                                Instant now) {
    const auto session = running_session(law, subject);
    const auto facts = facts_of(law, subject, actor, now);
    std::vector<OpenAction> rows;
    for (const auto* action : open_actions(law, session)) {
        const bool is_listed = std::any_of(rows.begin(), rows.end(), [&](const auto& row) {
            return row.action->event == action->event;
        });
        if (is_listed) continue;
        const auto answer = chart::explain(session, external_event(action->event), facts);
        const bool is_open =
            std::any_of(answer.tried.begin(), answer.tried.end(), [](const auto& tried) {
                return tried.event_matches && (tried.condition_holds || !tried.fault.empty());
            });
        rows.push_back({action, fmt::format("{}: {}", is_open ? "open" : "held back",
                                            fmt::join(action->actors, " "))});
    }
    return rows;
}

const OpenAction* find(const std::vector<OpenAction>& rows, const std::string& event) {
    const auto at = std::find_if(rows.begin(), rows.end(),
                                 [&](const auto& row) { return row.action->event == event; });
    return at == rows.end() ? nullptr : &*at;
}

MigrationLine told(const workflow::Action& action, const char* change, std::string before,
                   std::string after) {
    MigrationLine line{"action", change, action.event, std::move(before), std::move(after)};
    const auto& title = action.title;
    if (line.change == "kept") {
        line.text = fmt::format("Giữ việc “{}” [{}]", title.vi, line.after);
        line.text_en = fmt::format("Action '{}' stays [{}]", title.en, line.after);
    } else if (line.change == "created") {
        line.text = fmt::format("Việc mới “{}” [{}]", title.vi, line.after);
        line.text_en = fmt::format("New action '{}' [{}]", title.en, line.after);
    } else if (line.change == "dropped") {
        line.text = fmt::format("Bỏ việc “{}” [{}]", title.vi, line.before);
        line.text_en = fmt::format("Action '{}' [{}] is no more", title.en, line.before);
    } else {
        line.text =
            fmt::format("Việc “{}” thay đổi: [{}] → [{}]", title.vi, line.before, line.after);
        line.text_en =
            fmt::format("Action '{}' changes: [{}] → [{}]", title.en, line.before, line.after);
    }
    return line;
}

}  // namespace

void compare_actions(MigrationWork& work) {
    const auto before = offered(work.order.from, work.before, work.actor, work.now);
    const auto after = offered(work.order.to, work.after, work.actor, work.now);
    for (const auto& old : before) {
        const auto& event = workflow::renamed(work.order.map.events, old.action->event);
        const auto* now = find(after, event);
        if (now == nullptr) {
            work.tell(told(*old.action, "dropped", old.state, {}));
            continue;
        }
        const bool is_same = now->state == old.state && event == old.action->event;
        work.tell(told(*now->action, is_same ? "kept" : "moved", old.state, now->state));
    }
    for (const auto& now : after) {
        const bool is_known = std::any_of(before.begin(), before.end(), [&](const auto& old) {
            return workflow::renamed(work.order.map.events, old.action->event) == now.action->event;
        });
        if (!is_known) work.tell(told(*now.action, "created", {}, now.state));
    }
}

}  // namespace trinh::casework
