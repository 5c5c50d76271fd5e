#include "engine/casework/time_spent.h"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/calendar/due.h"
#include "engine/casework/clocks.h"

namespace trinh::casework {
namespace {

/// Sums up the visits while it walks through the journal.
class Walk {
public:
    Walk(const Law& law, Instant now) : law_(law), now_(now) {}

    void see(const Event& event) {
        last_ = event.at;
        if (const auto* step = std::get_if<Stepped>(&event.body)) {
            take(*step, event.at);
        }
        if (const auto* moved = std::get_if<CaseMigrated>(&event.body)) move(*moved, event.at);
        if (std::holds_alternative<CaseClosed>(event.body)) leave_all();
    }

    void end(const Case& subject) {
        if (subject.is_closed) return;
        for (const auto& [id, since] : open_) {
            add(id, since, now_);
            times_[id].is_running = true;
        }
    }

    void note_clock(const Clock& clock) {
        const auto* deadline = law_.process.deadline(clock.deadline);
        if (deadline == nullptr || !clock.due) return;
        const Date day = local_date(clock.is_closed ? clock.closed_at.value_or(now_) : now_);
        if (clock.is_closed ? clock.was_on_time : !is_overdue(clock, day)) return;
        const auto at = times_.find(std::string(law_.process.chart->state(deadline->state).id));
        if (at == times_.end()) return;
        const int late =
            std::max(1, calendar::working_days_between(law_.calendar, *clock.due, day));
        at->second.days_late = std::max(at->second.days_late, late);
        at->second.is_late_now = at->second.is_late_now || !clock.is_closed;
    }

    std::vector<StageTime> in_document_order() {
        std::vector<StageTime> rows;
        const auto& chart = *law_.process.chart;
        for (chart::StateIndex i = 1; i < static_cast<chart::StateIndex>(chart.state_count());
             ++i) {
            const auto at = times_.find(std::string(chart.state(i).id));
            if (at == times_.end() || chart.state(i).kind == chart::StateKind::final) continue;
            rows.push_back(std::move(at->second));
        }
        return rows;
    }

private:
    /// In one step a state may be left and entered anew, or only passed through: comings and
    /// goings alternate, so their numbers tell where it ends.
    void take(const Stepped& step, Instant at) {
        std::map<std::string, int> balance;
        for (const auto& [id, since] : open_) balance[id] = 1;
        for (const auto& id : step.exited) {
            --balance[id];
            leave(id, at);
        }
        for (const auto& id : step.entered) {
            ++balance[id];
            auto& time = times_[id];
            time.state = id;
            ++time.visits;
        }
        for (const auto& id : step.entered) {
            if (balance[id] > 0) open_.emplace(id, at);
        }
    }

    /// The case goes on under another definition. A stage that has another name now takes its
    /// running visit along; one that is not there any more ends.
    void move(const CaseMigrated& moved, Instant at) {
        const auto before = std::exchange(open_, moved.entered);
        for (const auto& [id, since] : open_) {
            if (before.count(id) > 0) continue;
            times_[id].state = id;
            ++times_[id].visits;
        }
        for (const auto& [id, since] : before) {
            if (open_.count(id) > 0) continue;
            const bool goes_on = std::any_of(open_.begin(), open_.end(), [&](const auto& now) {
                return before.count(now.first) == 0 && now.second <= since;
            });
            if (!goes_on) add(id, since, at);
        }
    }

    void leave(const std::string& id, Instant at) {
        const auto open = open_.find(id);
        if (open == open_.end()) return;
        add(id, open->second, at);
        open_.erase(open);
    }

    void leave_all() {
        for (const auto& [id, since] : open_) add(id, since, last_);
        open_.clear();
    }

    void add(const std::string& id, Instant from, Instant until) {
        auto& time = times_[id];
        time.worked.ms += working_time(law_.calendar, from, until).ms;
        time.elapsed.ms += std::max<std::int64_t>(0, (until - from).ms);
    }

    const Law& law_;
    Instant now_, last_;
    std::map<std::string, Instant> open_;  ///< Since when.
    std::map<std::string, StageTime> times_;
};

}  // namespace

Duration working_time(const calendar::Calendar& calendar, Instant from, Instant until) {
    Duration sum;
    const Date last = local_date(until);
    for (Date day = local_date(from); from < until && day <= last; day = day + 1) {
        if (!calendar.is_working(day)) continue;
        const Instant begin = std::max(from, local_time(day, 0, 0));
        const Instant end = std::min(until, local_time(day, 24, 0));
        sum.ms += (end - begin).ms;
    }
    return sum;
}

std::vector<StageTime> time_spent(const Law& law, const Case& subject,
                                  const std::vector<Event>& journal, Instant now) {
    Walk walk(law, now);
    for (const auto& event : journal) walk.see(event);
    walk.end(subject);
    for (const auto& clock : subject.clocks) walk.note_clock(clock);
    return walk.in_document_order();
}

}  // namespace trinh::casework
