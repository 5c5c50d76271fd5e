#include "engine/casework/configuration.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace trinh::casework {
namespace {

bool is_history(chart::StateKind kind) {
    return kind == chart::StateKind::history_shallow || kind == chart::StateKind::history_deep;
}

std::string names(const chart::Chart& chart, const std::vector<chart::StateIndex>& states) {
    std::string text;
    for (const auto state : states) {
        text += fmt::format("{}'{}'", text.empty() ? "" : ", ", chart.state(state).id);
    }
    return text;
}

}  // namespace

std::vector<chart::StateIndex> inner_states(const chart::Chart& chart, chart::StateIndex state) {
    std::vector<chart::StateIndex> inner;
    const auto last = chart.state(state).last_descendant;
    for (chart::StateIndex at = state + 1; at <= last && at < chart.state_count(); ++at) {
        const auto view = chart.state(at);
        if (view.parent == state && !is_history(view.kind)) inner.push_back(at);
    }
    return inner;
}

std::vector<chart::StateIndex> with_ancestors(const chart::Chart& chart,
                                              const std::vector<std::string>& states) {
    std::set<chart::StateIndex> all;
    for (const auto& id : states) {
        for (auto at = chart.find(id); at != chart::no_state && at != 0;
             at = chart.state(at).parent) {
            all.insert(at);
        }
    }
    return {all.begin(), all.end()};
}

std::optional<workflow::Title> why_not_together(const chart::Chart& chart, chart::StateIndex root,
                                                const std::vector<std::string>& states) {
    auto around = with_ancestors(chart, states);
    around.insert(around.begin(), 0);
    for (const auto state : around) {
        const auto view = chart.state(state);
        const bool is_below = state >= root && state <= chart.state(root).last_descendant;
        if (!is_below || view.last_descendant == state) continue;
        std::vector<chart::StateIndex> present, absent;
        for (const auto inner : inner_states(chart, state)) {
            const bool is_there = std::binary_search(around.begin(), around.end(), inner);
            (is_there ? present : absent).push_back(inner);
        }
        if (view.kind == chart::StateKind::parallel && !absent.empty()) {
            return workflow::Title{
                fmt::format("“{}” gồm các nhánh song song, nhưng chưa có bước nào trong nhánh {}",
                            view.id, names(chart, absent)),
                fmt::format("'{}' runs its regions side by side, and nothing stands in {}", view.id,
                            names(chart, absent))};
        }
        if (view.kind != chart::StateKind::parallel && present.size() > 1) {
            return workflow::Title{
                fmt::format("hồ sơ không thể đồng thời ở các bước {}", names(chart, present)),
                fmt::format("{} exclude each other", names(chart, present))};
        }
    }
    return std::nullopt;
}

}  // namespace trinh::casework
