// Where a migrated case stands: every state has a place in the target, or the map must name one.
#include <gtest/gtest.h>

#include "engine/casework/questions.h"
#include "tests/engine/casework/small_versions.h"

namespace trinh::casework {
namespace {

const SmallProcess old_letter{stage("checking", action("accept", "writing")) +
                              stage("writing", action("send", "sent")) + "<final id=\"sent\"/>"};

SmallProcess renamed_letter() {
    return {stage("intake", action("accept", "writing")) +
            stage("writing", action("send", "sent", "head")) + "<final id=\"sent\"/>"};
}

const SmallProcess side_by_side{
    R"(<parallel id="work">)" +
    stage("text", stage("text-open", action("accept", "text-done")) + "<state id=\"text-done\"/>") +
    stage("dossier", "<state id=\"dossier-open\"/>") + "</parallel>" + "<final id=\"sent\"/>"};

TEST(MigrateStates, AStateKeepsItsIdWhenTheTargetHasIt) {
    Mover mover(old_letter);
    mover.act("accept");

    const auto plan = mover.migrated(renamed_letter());

    EXPECT_EQ(line_of(plan, "state", "writing").change, "kept");
    EXPECT_EQ(running_session(Mover::law(mover.process()), mover.subject).active_atomic(),
              std::vector<std::string>{"writing"});
    EXPECT_EQ(mover.subject.definition_hash, mover.process().chart->content_hash());
}

TEST(MigrateStates, AStateWithoutAPlaceIsRefusedWithWhatToWrite) {
    Mover mover(old_letter);

    const auto plan = mover.plan(renamed_letter());

    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error().reason, Reason::invalid_input);
    EXPECT_EQ(plan.error().message,
              "The case stands in 'Stage checking' (checking), which 'letter' does not have. Write "
              "<state from=\"checking\" to=\"...\"/> into the map, with one of: intake, writing.");
    EXPECT_NE(plan.error().message_vi.find("“Bước checking”"), std::string::npos);
}

TEST(MigrateStates, ARowForANameThatTheCaseDoesNotKnowIsNoted) {
    Mover mover(old_letter);
    mover.act("accept");

    const auto plan = mover.migrated(renamed_letter(), R"(<state from="chekcing" to="intake"/>)");

    const auto line = line_of(plan, "state", "chekcing");
    EXPECT_EQ(line.change, "noted");
    EXPECT_EQ(line.text_en,
              "The map names 'chekcing', which the case's own definition does not have; that row "
              "does nothing here");
    EXPECT_EQ(line_of(plan, "state", "writing").change, "kept");
}

TEST(MigrateStates, AMapMovesIt) {
    Mover mover(old_letter);

    const auto plan = mover.migrated(renamed_letter(), R"(<state from="checking" to="intake"/>)");

    const auto line = line_of(plan, "state", "checking");
    EXPECT_EQ(line.change, "moved");
    EXPECT_EQ(line.after, "intake");
    EXPECT_EQ(line.text_en, "Moves from 'Stage checking' (checking) to 'Stage intake' (intake)");
    mover.act("accept");
    EXPECT_EQ(mover.subject.session.at("active").as_array().at(0).as_string(), "writing");
}

TEST(MigrateStates, EveryRegionNeedsAPlace) {
    Mover mover(old_letter);

    const auto half = mover.plan(side_by_side, R"(<state from="checking" to="text-open"/>)");
    const auto both =
        mover.plan(side_by_side, R"(<state from="checking" to="text-done dossier-open"/>)");
    const auto twice = mover.plan(
        side_by_side, R"(<state from="checking" to="text-open text-done dossier-open"/>)");

    ASSERT_FALSE(half);
    EXPECT_NE(half.error().message.find("'work' runs its regions side by side, and nothing stands "
                                        "in 'dossier'"),
              std::string::npos)
        << half.error().message;
    EXPECT_TRUE(both);
    ASSERT_FALSE(twice);
    EXPECT_NE(twice.error().message.find("'text-open', 'text-done' exclude each other"),
              std::string::npos)
        << twice.error().message;
}

TEST(MigrateStates, AStateWithStatesInsideIsNoPlace) {
    Mover mover(old_letter);

    const auto plan = mover.plan(side_by_side, R"(<state from="checking" to="text"/>)");

    ASSERT_FALSE(plan);
    EXPECT_NE(plan.error().message.find("with some of: text-open, text-done."), std::string::npos)
        << plan.error().message;
}

TEST(MigrateStates, TheRuleOfAStateAroundMovesAllInIt) {
    const SmallProcess flat{stage("checking2", action("accept", "sent")) + "<final id=\"sent\"/>"};
    const SmallProcess wrapped{"<state id=\"before\" initial=\"checking\">" +
                               stage("checking", action("accept", "sent")) + "</state>" +
                               "<final id=\"sent\"/>"};
    Mover mover(wrapped);

    const auto plan = mover.migrated(flat, R"(<state from="before" to="checking2"/>)");

    EXPECT_EQ(line_of(plan, "state", "checking").after, "checking2");
}

TEST(MigrateStates, AMigrationEndsNoCaseAndMovesNoClosedOne) {
    Mover mover(old_letter);

    const auto ending = mover.plan(renamed_letter(), R"(<state from="checking" to="sent"/>)");
    mover.act("accept");
    mover.act("send");
    const auto closed = mover.plan(renamed_letter());

    ASSERT_FALSE(ending);
    EXPECT_NE(ending.error().message.find("A migration ends no case"), std::string::npos);
    ASSERT_FALSE(closed);
    EXPECT_EQ(closed.error().reason, Reason::wrong_state);
}

TEST(MigrateStates, OnlyAnAdministratorMayAndOnlyToAnotherDefinition) {
    Mover mover(old_letter);
    const auto same = mover.plan(old_letter);
    const auto target = read(renamed_letter());
    const Law from = Mover::law(mover.process()), to = Mover::law(*target);

    const auto by_clerk =
        decide_migrate({from, to, {}, mover.journal, ""}, mover.subject, Mover::clerk(), mover.now);

    ASSERT_FALSE(same);
    EXPECT_EQ(same.error().reason, Reason::wrong_state);
    ASSERT_FALSE(by_clerk);
    EXPECT_EQ(by_clerk.error().reason, Reason::not_permitted);
    EXPECT_FALSE(check_migration_reason(" \n"));
    EXPECT_TRUE(check_migration_reason("Nghị quyết số 1"));
}

TEST(MigrateStates, AMapForOtherProcessesOrToUnknownNamesIsRefused) {
    auto map = map_of(R"(<state from="checking" to="intake nowhere"/><data to="x" expr="1"/>)"
                      R"(<deadline from="a" to="b"/><role from="a" to="king"/>)"
                      R"(<event from="accept" to="take"/><item from="a" to="paper"/>)");
    const auto target = read(renamed_letter());

    const auto unknown = check_migration_map(map, *target);

    ASSERT_FALSE(unknown);
    EXPECT_NE(unknown.error().message.find("state 'nowhere', data 'x', deadline 'b', item 'paper', "
                                           "role 'king', event 'take'"),
              std::string::npos)
        << unknown.error().message;

    map = map_of("");
    map.from_process = "decree";
    Mover mover(old_letter);
    const Law from = Mover::law(mover.process()), to = Mover::law(*target);
    const auto other = decide_migrate({from, to, map, mover.journal, ""}, mover.subject,
                                      Mover::admin(), mover.now);
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().reason, Reason::invalid_input);
}

