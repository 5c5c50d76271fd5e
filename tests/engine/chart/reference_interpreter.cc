#include "tests/engine/chart/reference_interpreter.h"

#include <algorithm>
#include <utility>

namespace trinh::chart::reference {

Step Interpreter::interpret() {
    names_.in = [this](const std::string& id) { return configuration_.contains(id); };
    is_running_ = true;
    for (const auto& [id, state] : document_.states())
        initialize_data_model(state, !document_.is_late || id == Document::root);
    configuration_.insert(Document::root);
    enter_states({&document_.at(Document::root).initial});
    macrostep();
    step_.was_handled = true;
    return std::exchange(step_, {});
}

Step Interpreter::external_event(const std::string& name, long data) {
    if (!is_running_) return {};
    see(name, data < 0 ? Value() : Value(data));
    const Transitions enabled = select_transitions(name);
    if (!enabled.empty()) microstep(enabled);
    macrostep();
    step_.was_handled = !enabled.empty();
    return std::exchange(step_, {});
}

void Interpreter::macrostep() {
    for (int turns = 0; is_running_; ++turns) {
        if (turns == 200) {
            step_.was_endless = true;
            return;
        }
        Transitions enabled = select_eventless_transitions();
        if (enabled.empty()) {
            if (internal_queue_.empty()) return;
            const std::string event = internal_queue_.front();
            internal_queue_.pop_front();
            step_.raised.push_back(event);
            see(event, Value());
            enabled = select_transitions(event);
        }
        if (!enabled.empty()) microstep(enabled);
    }
    exit_interpreter();
}

void Interpreter::exit_interpreter() {
    for (const std::string& s : in_exit_order(configuration_)) {
        if (s == Document::root) continue;
        execute_all(document_.at(s), "onexit");
        configuration_.erase(s);
        if (document_.at(s).word == "final" && document_.at(s).parent == Document::root) last_ = s;
    }
}

void Interpreter::see(const std::string& name, const Value& data) {
    names_.values["_event.name"] = name;
    names_.values["_event.data"] = data;
}

template <class Enables>
Interpreter::Transitions Interpreter::select(Enables enables) {
    Transitions enabled;
    const auto first_of = [&](const std::string& state) -> const Transition* {
        List chain = get_proper_ancestors(state, nullptr);
        chain.insert(chain.begin(), state);
        for (const std::string& s : chain)
            for (const Transition& t : document_.at(s).transition)
                if (enables(t)) return &t;
        return nullptr;
    };
    for (const std::string& state : in_document_order(configuration_)) {
        if (!is_atomic(state)) continue;
        const Transition* t = first_of(state);
        if (t != nullptr && std::find(enabled.begin(), enabled.end(), t) == enabled.end())
            enabled.push_back(t);
    }
    return remove_conflicting_transitions(enabled);
}

Interpreter::Transitions Interpreter::select_eventless_transitions() {
    return select([&](const Transition& t) { return t.events.empty() && condition_match(t); });
}

Interpreter::Transitions Interpreter::select_transitions(const std::string& event) {
    return select([&](const Transition& t) {
        return !t.events.empty() && name_match(t.events, event) && condition_match(t);
    });
}

Interpreter::Transitions Interpreter::remove_conflicting_transitions(const Transitions& enabled) {
    Transitions filtered;
    for (const Transition* t1 : enabled) {
        bool t1_preempted = false;
        Transitions to_remove;
        for (const Transition* t2 : filtered) {
            const Set one = compute_exit_set({t1}), other = compute_exit_set({t2});
            if (std::none_of(one.begin(), one.end(),
                             [&](const std::string& s) { return other.contains(s); }))
                continue;
            if (is_descendant(t1->source, t2->source)) {
                to_remove.push_back(t2);
            } else {
                t1_preempted = true;
                break;
            }
        }
        if (t1_preempted) continue;
        for (const Transition* t3 : to_remove) std::erase(filtered, t3);
        filtered.push_back(t1);
    }
    return filtered;
}

bool Interpreter::condition_match(const Transition& t) {
    return t.cond.empty() || is_true(evaluate(t.cond, names_));
}

void Interpreter::microstep(const Transitions& enabled) {
    // Appendix D asks for the domain once more after the states were left, when histories may have
    // been recorded. Read so, a transition into the history of a state that it leaves can forget to
    // enter that state again: a configuration that section 3.11 forbids. Hence asked once, here.
    domains_.clear();
    for (const Transition* t : enabled) domains_[t] = get_transition_domain(*t);
    exit_states(enabled);
    execute_transition_content(enabled);
    enter_states(enabled);
}

void Interpreter::exit_states(const Transitions& enabled) {
    const Set states_to_exit = compute_exit_set(enabled);
    for (const std::string& s : states_to_exit) {
        for (const std::string& h : document_.at(s).history) {
            List recalled;
            for (const std::string& s0 : in_document_order(configuration_))
                if (document_.at(h).is_deep ? is_atomic(s0) && is_descendant(s0, s)
                                            : s0 != Document::root && document_.at(s0).parent == s)
                    recalled.push_back(s0);
            history_value_[h] = recalled;
        }
    }
    for (const std::string& s : in_exit_order(states_to_exit)) {
        execute_all(document_.at(s), "onexit");
        configuration_.erase(s);
        step_.exited.push_back(s);
    }
}

Interpreter::Set Interpreter::compute_exit_set(const Transitions& transitions) {
    Set states_to_exit;
    for (const Transition* t : transitions) {
        if (t->target.empty()) continue;
        const std::string* domain = get_transition_domain(*t);
        for (const std::string& s : configuration_)
            if (is_descendant(s, *domain)) states_to_exit.insert(s);
    }
    return states_to_exit;
}

void Interpreter::execute_transition_content(const Transitions& enabled) {
    for (const Transition* t : enabled) {
        step_.taken.push_back(t->source + '#' + std::to_string(t->ordinal));
        execute_content(t->content);
    }
}

void Interpreter::enter_states(const Transitions& enabled) {
    states_to_enter_.clear();
    states_for_default_entry_.clear();
    default_history_content_.clear();
    compute_entry_set(enabled);
    for (const std::string& id : in_document_order(states_to_enter_)) {
        const State& s = document_.at(id);
        configuration_.insert(id);
        step_.entered.push_back(id);
        if (document_.is_late && entered_before_.insert(id).second) initialize_data_model(s, true);
        execute_all(s, "onentry");
        if (states_for_default_entry_.contains(id)) execute_content(s.initial.content);
        if (default_history_content_.contains(id)) execute_content(default_history_content_[id]);
        if (s.word == "final") enter_final_state(s);
    }
}

void Interpreter::enter_final_state(const State& s) {
    if (s.parent == Document::root) {
        is_running_ = false;
        return;
    }
    const State& parent = document_.at(s.parent);
    internal_queue_.push_back("done.state." + parent.id);
    const State& grandparent = document_.at(parent.parent);
    if (grandparent.word != "parallel") return;
    if (std::all_of(grandparent.children.begin(), grandparent.children.end(),
                    [&](const std::string& child) { return is_in_final_state(child); }))
        internal_queue_.push_back("done.state." + grandparent.id);
}

void Interpreter::compute_entry_set(const Transitions& transitions) {
    for (const Transition* t : transitions) {
        for (const std::string& s : t->target) add_descendant_states_to_enter(s);
        // The transition of <initial> has its own state as domain.
        const bool is_initial = t == &document_.at(Document::root).initial;
        const std::string* ancestor = is_initial ? &Document::root : domains_.at(t);
        for (const std::string& s : get_effective_target_states(*t))
            add_ancestor_states_to_enter(s, ancestor);
    }
}

void Interpreter::add_descendant_states_to_enter(const std::string& id) {
    const State& state = document_.at(id);
    if (state.word == "history") {
        const bool is_known = history_value_.contains(id);
        const List next = is_known ? history_value_[id] : state.initial.target;
        if (!is_known) default_history_content_[state.parent] = state.initial.content;
        for (const std::string& s : next) add_descendant_states_to_enter(s);
        for (const std::string& s : next) add_ancestor_states_to_enter(s, &state.parent);
        return;
    }
    states_to_enter_.insert(id);
    if (is_compound(id)) {
        states_for_default_entry_.insert(id);
        for (const std::string& s : state.initial.target) add_descendant_states_to_enter(s);
        for (const std::string& s : state.initial.target) add_ancestor_states_to_enter(s, &id);
    } else if (state.word == "parallel") {
        add_regions(state);
    }
}

void Interpreter::add_regions(const State& parallel) {
    for (const std::string& child : parallel.children)
        if (std::none_of(states_to_enter_.begin(), states_to_enter_.end(),
                         [&](const std::string& s) { return is_descendant(s, child); }))
            add_descendant_states_to_enter(child);
}

void Interpreter::add_ancestor_states_to_enter(const std::string& state,
                                               const std::string* ancestor) {
    for (const std::string& anc : get_proper_ancestors(state, ancestor)) {
        if (anc == Document::root) continue;
        states_to_enter_.insert(anc);
        if (document_.at(anc).word == "parallel") add_regions(document_.at(anc));
    }
}

bool Interpreter::is_in_final_state(const std::string& id) {
    const State& s = document_.at(id);
    if (is_compound(id))
        return std::any_of(s.children.begin(), s.children.end(), [&](const std::string& child) {
            return document_.at(child).word == "final" && configuration_.contains(child);
        });
    return s.word == "parallel" &&
           std::all_of(s.children.begin(), s.children.end(),
                       [&](const std::string& child) { return is_in_final_state(child); });
}

const std::string* Interpreter::get_transition_domain(const Transition& t) {
    const List targets = get_effective_target_states(t);
    if (targets.empty()) return nullptr;
    if (t.is_internal && is_compound(t.source) &&
        std::all_of(targets.begin(), targets.end(),
                    [&](const std::string& s) { return is_descendant(s, t.source); }))
        return &document_.at(t.source).id;
    return find_lcca(t.source, targets);
}

const std::string* Interpreter::find_lcca(const std::string& source, const List& targets) {
    for (const std::string& anc : get_proper_ancestors(source, nullptr)) {
        if (!is_compound(anc)) continue;
        if (std::all_of(targets.begin(), targets.end(),
                        [&](const std::string& s) { return is_descendant(s, anc); }))
            return &document_.at(anc).id;
    }
    return nullptr;
}

Interpreter::List Interpreter::get_effective_target_states(const Transition& t) {
    List targets;
    for (const std::string& s : t.target) {
        List found{s};
        if (document_.at(s).word == "history")
            found = history_value_.contains(s)
                        ? history_value_[s]
                        : get_effective_target_states(document_.at(s).initial);
        targets.insert(targets.end(), found.begin(), found.end());
    }
    return targets;
}

Interpreter::List Interpreter::get_proper_ancestors(const std::string& state,
                                                    const std::string* ancestor) {
    List found;
    for (std::string at = state; at != Document::root;) {
        at = document_.at(at).parent;
        if (ancestor != nullptr && at == *ancestor) break;
        found.push_back(at);
    }
    return found;
}

bool Interpreter::is_descendant(const std::string& a, const std::string& b) {
    const List above = get_proper_ancestors(a, nullptr);
    return std::find(above.begin(), above.end(), b) != above.end();
}

bool Interpreter::is_compound(const std::string& s) {
    const State& state = document_.at(s);
    return (state.word == "state" || state.word == "scxml") && !state.children.empty();
}

bool Interpreter::is_atomic(const std::string& s) {
    const State& state = document_.at(s);
    return state.word == "final" || (state.word == "state" && state.children.empty());
}

Interpreter::List Interpreter::in_document_order(const Set& states) {
    List sorted(states.begin(), states.end());
    std::sort(sorted.begin(), sorted.end(), [&](const std::string& a, const std::string& b) {
        return document_.at(a).order < document_.at(b).order;
    });
    return sorted;
}

Interpreter::List Interpreter::in_exit_order(const Set& states) {
    List sorted = in_document_order(states);
    std::reverse(sorted.begin(), sorted.end());
    return sorted;
}

}  // namespace trinh::chart::reference
