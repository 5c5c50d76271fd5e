#include "engine/casework/stage_times.h"

#include <algorithm>
#include <set>

#include "engine/casework/configuration.h"
#include "engine/casework/migration_work.h"

namespace trinh::casework {
namespace {

class TargetTimes {
public:
    explicit TargetTimes(const MigrationOrder& order) : order_(order) {}

    void see(const Event& event) {
        if (const auto* step = std::get_if<Stepped>(&event.body)) see_step(*step, event.at);
        if (const auto* moved = std::get_if<CaseMigrated>(&event.body)) see_migration(*moved);
    }

    [[nodiscard]] std::optional<Instant> of(const std::string& state) const {
        const auto at = since_.find(state);
        return at == since_.end() ? std::nullopt : std::optional(at->second);
    }

private:
    void see_step(const Stepped& step, Instant at) {
        const auto* active = step.session.if_contains("active");
        if (active != nullptr && active->is_array()) leaves_ = read(active->as_array());
        const auto begun_anew = entered_again(step);
        std::map<std::string, Instant> now;
        for (const auto& state : target_states()) {
            const auto known = since_.find(state);
            const bool goes_on = known != since_.end() && begun_anew.count(state) == 0;
            now[state] = goes_on ? known->second : at;
        }
        since_ = std::move(now);
    }

    /// An earlier migration: its event says since when each state of its target is active.
    void see_migration(const CaseMigrated& moved) {
        leaves_ = read(moved.session.at("active").as_array());
        since_.clear();
        for (const auto& state : target_states()) {
            const auto same = moved.entered.find(state);
            if (same != moved.entered.end()) since_[state] = same->second;
        }
        for (const auto& leaf : leaves_) {
            const auto began = moved.entered.find(leaf);
            if (began == moved.entered.end()) continue;
            for (const auto index : with_ancestors(chart(), known_places(leaf))) {
                const std::string id(chart().state(index).id);
                if (moved.entered.count(id) > 0) continue;
                const auto known = since_.find(id);
                since_[id] =
                    known == since_.end() ? began->second : std::min(known->second, began->second);
            }
        }
    }

    static std::vector<std::string> read(const json::array& from) {
        std::vector<std::string> ids;
        for (const auto& id : from) ids.emplace_back(id.as_string());
        return ids;
    }

    [[nodiscard]] const chart::Chart& chart() const { return *order_.to.process.chart; }

    [[nodiscard]] std::vector<std::string> known_places(const std::string& leaf) const {
        auto places = places_of(order_, leaf);
        std::erase_if(places, [&](const auto& id) { return chart().find(id) == chart::no_state; });
        return places;
    }

    [[nodiscard]] std::set<std::string> target_states() const {
        std::set<std::string> ids;
        for (const auto& leaf : leaves_) {
            for (const auto index : with_ancestors(chart(), known_places(leaf))) {
                ids.emplace(chart().state(index).id);
            }
        }
        return ids;
    }

    [[nodiscard]] std::set<std::string> entered_again(const Stepped& step) const {
        std::set<std::string> ids;
        for (const auto& state : step.exited) {
            const auto& entered = step.entered;
            if (std::find(entered.begin(), entered.end(), state) == entered.end()) continue;
            ids.insert(state);
            if (const auto* rule = order_.map.state(state)) {
                ids.insert(rule->to.begin(), rule->to.end());
            }
        }
        return ids;
    }

    const MigrationOrder& order_;
    std::vector<std::string> leaves_;
    std::map<std::string, Instant> since_;
};

}  // namespace

std::map<std::string, Instant> stage_times(const MigrationOrder& order, const Case& subject,
                                           const std::vector<std::string>& active) {
    TargetTimes times(order);
    for (const auto& event : order.journal) times.see(event);
    std::map<std::string, Instant> entered;
    const auto& chart = *order.to.process.chart;
    for (const auto index : with_ancestors(chart, active)) {
        const std::string id(chart.state(index).id);
        entered[id] = times.of(id).value_or(subject.opened_at);
    }
    return entered;
}

}  // namespace trinh::casework
