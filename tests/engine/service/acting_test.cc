// Officers who act on one case at the same moment: nobody's act is lost, none happens twice.
#include <atomic>
#include <gtest/gtest.h>
#include <set>
#include <thread>

#include "tests/engine/service/story.h"

namespace trinh::testing {
namespace {

class ActingTest : public ::testing::TestWithParam<StoreKind> {
protected:
    ActingTest() : office(GetParam()) {
        office.clock().set(at("2024-02-22T08:00"));
        office.load_workflows();
        office.load_people();
        drafter = office.caller("lan-so-xd");
        auto opened = service::CaseDesk(office.office())
                          .open(drafter, {"appraisal-ppc-decision", "Quyết định về vỉa hè", ""});
        id = CaseId{opened.value().at("id").as_int64()};
    }

    Result<service::json::object> plan_meeting(int day, std::optional<std::int64_t> version = {}) {
        const auto date = (*Date::parse("2030-01-01") + day).iso();
        return service::CaseDesk(office.office())
            .act(drafter, {id, {"plan-meeting", {{"meeting_date", date}}, {}}, version});
    }

    std::int64_t stored_version() { return office.store().begin_read()->cases().load(id)->version; }

    TestOffice office;
    service::Caller drafter;
    CaseId id;
};

TEST_P(ActingTest, NobodysActIsLostWhenManyMeetOnOneCase) {
    constexpr int officers = 4, acts = 12;
    const auto before = stored_version();
    std::atomic<int> done = 0;
    std::vector<std::thread> crowd;
    for (int officer = 0; officer < officers; ++officer) {
        crowd.emplace_back([&, officer] {
            for (int i = 0; i < acts; ++i) {
                if (plan_meeting(officer * acts + i)) ++done;
            }
        });
    }
    for (auto& thread : crowd) thread.join();

    EXPECT_EQ(done, officers * acts);
    EXPECT_EQ(stored_version(), before + officers * acts);
    std::set<std::string> dates;
    for (const auto& row : office.store().begin_read()->cases().journal(id)) {
        if (row.type == "action_taken") dates.insert(row.body);
    }
    EXPECT_EQ(dates.size(), static_cast<std::size_t>(officers * acts));
}

TEST_P(ActingTest, OnlyOneOfThoseWhoSawTheSameVersionActs) {
    constexpr int officers = 6;
    const auto seen = stored_version();
    std::atomic<int> done = 0, refused = 0;
    std::vector<std::thread> crowd;
    for (int officer = 0; officer < officers; ++officer) {
        crowd.emplace_back([&, officer] {
            const auto answer = plan_meeting(officer, seen);
            if (answer) {
                ++done;
            } else if (answer.error().reason == Reason::conflict) {
                ++refused;
            }
        });
    }
    for (auto& thread : crowd) thread.join();

    EXPECT_EQ(done, 1);
    EXPECT_EQ(refused, officers - 1);
    EXPECT_EQ(stored_version(), seen + 1);
}

TEST_P(ActingTest, AnswersWithTheVersionThatTheNextActMayName) {
    for (int i = 0; i < 3; ++i) {
        const auto answer = plan_meeting(i);
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->at("case").at("version").as_int64(), stored_version());
    }
}

INSTANTIATE_TEST_SUITE_P(Stores, ActingTest, ::testing::ValuesIn(every_store()));

}  // namespace
}  // namespace trinh::testing
