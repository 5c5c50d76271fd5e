#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "engine/casework/clocks.h"
#include "engine/casework/facts.h"
#include "engine/casework/migration_work.h"

namespace trinh::casework {
namespace {

using workflow::renamed;

bool is_same_schedule(const std::vector<Wake>& a, const std::vector<Wake>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Wake& x, const Wake& y) {
        return x.kind == y.kind && x.at == y.at && x.to_role == y.to_role;
    });
}

std::string day(const std::optional<Date>& date) {
    return date ? date->iso() : std::string();
}

std::string spoken(const std::optional<Date>& date) {
    return date ? date->spoken() : "chưa bắt đầu tính";
}

/// How the date is counted, and how far its period is from the law's own words.
workflow::Title why(const workflow::Deadline& rule, const Clock& clock) {
    const auto caveat = workflow::caveat_of(rule);
    return {clock.reason + (caveat.vi.empty() ? "" : "; " + caveat.vi),
            clock.reason_en + (caveat.en.empty() ? "" : "; " + caveat.en)};
}

class ClockCarrier {
public:
    explicit ClockCarrier(MigrationWork& work)
        : work_(work),
          facts_(facts_of(work.order.to, work.after, work.actor, work.now)),
          system_({{"_event", {{"name", ""}, {"data", nullptr}, {"note", ""}}}}),
          today_(local_date(work.now)) {
        environment_.data = &work.after.session.at("data").as_object();
        environment_.facts = &facts_;
        environment_.system = &system_;
    }

    void carry() {
        for (auto& clock : work_.after.clocks) {
            clock.deadline = renamed(work_.order.map.deadlines, clock.deadline);
        }
        for (std::size_t i = 0; i < work_.after.clocks.size(); ++i) {
            if (work_.before.clocks[i].is_closed) continue;
            carry_one(work_.before.clocks[i], work_.after.clocks[i]);
        }
        for (const auto& rule : work_.target().deadlines) {
            if (work_.stands_in(rule.state) && running_.count(rule.id) == 0) create(rule);
        }
    }

private:
    void carry_one(const Clock& before, Clock& clock) {
        const auto* rule = work_.target().deadline(clock.deadline);
        if (rule == nullptr) {
            return drop(before, clock, "quy trình mới không quy định thời hạn này",
                        "the target has no such deadline");
        }
        if (!work_.stands_in(rule->state)) {
            return drop(before, clock, "hồ sơ không ở bước có thời hạn này",
                        "the case does not stand in its stage");
        }
        if (!running_.insert(rule->id).second) {
            return drop(before, clock, "đã có thời hạn khác thay thế",
                        "another clock has become the same deadline");
        }
        clock.opened_at = began(before, *rule);
        clock = recounted(work_.order.to, *rule, clock, environment_, work_.now);
        keep_told(before, *rule, clock);
        tell(before, *rule, clock);
        if (before.due && clock.due && *before.due != *clock.due) announce(before, *rule, clock);
    }

    /// The day the stage really began, also where the deadline has gone to a stage around it.
    Instant began(const Clock& before, const workflow::Deadline& rule) const {
        const std::string state(work_.target().chart->state(rule.state).id);
        const auto* old = work_.old_process().deadline(before.deadline);
        if (old != nullptr) {
            const auto places =
                places_of(work_.order, work_.old_process().chart->state(old->state).id);
            if (std::find(places.begin(), places.end(), state) != places.end()) {
                return before.opened_at;
            }
        }
        return work_.entered.at(state);
    }

    /// What was announced for the same due date, or for another that is over as well, is not
    /// announced again; what the target would have had told already is told now.
    void keep_told(const Clock& before, const workflow::Deadline& rule, Clock& clock) {
        const auto* old = work_.old_process().deadline(before.deadline);
        if (old == nullptr || !before.due || !clock.due) return;
        const auto earlier = schedule(work_.order.from, *old, *before.due);
        const auto wakes = schedule(work_.order.to, rule, *clock.due);
        if (standing(clock) != nullptr) return;
        if (is_same_schedule(earlier, wakes)) {
            clock.wakes_done = before.wakes_done;
            clock.wake_at = before.wake_at;
            return;
        }
        std::set<std::pair<WakeKind, std::string>> told;
        for (int i = 0; i < before.wakes_done; ++i) {
            const auto& wake = earlier[static_cast<std::size_t>(i)];
            told.insert({wake.kind, renamed(work_.order.map.roles, wake.to_role)});
        }
        const auto first = static_cast<std::size_t>(clock.wakes_done);
        std::size_t next = first;
        for (std::size_t i = first; i < wakes.size(); ++i) {
            const bool is_over = *before.due == *clock.due || wakes[i].at <= work_.now;
            if (is_over && told.count({wakes[i].kind, wakes[i].to_role}) > 0) next = i + 1;
        }
        for (std::size_t i = first; i < next; ++i) {
            const bool is_told = told.count({wakes[i].kind, wakes[i].to_role}) > 0;
            if (!is_told && wakes[i].kind == WakeKind::escalated)
                report_late(rule, clock, wakes[i]);
        }
        clock.wakes_done = static_cast<int>(next);
        clock.wake_at.reset();
        if (next < wakes.size()) clock.wake_at = wakes[next].at;
    }

