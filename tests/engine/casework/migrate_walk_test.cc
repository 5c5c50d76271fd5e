// A migration to the same text under another hash changes the hash only: on random walks the
// migrated case and its twin that stayed go on alike, to the letter.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "engine/casework/migration.h"
#include "engine/casework/questions.h"
#include "tests/engine/casework/officer.h"
#include "tests/engine/casework/shipped_law.h"

namespace trinh::casework {
namespace {

/// The shipped process with a comment more: another hash, the same meaning.
const workflow::Process& same_with_other_hash() {
    static const auto process = [] {
        auto text = shipped_text("law-2015/appraisal-ppc-decision.scxml");
        text.insert(text.rfind("</scxml>"), "<!-- phiên bản khác -->\n");
        return workflow::read_process(text).process;
    }();
    CHECK(process != nullptr);
    return *process;
}

/// Without what names the definition, and without the number of events. Compared as a value: the
/// order of its keys says nothing.
json::value bare(const Case& subject) {
    Case copy = subject;
    copy.definition_hash.clear();
    copy.session.erase("chart");
    copy.sequence = 0;
    return to_json(copy);
}

class Twins {
public:
    explicit Twins(unsigned seed) : officer_(seed) {
        Open open = ordinary_opening();
        open.definition_hash = shipped_process().chart->content_hash();
        const auto opened = decide_open(shipped_law(), open, person("lan"), now_);
        CHECK(opened.has_value());
        journal_ = opened->events;
        stayed_ = opened->after;
        moved_ = stayed_;
    }

    void go(int steps, int migrate_at) {
        for (int i = 0; i < steps && !stayed_.is_closed && !testing::Test::HasFailure(); ++i) {
            now_ = now_ + minutes(20 + officer_.below(60));
            if (officer_.chance(15)) now_ = now_ + hours(24 * officer_.below(20));
            look_at_clocks();
            if (i == migrate_at) migrate();
            act();
        }
    }

    [[nodiscard]] bool was_migrated() const { return was_migrated_; }

private:
    [[nodiscard]] Law moved_law() const {
        return was_migrated_ ? Law{same_with_other_hash(), viet_nam(), {}} : shipped_law();
    }

    void migrate() {
        const Law from = shipped_law(), to{same_with_other_hash(), viet_nam(), {}};
        const Actor admin = somebody("khanh", "stp", {"admin"});
        const auto plan =
            decide_migrate({from, to, {}, journal_, "Phiên bản mới"}, moved_, admin, now_);
        ASSERT_TRUE(plan) << plan.error().message;
        for (const auto& line : plan->report) EXPECT_EQ(line.change, "kept") << line.text_en;
        EXPECT_TRUE(plan->decision.effects.empty());
        was_migrated_ = true;
        moved_ = plan->decision.after;
        EXPECT_EQ(moved_.definition_hash, same_with_other_hash().chart->content_hash());
        EXPECT_EQ(bare(moved_), bare(stayed_));
    }

    void keep(const Result<Decision>& stayed, const Result<Decision>& moved) {
        ASSERT_EQ(stayed.has_value(), moved.has_value());
        if (!stayed) {
            EXPECT_EQ(stayed.error().message, moved.error().message);
            return;
        }
        if (!was_migrated_) {
            journal_.insert(journal_.end(), stayed->events.begin(), stayed->events.end());
        }
        EXPECT_EQ(stayed->effects.size(), moved->effects.size());
        stayed_ = stayed->after;
        moved_ = moved->after;
        ASSERT_EQ(bare(moved_), bare(stayed_));
    }

    void look_at_clocks() {
        for (const auto& clock : std::vector<Clock>(stayed_.clocks)) {
            const LookAtClock look{clock.deadline, clock.entry};
            for (int i = 0; i < 10; ++i) {
                const auto stayed = decide_wake(shipped_law(), stayed_, look, now_);
                keep(stayed, decide_wake(moved_law(), moved_, look, now_));
                if (!stayed) break;
            }
        }
    }

    void act() {
        for (int visitor = 0; visitor < 6; ++visitor) {
            const Actor& actor = officer_.one_of(people());
            auto rows = allowed(shipped_law(), stayed_, actor, now_);
            EXPECT_EQ(rows.size(), allowed(moved_law(), moved_, actor, now_).size());
            std::erase_if(rows, [](const auto& row) {
                return !row.is_permitted || row.action->event == "withdraw";
            });
            if (rows.empty()) continue;
            const auto act = officer_.filled(*officer_.one_of(rows).action, local_date(now_));
            return keep(decide_act(shipped_law(), stayed_, act, actor, now_),
                        decide_act(moved_law(), moved_, act, actor, now_));
        }
    }

    Officer officer_;
    Instant now_ = at("2024-01-22", 8);
    std::vector<Event> journal_;
    Case stayed_, moved_;
    bool was_migrated_ = false;
};

TEST(MigrateWalk, TheSameTextUnderAnotherHashChangesNothingElse) {
    int migrated = 0;
    for (unsigned seed = 1; seed <= 30; ++seed) {
        SCOPED_TRACE(fmt::format("seed {}", seed));
        Twins twins(seed);
        twins.go(80, static_cast<int>(seed * 7 % 60));
        migrated += twins.was_migrated() ? 1 : 0;
        if (HasFailure()) return;
    }
    EXPECT_GT(migrated, 10) << "Most walks ended before they were migrated.";
}

}  // namespace
}  // namespace trinh::casework
