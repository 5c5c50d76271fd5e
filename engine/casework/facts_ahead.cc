#include "engine/casework/facts_ahead.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/casework/clocks.h"
#include "engine/casework/facts.h"

namespace trinh::casework {
namespace {

/// Whether the rule reads that deadline: deadlines.id. or deadlines['id'].
bool reads(const std::string& rule, const std::string& deadline) {
    return rule.find("deadlines." + deadline + ".") != std::string::npos ||
           rule.find("deadlines['" + deadline + "']") != std::string::npos ||
           rule.find("deadlines[\"" + deadline + "\"]") != std::string::npos;
}

class Ahead {
public:
    Ahead(const Law& law, const Case& subject, Instant now)
        : law_(law), subject_(subject), today_(local_date(now)) {
        facts_ = facts_of(law, subject, Actor{"clock", {}, {}, "clock"}, now);
        system_ = {{"_event", {{"name", ""}, {"data", json::object()}, {"note", ""}}}};
        if (const auto* data = subject.session.if_contains("data"); data && data->is_object()) {
            data_ = data->as_object();
        }
        for (const auto& clock : subject.clocks) {
            if (!clock.is_closed) running_[clock.deadline] = &clock;
        }
        if (const auto* states = subject.session.if_contains("active")) add_states(*states);
    }

    std::vector<FactAhead> all() {
        const auto& overlays = law_.process.overlays;
        for (std::size_t i = 0; i < overlays.size(); ++i) {
            if (!overlays[i].action) continue;
            const auto source =
                law_.process.chart->transition(static_cast<std::uint32_t>(i)).source;
            for (const auto& rule : overlays[i].facts) add(rule, source);
        }
        std::vector<FactAhead> list;
        for (auto& [name, fact] : found_) list.push_back(std::move(fact));
        return list;
    }

private:
    void add_states(const json::value& states) {
        if (!states.is_array()) return;
        for (const auto& id : states.as_array()) {
            if (!id.is_string()) continue;
            const std::string_view name(id.as_string());
            for (auto at = law_.process.chart->find(name); at != chart::no_state;
                 at = law_.process.chart->state(at).parent) {
                active_.insert(at);
            }
        }
    }

    /// The clock the fact hangs on: one that its rule reads, else one of the active stage.
    const Clock* clock_of(const std::string& rule, chart::StateIndex source) const {
        for (const auto& [id, clock] : running_) {
            if (reads(rule, id)) return clock;
        }
        if (!active_.contains(source)) return nullptr;
        for (const auto& deadline : law_.process.deadlines) {
            const auto at = running_.find(deadline.id);
            if (deadline.state == source && at != running_.end()) return at->second;
        }
        return nullptr;
    }

    std::optional<bool> evaluated(const workflow::FactRule& rule, bool is_late) {
        auto& deadlines = facts_.at("deadlines").as_object();
        for (const auto& [id, clock] : running_) {
            if (auto* known = deadlines.if_contains(id)) {
                known->as_object()["is_overdue"] = is_late;
            }
        }
        expression::Environment environment;
        environment.data = &data_;
        environment.system = &system_;
        environment.facts = &facts_;
        const auto result = rule.counts.test(environment);
        const auto* counts = std::get_if<bool>(&result);
        return counts == nullptr ? std::nullopt : std::optional(*counts);
    }

    void add(const workflow::FactRule& rule, chart::StateIndex source) {
        const Clock* clock = clock_of(rule.counts.text(), source);
        if (clock == nullptr && !active_.contains(source)) return;
        const auto in_time = evaluated(rule, false);
        const auto late = evaluated(rule, true);
        FactAhead fact{
            rule.name,        {}, {}, false, in_time.value_or(true), late.value_or(false),
            !in_time || !late};
        if (clock != nullptr) {
            const auto* deadline = law_.process.deadline(clock->deadline);
            if (deadline != nullptr) fact.deadline = deadline->title;
            fact.due = clock->due;
            fact.is_overdue = is_overdue(*clock, today_);
        }
        const auto [known, is_new] = found_.try_emplace(rule.name, fact);
        if (is_new) return;
        // Several ways to the same fact: the case may take the one that counts.
        FactAhead& merged = known->second;
        merged.counts_in_time = merged.counts_in_time || fact.counts_in_time;
        merged.counts_late = merged.counts_late || fact.counts_late;
        merged.is_unsure = merged.is_unsure || fact.is_unsure;
        if (fact.due && (!merged.due || *fact.due < *merged.due)) {
            merged.due = fact.due;
            merged.deadline = fact.deadline;
            merged.is_overdue = fact.is_overdue;
        }
    }

    const Law& law_;
    const Case& subject_;
    Date today_;
    json::object facts_, system_, data_;
    std::map<std::string, const Clock*> running_;
    std::set<chart::StateIndex> active_;
    std::map<std::string, FactAhead> found_;
};

}  // namespace

std::vector<FactAhead> facts_ahead(const Law& law, const Case& subject, Instant now) {
    if (subject.is_closed) return {};
    return Ahead(law, subject, now).all();
}

}  // namespace trinh::casework
