#include "engine/chart/chart.h"

#include "engine/base/check.h"
#include "engine/chart/tables.h"

namespace trinh::chart {

std::string_view Chart::name() const {
    return tables_->name;
}
const std::string& Chart::content_hash() const {
    return tables_->content_hash;
}
std::size_t Chart::state_count() const {
    return tables_->states.size();
}

StateView Chart::state(StateIndex index) const {
    CHECK(index < tables_->states.size());
    const StateRow& row = tables_->states[index];
    return {index,
            row.id,
            row.kind,
            row.parent,
            row.last,
            row.line,
            tables_->state_columns[index],
            row.invokes.count};
}

std::vector<StateIndex> Chart::defaults(StateIndex index) const {
    CHECK(index < tables_->states.size());
    const Span span = tables_->states[index].defaults;
    std::vector<StateIndex> found;
    for (Index i = span.first; i < span.end(); ++i) found.push_back(tables_->targets[i]);
    return found;
}

StateIndex Chart::find(std::string_view id) const {
    static_assert(TextMap::missing == no_state);
    return tables_->state_by_id.find(id);
}

std::size_t Chart::transition_count() const {
    return tables_->transitions.size();
}

TransitionView Chart::transition(std::uint32_t index) const {
    CHECK(index < tables_->transitions.size());
    const TransitionRow& row = tables_->transitions[index];
    TransitionView view;
    view.index = index;
    view.source = row.source;
    for (Index i = row.events.first; i < row.events.end(); ++i)
        view.events.emplace_back(tables_->descriptors[i]);
    if (row.condition != none) view.condition = tables_->expressions[row.condition].text;
    for (Index i = row.targets.first; i < row.targets.end(); ++i)
        view.targets.push_back(tables_->targets[i]);
    view.line = row.line;
    view.column = tables_->transition_columns[index];
    return view;
}

StateIndex Tables::common_compound(StateIndex first, const std::vector<StateIndex>& others) const {
    for (StateIndex at = states[first].parent; at != 0; at = states[at].parent) {
        if (states[at].kind != StateKind::compound) continue;
        bool holds_all = true;
        for (const StateIndex other : others) holds_all = holds_all && is_inside(other, at);
        if (holds_all) return at;
    }
    return 0;
}

StateIndex Tables::domain_of(const TransitionRow& row,
                             const std::vector<StateIndex>& effective) const {
    if (effective.empty()) return no_state;
    bool all_inside = row.is_internal && states[row.source].kind == StateKind::compound;
    for (const StateIndex target : effective)
        all_inside = all_inside && is_inside(target, row.source);
    return all_inside ? row.source : common_compound(row.source, effective);
}

}  // namespace trinh::chart
