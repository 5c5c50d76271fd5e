// A clock that stands still: random askings and answers against a model kept beside them, and the
// law that the journal rebuilds the case.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <random>

#include "engine/casework/clocks.h"
#include "tests/engine/casework/shipped_law.h"

namespace trinh::casework {
namespace {

using calendar::Pause;
using calendar::Roll;

const workflow::Process& paused_process() {
    static const auto process =
        workflow::read_process(shipped_text("../tests/scenarios/deadlines/paused.scxml")).process;
    CHECK(process != nullptr);
    return *process;
}

/// Says of one deadline when it is due, from nothing but what was done on which day.
struct Model {
    const char* id;
    calendar::Period period;
    Date opened;
    std::vector<Pause> over;
    std::optional<Date> since;

    [[nodiscard]] Date due() const {
        return calendar::due_after(viet_nam(), opened, period, Roll::next_working, over).date;
    }
    void ask(Date today) {
        if (!since && today <= due()) since = today;
    }
    void receive(Date today) {
        if (since) over.push_back({*since, today});
        since.reset();
    }
};

class PausedWalk {
public:
    explicit PausedWalk(unsigned seed) : random_(seed) {
        keep(decide_open(law_, {"", "Hồ sơ giả định", "stp", "stp", {}, {}, "", {}}, person("mai"),
                         now_));
        const Date today = local_date(now_);
        models_ = {{"answer", {10, calendar::PeriodUnit::days}, today, {}, {}},
                   {"work", {5, calendar::PeriodUnit::working_days}, today, {}, {}}};
    }

    void go(int steps) {
        for (int i = 0; i < steps && !testing::Test::HasFailure(); ++i) {
            now_ = now_ + hours(1 + static_cast<int>(random_() % 50));
            look_at_clocks();
            const bool asks = random_() % 2 == 0;
            Act act;
            act.event = asks ? "ask" : "receive";
            keep(decide_act(law_, case_, act, person("mai"), now_));
            const Date today = local_date(now_);
            for (auto& model : models_) asks ? model.ask(today) : model.receive(today);
            compare(today);
        }
    }

private:
    void keep(const Result<Decision>& decided) {
        ASSERT_TRUE(decided) << decided.error().message;
        for (const auto& event : decided->events) {
            const auto stored = json::parse(json::serialize(to_json(event)));
            rebuilt_ =
                evolve(std::move(rebuilt_), event_from_json(event_type(event), event.at, stored));
        }
        case_ = decided->after;
        ASSERT_EQ(json::serialize(to_json(rebuilt_)), json::serialize(to_json(case_)));
        ASSERT_EQ(json::serialize(to_json(case_from_json(to_json(case_)))),
                  json::serialize(to_json(case_)));
    }

    [[nodiscard]] const Clock& clock(const char* id) const {
        const Clock* found = nullptr;
        for (const auto& one : case_.clocks) {
            if (one.deadline == id) found = &one;
        }
        CHECK(found != nullptr);
        return *found;
    }

    void look_at_clocks() {
        for (bool is_woken = true; is_woken;) {
            is_woken = false;
            for (const auto& one : std::vector<Clock>(case_.clocks)) {
                if (!one.wake_at || *one.wake_at > now_) continue;
                ASSERT_EQ(standing(one), nullptr) << "A clock that stands still is not woken.";
                keep(decide_wake(law_, case_, {one.deadline, one.entry}, now_));
                is_woken = true;
            }
        }
    }

    void compare(Date today) {
        for (const auto& model : models_) {
            const Clock& real = clock(model.id);
            const bool stands = standing(real) != nullptr;
            ASSERT_EQ(stands, model.since.has_value()) << model.id << ' ' << today.iso();
            ASSERT_EQ(real.due, model.due()) << model.id << ' ' << today.iso();
            ASSERT_FALSE(stands && real.wake_at) << model.id;
            ASSERT_EQ(is_overdue(real, today), !stands && today > model.due()) << model.id;
            if (real.wakes_done < 3 && !stands) {
                ASSERT_TRUE(real.wake_at) << model.id;
            }
        }
        EXPECT_EQ(clock("whole").due, whole_due_) << "It is not paused.";
    }

    Law law_{paused_process(), viet_nam(), {}};
    std::mt19937 random_;
    Instant now_ = at("2024-01-15", 8);
    const Date whole_due_ = on("2024-02-05");
    Case case_, rebuilt_;
    std::vector<Model> models_;
};

TEST(Pause, RandomAskingsMoveTheDueDateByTheDaysStoodAndReplay) {
    for (unsigned seed = 1; seed <= 120; ++seed) {
        SCOPED_TRACE(fmt::format("seed {}", seed));
        PausedWalk(seed).go(14);
        if (testing::Test::HasFailure()) break;
    }
}

/// Clocks stored before clocks could stand still are read as clocks that never did.
TEST(Pause, AnOlderClockNeverStoodStill) {
    Case subject;
    subject.clocks.push_back({});
    subject.process = "p";
    json::object snapshot = to_json(subject);
    EXPECT_FALSE(snapshot["clocks"].as_array()[0].as_object().contains("pauses"));
    EXPECT_EQ(to_json(case_from_json(snapshot)), to_json(subject));
    snapshot["clocks"].as_array()[0].as_object().erase("opened_at");
    EXPECT_THROW(case_from_json(snapshot), std::exception);
}

}  // namespace
}  // namespace trinh::casework
