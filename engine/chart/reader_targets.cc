// What refers to states and what is computed from all of them: targets, domains, event names.
#include <algorithm>

#include "engine/chart/entry_set.h"
#include "engine/chart/literal.h"
#include "engine/chart/reader.h"

namespace trinh::chart {

Span Reader::read_targets(pugi::xml_node element, const char* attribute, std::string* missing) {
    Span found{static_cast<Index>(out_->targets.size()), 0};
    const std::string value = element.attribute(attribute).value();
    constexpr int targets_max = 256;
    int count = 0;
    for (const std::string& id : words(value)) {
        if (++count > targets_max) {
            error("TR102", source_.of(element),
                  {"There are more than 256 targets.", "Name fewer."});
            break;
        }
        const StateIndex state = out_->state_by_id.find(id);
        if (state == no_state) {
            const auto offset = static_cast<int>(value.find(id));
            if (missing != nullptr && is_inline() && limits_.faults_at_run_time) {
                *missing = "There is no state '" + id + "'.";
                warn("TR112", source_.of_value(element, attribute, offset),
                     {*missing, "Correct the id, or add the state."});
                continue;
            }
            error("TR112", source_.of_value(element, attribute, offset),
                  {"There is no state '" + id + "'.", "Correct the id, or add the state."});
            continue;
        }
        out_->targets.push_back(state);
        ++found.count;
    }
    if (element.attribute(attribute) && words(value).empty())
        error("TR112", source_.of_value(element, attribute, 0),
              {std::string("The attribute '") + attribute + "' is empty.",
               "Name a state, or remove the attribute."});
    return found;
}

void Reader::check_targets(Span targets, Position where, std::string_view owner) {
    for (Index i = targets.first; i < targets.end(); ++i) {
        for (Index j = targets.first; j < i; ++j) {
            const StateIndex a = out_->targets[i], b = out_->targets[j];
            // A history may recall anything in its parent, so it claims all of it.
            const auto claimed = [&](StateIndex state) {
                return out_->is_history(state) ? out_->states[state].parent : state;
            };
            const StateIndex whole_a = claimed(a), whole_b = claimed(b);
            StateIndex shared = whole_a;
            while (shared != 0 && shared != whole_b && !out_->is_inside(whole_b, shared))
                shared = out_->states[shared].parent;
            const bool are_nested = shared == whole_a || shared == whole_b;
            if (!are_nested && out_->states[shared].kind == StateKind::parallel) continue;
            error("TR114", where,
                  {std::string(owner) + " targets '" + out_->states[b].id + "' and '" +
                       out_->states[a].id + "', which can never be active together.",
                   "Target states in different regions of one <parallel>."});
        }
    }
}

void Reader::check_defaults(StateIndex index, Position where) {
    const StateRow& row = out_->states[index];
    const bool is_history = out_->is_history(index);
    const StateIndex holder = is_history ? row.parent : index;
    const std::string owner =
        is_history ? "History '" + row.id + "'" : "The initial state of '" + row.id + "'";
    for (Index i = row.defaults.first; i < row.defaults.end(); ++i) {
        const StateIndex target = out_->targets[i];
        const bool is_child = out_->states[target].parent == holder;
        if (is_history && out_->is_history(target)) {
            error("TR119", where,
                  {owner + " targets '" + out_->states[target].id + "', which is a history itself.",
                   "Target a state inside."});
            continue;
        }
        if (row.kind == StateKind::history_shallow ? is_child : out_->is_inside(target, holder))
            continue;
        error(is_history ? "TR119" : "TR113", where,
              {owner + " targets '" + out_->states[target].id + "', which is not a " +
                   (row.kind == StateKind::history_shallow ? "child" : "descendant") + " of '" +
                   out_->states[holder].id + "'.",
               "Target a state inside."});
    }
    check_targets(row.defaults, where, owner);
}

void Reader::link() {
    if (out_->model == DataModel::null && !out_->datamodel.empty())
        warn("TR105", source_.of(root_),
             {"The null data model has no variables; <data> is not read.",
              "Write datamodel=\"ecmascript\"."});
    link_events();
    for (TransitionRow& row : out_->transitions) link_domain(row);
    link_states();
    plan_entries();
    std::vector<std::string> variables;
    for (const DataRow& row : out_->datamodel) variables.push_back(row.id);
    for (Expression& row : out_->expressions)
        if (auto* program = std::get_if<expression::Program>(&row.code))
            program->expect_order(variables);
}

/// What a step asks of a state, said once.
void Reader::link_states() {
    for (StateRow& row : out_->states) {
        const bool is_above =
            row.parent != no_state && out_->states[row.parent].has_eventless_above;
        row.has_eventless_above = row.has_eventless || is_above;
        row.has_histories = !row.histories.empty();
        row.has_invokes = !row.invokes.empty();
        row.acts_on_exit = row.has_invokes || !row.exit_blocks.empty();
        row.acts_on_entry = row.has_invokes || !row.entry_blocks.empty() ||
                            row.default_block != none || row.kind == StateKind::final ||
                            (out_->is_late && !row.datamodel.empty());
        out_->has_eventless |= row.has_eventless;
        out_->has_parallel |= row.kind == StateKind::parallel;
    }
}

void Reader::plan_entries() {
    if (has_error(diagnostics_)) return;
    // A transition can enter every state; then the steps find out for themselves.
    const std::size_t entries_max = 16 * out_->states.size() + 1'000;
    EntrySet set;
    for (TransitionRow& row : out_->transitions) {
        if (row.is_dynamic || row.targets.empty()) continue;
        set.clear();
        set.add_targets(*out_, {}, row.targets, row.domain);
        if (set.met_history() || out_->entries.size() + set.states().size() > entries_max) continue;
        row.is_planned = true;
        row.entries = {static_cast<Index>(out_->entries.size()),
                       static_cast<Index>(set.states().size())};
        for (const StateIndex state : set.states())
            out_->entries.push_back({state, set.is_default(state)});
    }
}

void Reader::link_events() {
    for (const std::string& descriptor : out_->descriptors) out_->events.add(descriptor);
    out_->events.seal();
    for (const std::string& descriptor : out_->descriptors)
        out_->ranges.push_back(out_->events.range(descriptor));
    for (TransitionRow& row : out_->transitions)
        if (!row.events.empty()) row.first_events = out_->ranges[row.events.first];
}

void Reader::link_domain(TransitionRow& row) {
    const auto first = out_->targets.begin() + row.targets.first;
    const std::vector<StateIndex> targets(first, first + row.targets.count);
    row.is_dynamic = std::any_of(targets.begin(), targets.end(),
                                 [&](StateIndex t) { return out_->is_history(t); });
    if (!row.is_dynamic && !targets.empty()) row.domain = out_->domain_of(row, targets);
}

}  // namespace trinh::chart
