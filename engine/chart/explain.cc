// Questions without effect: what would happen, and what may happen now.
#include <algorithm>

#include "engine/chart/scope.h"
#include "engine/chart/session.h"

namespace trinh::chart {
namespace {

/// The names a condition reads, with what they hold now.
json::object values_of(const Expression& row, const Session& session, const Event& event,
                       const json::object& facts) {
    json::object values;
    const auto* program = std::get_if<expression::Program>(&row.code);
    if (program == nullptr) return values;
    for (const std::string& name : program->names()) {
        if (name == "_event")
            values[name] = json::object{{"name", event.name}, {"data", event.data}};
        else if (const json::value* own = session.data().if_contains(name))
            values[name] = *own;
        else if (const json::value* fact = facts.if_contains(name))
            values[name] = *fact;
    }
    return values;
}

/// Tries transitions one by one and remembers which state has chosen already.
class Trial {
public:
    Trial(const Session& session, const Event& event, const json::object& facts)
        : session_(session), event_(event), facts_(facts), scope_(session, facts) {
        scope_.see(event_);
    }

    /// True when a transition of this state takes the event.
    bool try_state(StateIndex state, Explanation& into);

private:
    Explanation::Tried try_one(Index transition);

    const Session& session_;
    const Event event_;
    const json::object& facts_;
    Scope scope_;
};

Explanation::Tried Trial::try_one(Index index) {
    const Tables& tables = session_.chart().tables();
    const TransitionRow& row = tables.transitions[index];
    Explanation::Tried tried;
    tried.transition = index;
    tried.source = tables.states[row.source].id;
    tried.line = row.line;
    const std::uint32_t number = tables.events.number(event_.name);
    for (Index d = row.events.first; d < row.events.end(); ++d)
        tried.event_matches |= tables.ranges[d].holds(number);
    if (row.condition == none) {
        tried.condition_holds = true;
        return tried;
    }
    const Expression& condition = tables.expressions[row.condition];
    tried.condition = condition.text;
    if (!tried.event_matches) return tried;
    tried.values = values_of(condition, session_, event_, facts_);
    const auto answer = scope_.test(row.condition);
    if (const auto* yes = std::get_if<bool>(&answer))
        tried.condition_holds = *yes;
    else
        tried.fault = std::get<expression::Fault>(answer).message;
    return tried;
}

bool Trial::try_state(StateIndex state, Explanation& into) {
    const Tables& tables = session_.chart().tables();
    const Span span = tables.states[state].transitions;
    bool is_taken = false;
    for (Index t = span.first; t < span.end(); ++t) {
        if (tables.transitions[t].events.empty()) continue;
        Explanation::Tried tried = try_one(t);
        tried.is_chosen = !is_taken && tried.event_matches && tried.condition_holds;
        is_taken |= tried.is_chosen;
        into.tried.push_back(std::move(tried));
    }
    return is_taken;
}

/// Calls visit(state) for every active state from each leaf upward, each once; visit says whether
/// the walk upward from this leaf ends here.
template <class Visit>
void walk_active(const Session& session, Visit visit) {
    const Tables& tables = session.chart().tables();
    std::vector<std::pair<StateIndex, bool>> seen;
    for (const std::string& id : session.active_atomic()) {
        for (StateIndex at = session.chart().find(id); at != 0; at = tables.states[at].parent) {
            const auto known = std::find_if(seen.begin(), seen.end(),
                                            [&](const auto& pair) { return pair.first == at; });
            if (known == seen.end()) {
                seen.emplace_back(at, visit(at));
                if (seen.back().second) break;
            } else if (known->second) {
                break;
            }
        }
    }
}

}  // namespace

Explanation explain(const Session& session, const Event& event, const json::object& facts) {
    Explanation result;
    if (session.is_final()) return result;
    Trial trial(session, event, facts);
    walk_active(session, [&](StateIndex state) {
        const bool is_taken = trial.try_state(state, result);
        result.would_be_taken |= is_taken;
        return is_taken;
    });
    return result;
}

std::vector<std::string> enabled_events(const Session& session, const json::object& facts) {
    const Tables& tables = session.chart().tables();
    std::vector<std::pair<Index, std::string>> found;  // By place in the document.
    if (session.is_final()) return {};
    walk_active(session, [&](StateIndex state) {
        const Span span = tables.states[state].transitions;
        for (Index t = span.first; t < span.end(); ++t) {
            const TransitionRow& row = tables.transitions[t];
            for (Index d = row.events.first; d < row.events.end(); ++d) {
                const std::string& name = tables.descriptors[d];
                if (name.find('*') != std::string::npos || name.ends_with('.')) continue;
                Event event;
                event.name = name;
                Scope scope(session, facts);
                scope.see(event);
                bool holds = row.condition == none;
                if (!holds) {
                    const auto answer = scope.test(row.condition);
                    const bool* yes = std::get_if<bool>(&answer);
                    holds = yes != nullptr && *yes;
                }
                if (holds) found.emplace_back(d, name);
            }
        }
        return false;
    });
    std::sort(found.begin(), found.end());
    std::vector<std::string> names;
    for (const auto& [place, name] : found)
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    return names;
}

}  // namespace trinh::chart
