#include "engine/service/clock_round.h"

#include <gtest/gtest.h>

#include "tests/engine/service/story.h"

namespace trinh::testing {
namespace {

class ClockRoundTest : public ::testing::TestWithParam<StoreKind> {
protected:
    ClockRoundTest() : office(GetParam()) {
        office.load_workflows();
        office.load_people();
        damaged = play(office, until_assigned());
        sound = play(office, until_assigned());
    }

    void replace_snapshot(CaseId id, const std::string& text, std::string* before = nullptr) {
        auto tx = office.store().begin();
        auto row = tx->cases().load_for_update(id).value();
        if (before != nullptr) *before = row.snapshot;
        row.snapshot = text;
        ASSERT_TRUE(tx->cases().update(row));
        tx->commit();
    }

    std::size_t wakes_of(CaseId id) {
        std::size_t count = 0;
        for (const auto& row : office.store().begin_read()->cases().journal(id)) {
            count += row.type == "clock_woke" ? 1U : 0U;
        }
        return count;
    }

    TestOffice office;
    CaseId damaged, sound;
};

TEST_P(ClockRoundTest, ACaseThatCannotBeReadHoldsUpNoOtherAndIsTriedAgain) {
    std::string text;
    replace_snapshot(damaged, "{", &text);
    office.clock().set(at("2024-05-29T17:00"));
    service::ClockRound round(office.office());

    const auto report = round.wake(100);

    EXPECT_GT(report.put_off, 0);
    EXPECT_NE(report.failure.find("cannot be read"), std::string::npos) << report.failure;
    EXPECT_GT(wakes_of(sound), 0U);
    EXPECT_EQ(wakes_of(damaged), 0U);
    EXPECT_EQ(round.wake(100).put_off, 0) << "not at once";

    replace_snapshot(damaged, text);
    office.clock().set(at("2024-05-29T17:06"));
    EXPECT_EQ(round.wake(100).put_off, 0);
    EXPECT_EQ(wakes_of(damaged), wakes_of(sound));
}

TEST_P(ClockRoundTest, IsBoundedAndGoesOnWhereItStopped) {
    office.clock().set(at("2024-05-29T17:00"));
    service::ClockRound round(office.office());
    int woken = 0;
    while (true) {
        const auto report = round.wake(1);
        EXPECT_LE(report.woken, 1);
        if (report.woken == 0) break;
        ++woken;
    }
    EXPECT_EQ(static_cast<std::size_t>(woken), wakes_of(sound) + wakes_of(damaged));
    EXPECT_GT(woken, 2);
}

INSTANTIATE_TEST_SUITE_P(Stores, ClockRoundTest,
                         ::testing::Values(StoreKind::memory, StoreKind::sqlite));

}  // namespace
}  // namespace trinh::testing