TEST(MigrateStates, ActionsAreComparedOneByOne) {
    Mover mover(old_letter);
    mover.act("accept");

    const auto moved = mover.plan(renamed_letter());
    const auto gone =
        mover.plan({stage("writing", action("submit", "sent")) + "<final id=\"sent\"/>"});
    const auto named =
        mover.plan({stage("writing", action("submit", "sent")) + "<final id=\"sent\"/>"},
                   R"(<event from="send" to="submit"/>)");

    ASSERT_TRUE(moved && gone && named);
    EXPECT_EQ(line_of(*moved, "action", "send").change, "moved");
    EXPECT_EQ(line_of(*moved, "action", "send").before, "open: clerk");
    EXPECT_EQ(line_of(*moved, "action", "send").after, "open: head");
    const std::string text = line_of(*moved, "action", "send").text;
    EXPECT_NE(text.find("[thực hiện được: Văn thư] → [thực hiện được: Trưởng phòng]"),
              std::string::npos)
        << text;
    EXPECT_EQ(line_of(*gone, "action", "send").change, "dropped");
    EXPECT_EQ(line_of(*gone, "action", "submit").change, "created");
    EXPECT_EQ(line_of(*named, "action", "submit").change, "moved");
}

}  // namespace
}  // namespace trinh::casework
