/// Questions without effect: which actions stand open to somebody, and why one is refused.
///
/// decide() asks the same functions, so what is shown as allowed is what is accepted.
#pragma once

#include <vector>

#include "engine/base/result.h"
#include "engine/casework/command.h"
#include "engine/casework/effect.h"
#include "engine/casework/law.h"
#include "engine/chart/session.h"

namespace trinh::casework {

/// The case's chart as it stands. The case is pinned to its definition, so this cannot fail.
chart::Session running_session(const Law& law, const Case& subject);

/// Actions of the active states, inner states first, document order.
std::vector<const workflow::Action*> open_actions(const Law& law, const chart::Session& session);

/// An external event for the chart.
chart::Event external_event(std::string name, json::value content = nullptr);

/// One action of an active stage that the actor's roles include.
struct AllowedAction {
    const workflow::Action* action = nullptr;
    bool is_permitted = false;
    Refusal refusal;  ///< Why not, when not.
};

/// In the order of the definition, inner stages first, one row an event.
std::vector<AllowedAction> allowed(const Law& law, const Case& subject, const Actor& actor,
                                   Instant now);

/// The action of an active stage that this event means for this actor. Refuses: wrong_state when
/// no active stage knows the event (and says which it does know), not_permitted.
Result<const workflow::Action*> find_action(const Law& law, const Case& subject,
                                            const std::string& event, const Actor& actor);

/// Why no transition took the event: the author's sentence, the condition, the values it saw.
Refusal refused_by_condition(const Law& law, const Case& subject, const workflow::Action& action,
                             const json::object& event_data, const json::object& facts);

/// The full answer to "why": every transition tried, and the permission.
struct Why {
    chart::Explanation explanation;
    Result<const workflow::Action*> action;
};
Why explain(const Law& law, const Case& subject, const Act& command, const Actor& actor,
            Instant now);

/// Inputs of the built-in events, checked.
Result<ItemMarked> read_item_mark(const workflow::Process& process, const json::object& inputs,
                                  Date today);
Result<DraftAdded> read_draft(const workflow::Process& process, const json::object& inputs);

}  // namespace trinh::casework
