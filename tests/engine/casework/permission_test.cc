// Who may do an action: role, agency, appointment, four eyes.
#include "engine/casework/permission.h"

#include <gtest/gtest.h>

#include "tests/engine/casework/shipped_law.h"

namespace trinh::casework {
namespace {

Case ordinary() {
    Case subject;
    subject.drafting_agency = "so-xd";
    subject.department = "stp";
    return subject;
}

workflow::Action action_of(const std::string& role) {
    workflow::Action action;
    action.event = "second";
    action.title = {"Việc thứ hai", "The second"};
    action.actors = {role};
    return action;
}

bool may(const workflow::Action& action, const Case& subject, const Actor& actor) {
    const auto answer = may_do(shipped_process(), subject, action, actor);
    if (answer) return true;
    EXPECT_EQ(answer.error().reason, Reason::not_permitted);
    EXPECT_FALSE(answer.error().message.empty());
    EXPECT_NE(answer.error().message_vi.find("Việc thứ hai"), std::string::npos);
    return false;
}

TEST(Permission, ARoleCountsInItsOwnAgencyOnly) {
    const auto holds = [](const char* role, const Actor& actor) {
        return holds_role(*shipped_process().role(role), ordinary(), actor);
    };
    EXPECT_TRUE(holds("drafter", person("lan")));
    EXPECT_FALSE(holds("drafter", person("la"))) << "another drafting agency";
    EXPECT_TRUE(holds("head", person("hung")));
    EXPECT_FALSE(holds("head", somebody("x", "so-xd", {"head"})));
    EXPECT_TRUE(holds("ppc-chair", person("khanh")));
    EXPECT_FALSE(holds("ppc-chair", somebody("x", "ppc-office", {"ppc-chair"})));
    EXPECT_FALSE(holds("head", person("mai"))) << "the agency without the role";
    EXPECT_FALSE(holds("head", somebody("x", "", {})));
}

TEST(Permission, OnceAppointedOnlyThatPersonHoldsTheRole) {
    Case subject = ordinary();
    const auto& specialist = *shipped_process().role("specialist");
    EXPECT_TRUE(holds_role(specialist, subject, person("an")));
    subject.appointed["specialist"] = "binh";
    EXPECT_FALSE(holds_role(specialist, subject, person("an")));
    EXPECT_TRUE(holds_role(specialist, subject, person("binh")));
    subject.appointed["head"] = "chi";  // The law appoints no head: it does not bind.
    EXPECT_TRUE(holds_role(*shipped_process().role("head"), subject, person("hung")));
}

TEST(Permission, AnyOfTheActorsRolesSuffices) {
    auto action = action_of("director");
    EXPECT_FALSE(may(action, ordinary(), person("chi")));
    action.actors.push_back("head");
    EXPECT_TRUE(may(action, ordinary(), person("chi")));
}

TEST(Permission, TheRefusalNamesWhoMay) {
    const auto answer = may_do(shipped_process(), ordinary(), action_of("director"), person("mai"));
    ASSERT_FALSE(answer);
    EXPECT_NE(answer.error().message.find("Director of the department"), std::string::npos);
    EXPECT_NE(answer.error().message_vi.find("Giám đốc Sở Tư pháp"), std::string::npos);
}

TEST(Permission, NotByKeepsTheOneWhoDidTheFirstAway) {
    auto action = action_of("head");
    action.not_by = "first";
    Case subject = ordinary();
    EXPECT_TRUE(may(action, subject, person("chi"))) << "nobody did the first";
    subject.last_actor["first"] = "chi";
    EXPECT_FALSE(may(action, subject, person("chi")));
    EXPECT_TRUE(may(action, subject, person("hung")));
}

TEST(Permission, SameAsAsksForTheOneWhoDidTheFirst) {
    auto action = action_of("head");
    action.same_as = "first";
    Case subject = ordinary();
    EXPECT_FALSE(may(action, subject, person("hung"))) << "nobody did the first";
    subject.last_actor["first"] = "hung";
    EXPECT_TRUE(may(action, subject, person("hung")));
    EXPECT_FALSE(may(action, subject, person("chi")));
}

}  // namespace
}  // namespace trinh::casework
