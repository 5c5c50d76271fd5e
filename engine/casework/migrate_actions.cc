#include <algorithm>
#include <fmt/format.h>

#include "engine/casework/facts.h"
#include "engine/casework/migration_work.h"
#include "engine/casework/questions.h"

namespace trinh::casework {
namespace {

struct OpenAction {
    const workflow::Action* action = nullptr;
    std::string state;        ///< "open: clerk head" or "held back: clerk".
    workflow::Title words{};  ///< The same as officers read it.
};

workflow::Title words_of(const Law& law, const workflow::Action& action, bool is_open) {
    workflow::Title words{is_open ? "thực hiện được" : "chưa đủ điều kiện",
                          is_open ? "open" : "held back"};
    const char* joint = ": ";
    for (const auto& id : action.actors) {
        const auto* role = law.process.role(id);
        words.vi += joint + (role == nullptr ? id : role->title.vi);
        words.en += joint + (role == nullptr ? id : role->title.en);
        joint = "; ";
    }
    return words;
}

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
        rows.push_back(
            {action,
             fmt::format("{}: {}", is_open ? "open" : "held back", fmt::join(action->actors, " ")),
             words_of(law, *action, is_open)});
    }
    return rows;
}

const OpenAction* find(const std::vector<OpenAction>& rows, const std::string& event) {
    const auto at = std::find_if(rows.begin(), rows.end(),
                                 [&](const auto& row) { return row.action->event == event; });
    return at == rows.end() ? nullptr : &*at;
}

/// Before or after is null where the action is new, or no more.
MigrationLine told(const char* change, const OpenAction* before, const OpenAction* after) {
    const auto& action = *(after != nullptr ? after : before)->action;
    MigrationLine line{"action", change, action.event, before == nullptr ? "" : before->state,
                       after == nullptr ? "" : after->state};
    const auto& title = action.title;
    if (line.change == "kept") {
        line.text = fmt::format("Giữ việc “{}” [{}]", title.vi, after->words.vi);
        line.text_en = fmt::format("Action '{}' stays [{}]", title.en, after->words.en);
    } else if (line.change == "created") {
        line.text = fmt::format("Việc mới “{}” [{}]", title.vi, after->words.vi);
        line.text_en = fmt::format("New action '{}' [{}]", title.en, after->words.en);
    } else if (line.change == "dropped") {
        line.text = fmt::format("Bỏ việc “{}” [{}]", title.vi, before->words.vi);
        line.text_en = fmt::format("Action '{}' [{}] is no more", title.en, before->words.en);
    } else {
        line.text = fmt::format("Việc “{}” thay đổi: [{}] → [{}]", title.vi, before->words.vi,
                                after->words.vi);
        line.text_en = fmt::format("Action '{}' changes: [{}] → [{}]", title.en, before->words.en,
                                   after->words.en);
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
            work.tell(told("dropped", &old, nullptr));
            continue;
        }
        const bool is_same = now->state == old.state && event == old.action->event;
        work.tell(told(is_same ? "kept" : "moved", &old, now));
    }
    for (const auto& now : after) {
        const bool is_known = std::any_of(before.begin(), before.end(), [&](const auto& old) {
            return workflow::renamed(work.order.map.events, old.action->event) == now.action->event;
        });
        if (!is_known) work.tell(told("created", nullptr, &now));
    }
}

}  // namespace trinh::casework