    void report_late(const workflow::Deadline& rule, const Clock& clock, const Wake& wake) {
        SendLetter letter;
        letter.letter = "deadline-overdue";
        letter.roles = rule.owners;
        letter.roles.push_back(wake.to_role);
        letter.is_escalated = true;
        letter.deadline = clock.deadline;
        letter.entry = clock.entry;
        work_.effects.emplace_back(std::move(letter));
    }

    void announce(const Clock& before, const workflow::Deadline& rule, const Clock& clock) {
        SendLetter letter;
        letter.letter = "deadline-moved";
        letter.roles = rule.owners;
        letter.deadline = clock.deadline;
        letter.entry = clock.entry;
        letter.before = before.due->iso();
        letter.note = work_.order.reason;
        work_.effects.emplace_back(std::move(letter));
    }

    void drop(const Clock& before, Clock& clock, const char* why_vi, const char* why_en) {
        clock.is_closed = true;
        clock.was_on_time = !is_overdue(before, today_);
        clock.closed_at = work_.now;
        clock.wake_at.reset();
        const auto* old = work_.old_process().deadline(before.deadline);
        const auto title =
            old == nullptr ? workflow::Title{before.deadline, before.deadline} : old->title;
        MigrationLine line{"deadline", "dropped", before.deadline, day(before.due)};
        line.text =
            fmt::format("Thời hạn “{}” ({}) chấm dứt: {}", title.vi, spoken(before.due), why_vi);
        line.text_en = fmt::format("Deadline '{}' ({}) ends: {}", title.en,
                                   before.due ? before.due->iso() : "not started", why_en);
        work_.tell(std::move(line));
    }

    void create(const workflow::Deadline& rule) {
        const std::string state(work_.target().chart->state(rule.state).id);
        Clock clock;
        clock.deadline = rule.id;
        clock.entry = ++work_.after.entries;
        clock.opened_at = work_.entered.at(state);
        clock = recounted(work_.order.to, rule, clock, environment_, work_.now);
        MigrationLine line{"deadline", "created", rule.id, {}, day(clock.due)};
        line.is_past = is_overdue(clock, today_);
        const auto since = local_date(clock.opened_at);
        if (clock.due) {
            line.text = fmt::format("Thời hạn mới “{}” (bước bắt đầu ngày {}): {} ({}){}",
                                    rule.title.vi, since.spoken(), clock.due->spoken(),
                                    why(rule, clock).vi, line.is_past ? "; ĐÃ QUÁ HẠN" : "");
            line.text_en = fmt::format("New deadline '{}' (its stage began on {}): {} ({}){}",
                                       rule.title.en, since.iso(), clock.due->iso(),
                                       why(rule, clock).en, line.is_past ? "; ALREADY PAST" : "");
        } else {
            line.text = fmt::format("Thời hạn mới “{}”: chưa bắt đầu tính", rule.title.vi);
            line.text_en = fmt::format("New deadline '{}': not started", rule.title.en);
        }
        work_.tell(std::move(line));
        work_.after.clocks.push_back(std::move(clock));
    }

    void tell(const Clock& before, const workflow::Deadline& rule, const Clock& clock) {
        MigrationLine line{"deadline", "kept", before.deadline, day(before.due), day(clock.due)};
        line.is_past = is_overdue(clock, today_);
        const char* past_vi = line.is_past ? "; ĐÃ QUÁ HẠN" : "";
        const char* past_en = line.is_past ? "; ALREADY PAST" : "";
        if (before.due != clock.due) {
            line.change = "moved";
            line.text = fmt::format("Thời hạn “{}” chuyển từ {} sang {}{}{}", rule.title.vi,
                                    spoken(before.due), spoken(clock.due),
                                    clock.due ? ": " + why(rule, clock).vi : "", past_vi);
            line.text_en = fmt::format("Deadline '{}' moves from {} to {}{}{}", rule.title.en,
                                       before.due ? before.due->iso() : "not started",
                                       clock.due ? clock.due->iso() : "not started",
                                       clock.due ? ": " + why(rule, clock).en : "", past_en);
        } else if (clock.due) {
            line.text = fmt::format("Thời hạn “{}” giữ nguyên: {} ({}){}", rule.title.vi,
                                    clock.due->spoken(), why(rule, clock).vi, past_vi);
            line.text_en = fmt::format("Deadline '{}' stays: {} ({}){}", rule.title.en,
                                       clock.due->iso(), why(rule, clock).en, past_en);
        } else {
            line.text = fmt::format("Thời hạn “{}” vẫn chưa bắt đầu tính", rule.title.vi);
            line.text_en = fmt::format("Deadline '{}' has still not started", rule.title.en);
        }
        work_.tell(std::move(line));
    }

    MigrationWork& work_;
    const json::object facts_, system_;
    const Date today_;
    expression::Environment environment_;
    std::set<std::string> running_;
};

}  // namespace

void carry_clocks(MigrationWork& work) {
    ClockCarrier(work).carry();
}

}  // namespace trinh::casework
