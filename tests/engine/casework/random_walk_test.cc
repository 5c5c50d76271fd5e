// Law 6 on random walks: what is shown as possible is accepted, what is not shown is refused, and
// the journal always rebuilds the case. The seed is printed and replays the walk.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <set>

#include "engine/casework/questions.h"
#include "tests/engine/casework/officer.h"
#include "tests/engine/casework/shipped_law.h"

namespace trinh::casework {
namespace {

bool needs_nothing(const workflow::Action& action) {
    return action.inputs.empty() && action.note != workflow::NoteRule::required &&
           action.event != event_mark_item && action.event != event_add_draft;
}

std::set<std::string> all_events() {
    std::set<std::string> events;
    for (const auto& overlay : shipped_process().overlays) {
        if (overlay.action) events.insert(overlay.action->event);
    }
    return events;
}

class Walk {
public:
    explicit Walk(unsigned seed) : officer_(seed) {
        keep(decide_open(law_, ordinary_opening(), person("lan"), now_));
    }

    void go(int steps) {
        for (int i = 0; i < steps && !case_.is_closed && !testing::Test::HasFailure(); ++i) {
            now_ = now_ + minutes(20 + officer_.below(60));
            if (officer_.chance(15)) now_ = now_ + hours(24 * officer_.below(20));
            look_at_clocks();
            if (i % 10 == 0) hold_shown_against_accepted();
            act();
        }
        if (case_.is_closed) hold_shown_against_accepted();
    }

    [[nodiscard]] const std::set<std::string>& visited() const { return visited_; }

private:
    void keep(const Result<Decision>& decided) {
        ASSERT_TRUE(decided) << decided.error().message;
        for (const auto& event : decided->events) {
            const auto stored = json::parse(json::serialize(to_json(event)));
            rebuilt_ =
                evolve(std::move(rebuilt_), event_from_json(event_type(event), event.at, stored));
        }
        visited_.insert(decided->entered.begin(), decided->entered.end());
        case_ = decided->after;
        ASSERT_EQ(text_of(rebuilt_), text_of(case_));
    }

    void act() {
        std::vector<std::pair<const Actor*, AllowedAction>> open;
        // Who comes to the office this time; asking everybody would only be slower.
        for (int visitor = 0; visitor < 4; ++visitor) {
            const Actor& actor = officer_.one_of(people());
            for (const auto& row : allowed(law_, case_, actor, now_)) {
                const bool is_way_out = row.action->event == "withdraw";
                if (row.is_permitted && (!is_way_out || officer_.chance(1))) {
                    open.emplace_back(&actor, row);
                }
            }
        }
        if (open.empty()) return;
        const auto& [actor, row] = officer_.one_of(open);
        const Act act = officer_.filled(*row.action, local_date(now_));
        auto decided = decide_act(law_, case_, act, *actor, now_);
        if (decided) return keep(decided);
        EXPECT_FALSE(decided.error().message.empty());
        EXPECT_FALSE(decided.error().message_vi.empty()) << decided.error().message;
        EXPECT_NE(decided.error().reason, Reason::not_permitted) << decided.error().message;
        EXPECT_FALSE(needs_nothing(*row.action)) << act.event << ": " << decided.error().message;
    }

    void look_at_clocks() {
        for (const auto& clock : std::vector<Clock>(case_.clocks)) {
            const LookAtClock command{clock.deadline, clock.entry};
            for (int i = 0; i < 10; ++i) {
                const auto woken = decide_wake(law_, case_, command, now_);
                if (!woken) break;
                keep(woken);
            }
            EXPECT_FALSE(decide_wake(law_, case_, command, now_)) << clock.deadline;
        }
    }

    /// Every event of the definition, for two of the people: shown and done agree.
    void hold_shown_against_accepted() {
        static const auto events = all_events();
        for (int turn = 0; turn < 2; ++turn) {
            const Actor& actor = officer_.one_of(people());
            const auto rows = allowed(law_, case_, actor, now_);
            for (const auto& event : events) {
                const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& one) {
                    return one.action->event == event;
                });
                const bool is_shown = row != rows.end() && row->is_permitted;
                if (row != rows.end()) {
                    EXPECT_EQ(row->refusal.message_vi.empty(), is_shown) << event;
                }
                must_agree(event, actor, is_shown ? row->action : nullptr);
            }
        }
    }

    void must_agree(const std::string& event, const Actor& actor, const workflow::Action* shown) {
        SCOPED_TRACE(fmt::format("{} by {}", event, actor.person));
        if (shown != nullptr) {
            if (!needs_nothing(*shown)) return;
            Act act;
            act.event = event;
            const auto decided = decide_act(law_, case_, act, actor, now_);
            EXPECT_TRUE(decided) << "shown but refused: " << decided.error().message;
            return;
        }
        for (const auto& overlay : shipped_process().overlays) {
            if (!overlay.action || overlay.action->event != event) continue;
            const auto act = officer_.filled(*overlay.action, local_date(now_));
            EXPECT_FALSE(decide_act(law_, case_, act, actor, now_)) << "not shown but accepted";
        }
    }

    Officer officer_;
    const Law law_ = shipped_law();
    Instant now_ = at("2024-01-22", 8);
    Case case_;
    Case rebuilt_;  ///< From the stored form of every event so far.
    std::set<std::string> visited_;
};

TEST(RandomWalk, ShownIsAcceptedAndTheJournalRebuildsTheCase) {
    std::set<std::string> visited;
    for (unsigned seed = 1; seed <= 20; ++seed) {
        SCOPED_TRACE(fmt::format("seed {}", seed));
        Walk walk(seed);
        walk.go(100);
        visited.insert(walk.visited().begin(), walk.visited().end());
        if (HasFailure()) return;
    }
    EXPECT_GT(visited.size(), 10U) << "The walks never left the beginning.";
}

}  // namespace
}  // namespace trinh::casework
