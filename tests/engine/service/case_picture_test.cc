// The picture of a case tells where it is, for how long, and how late; to nobody else.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/service/case_desk.h"
#include "tests/engine/service/story.h"

namespace trinh::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class CasePicture : public ::testing::Test {
protected:
    CasePicture() {
        office.load_workflows();
        office.load_people();
        id = play(office, until_assigned());
    }

    Result<std::string> draw(const char* person, const service::PictureWish& wish = {}) {
        return service::CaseDesk(office.office()).diagram(office.caller(person), id, wish);
    }

    TestOffice office;
    CaseId id;
};

TEST_F(CasePicture, ShowsTheTimeAtAStageUpToNowAndThatItIsLate) {
    office.wait_until(at("2024-05-31T10:00"));
    const auto picture = draw("quang");

    ASSERT_TRUE(picture) << picture.error().message;
    EXPECT_THAT(*picture, HasSubstr(R"(data-state="report-drafting")"));
    EXPECT_THAT(*picture, HasSubstr("▲ Đang quá hạn 3 ngày làm việc"));
    EXPECT_THAT(*picture, HasSubstr("(tính đến 10:00 31/05/2024)"));
    EXPECT_THAT(*picture, HasSubstr(" active heat heat-"));
}

TEST_F(CasePicture, SpeaksEnglishAndGraphvizWhenAsked) {
    const auto english = draw("quang", {false, true});
    const auto dot = draw("quang", {true, false});

    ASSERT_TRUE(english && dot);
    EXPECT_THAT(*english, HasSubstr("Working days spent at each stage:"));
    EXPECT_THAT(*english, Not(HasSubstr("ngày làm việc")));
    EXPECT_THAT(*dot, HasSubstr("digraph"));
    EXPECT_THAT(*dot, HasSubstr("Hồ sơ số 1"));
}

TEST_F(CasePicture, IsNotThereForAnotherAgency) {
    const auto picture = draw("binh-so-tc");

    ASSERT_FALSE(picture);
    EXPECT_EQ(picture.error().reason, Reason::not_found);
}

}  // namespace
}  // namespace trinh::testing
