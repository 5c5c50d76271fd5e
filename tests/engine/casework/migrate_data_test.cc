// Data, history, delayed sends, invokes and papers of a migrated case.
#include <gtest/gtest.h>

#include "engine/casework/questions.h"
#include "tests/engine/casework/small_versions.h"

namespace trinh::casework {
namespace {

const std::string two_stages = stage("checking", action("accept", "writing")) +
                               stage("writing", action("send", "sent")) + "<final id=\"sent\"/>";

SmallProcess with_data(const std::string& data, const std::string& head = {}) {
    return {two_stages, data, head};
}

json::value value_of(const Case& subject, const char* name) {
    const auto* value = subject.session.at("data").as_object().if_contains(name);
    return value == nullptr ? json::value("absent") : *value;
}

TEST(MigrateData, IsKeptCreatedAndDropped) {
    Mover mover(with_data(R"(<data id="a" expr="1"/><data id="b" expr="2"/>)"));

    const auto plan =
        mover.migrated(with_data(R"(<data id="b" expr="9"/><data id="c" expr="b + 1"/>)"));

    EXPECT_EQ(line_of(plan, "data", "a").change, "dropped");
    EXPECT_EQ(line_of(plan, "data", "a").before, "1");
    EXPECT_EQ(line_of(plan, "data", "b").change, "kept");
    EXPECT_EQ(line_of(plan, "data", "c").change, "created");
    EXPECT_EQ(line_of(plan, "data", "c").after, "10") << "as a new case would begin";
    EXPECT_EQ(value_of(mover.subject, "a"), "absent");
    EXPECT_EQ(value_of(mover.subject, "b"), 2);
    EXPECT_EQ(value_of(mover.subject, "c"), 10);
}

TEST(MigrateData, TheMapRenamesAndComputes) {
    Mover mover(with_data(R"(<data id="a" expr="1"/><data id="b" expr="2"/>)"));

    const auto plan = mover.migrated(with_data(R"(<data id="x"/><data id="sum"/>)"),
                                     R"(<data to="x" from="a"/><data to="sum" expr="a + b"/>)");

    EXPECT_EQ(line_of(plan, "data", "a").change, "moved");
    EXPECT_EQ(value_of(mover.subject, "x"), 1);
    EXPECT_EQ(value_of(mover.subject, "sum"), 3);
}

TEST(MigrateData, AMapThatCannotBeComputedRefuses) {
    Mover mover(with_data(R"(<data id="a" expr="1"/>)"));
    const auto target = with_data(R"(<data id="x"/>)");

    const auto absent = mover.plan(target, R"(<data to="x" from="z"/>)");
    const auto broken = mover.plan(target, R"(<data to="x" expr="z.y"/>)");

    ASSERT_FALSE(absent);
    EXPECT_NE(absent.error().message.find("takes 'x' from 'z', which this case does not have"),
              std::string::npos);
    ASSERT_FALSE(broken);
    EXPECT_NE(broken.error().message.find("value of 'x' cannot be computed"), std::string::npos);
    EXPECT_FALSE(broken.error().message_vi.empty());
}

TEST(MigrateData, AValueThatTheFormDoesNotOfferIsNoted) {
    const std::string data = R"(<data id="verdict" expr="'maybe'"/>)";
    Mover mover(with_data(data));

    const auto plan = mover.migrated(with_data(
        data, R"(<t:field id="verdict" type="choice" title="Kết luận" title-en="Verdict">)"
              R"(<t:choice value="yes" title="Có"/></t:field>)"));

    bool is_noted = false;
    for (const auto& line : plan.report) is_noted = is_noted || line.change == "noted";
    EXPECT_TRUE(is_noted);
}

const std::string remembering =
    R"(<state id="work" initial="first"><history id="back" type="deep"><transition target="first"/>)"
    R"(</history>)" +
    action("pause", "paused") + stage("first", action("next", "second")) +
    stage("second", action("done", "sent")) + "</state>" +
    stage("paused", action("resume", "back")) + "<final id=\"sent\"/>";

TEST(MigrateData, HistoryGoesAlong) {
    Mover mover({remembering});
    mover.act("next");
    mover.act("pause");
    std::string renamed = remembering;
    for (auto at = renamed.find("second"); at != std::string::npos; at = renamed.find("second")) {
        renamed.replace(at, 6, "later");
    }

    const auto lost = mover.plan({renamed});
    const auto plan = mover.migrated({renamed}, R"(<state from="second" to="later"/>)");
    mover.act("resume");

    ASSERT_TRUE(lost);
    EXPECT_EQ(line_of(*lost, "history", "back").change, "dropped");
    EXPECT_EQ(line_of(plan, "history", "back").change, "moved");
    EXPECT_EQ(line_of(plan, "history", "back").after, "later");
    EXPECT_EQ(running_session(Mover::law(mover.process()), mover.subject).active_atomic(),
              std::vector<std::string>{"later"});
}

TEST(MigrateData, ADelayedSendStaysWhereSomebodyTakesIt) {
    const auto sending = [](const std::string& taken) {
        std::string inside = R"(<onentry><send event="time.up" delay="5s"/></onentry>)";
        inside += "<transition event=\"" + taken + "\" target=\"writing\"/>";
        return SmallProcess{stage("checking", inside) + stage("writing", action("send", "sent")) +
                            "<final id=\"sent\"/>"};
    };
    Mover mover(sending("time"));

    const auto kept = mover.plan(sending("time.*"));
    const auto dropped = mover.plan(sending("timer"));
    const auto renamed = mover.plan(sending("bell"), R"(<event from="time.up" to="bell"/>)");

    ASSERT_TRUE(kept && dropped && renamed);
    EXPECT_EQ(line_of(*kept, "send", "time.up").change, "kept");
    EXPECT_EQ(line_of(*dropped, "send", "time.up").change, "dropped");
    EXPECT_EQ(dropped->decision.after.session.if_contains("sends"), nullptr);
    EXPECT_EQ(line_of(*renamed, "send", "time.up").change, "moved");
    const auto& sends = renamed->decision.after.session.at("sends").as_array();
    EXPECT_EQ(sends.at(0).at("event").at("name").as_string(), "bell");
    EXPECT_EQ(sends.at(0).at("due").to_number<std::int64_t>(), (mover.now + seconds(5)).ms);
}

TEST(MigrateData, ARunningChildStaysWithItsStateOrEnds) {
    const std::string child =
        R"(<invoke id="child"><content><scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0">)"
        R"(<state id="inner"/></scxml></content></invoke>)";
    const auto invoking = [&](const std::string& name, const std::string& inside) {
        return SmallProcess{stage(name, inside + action("accept", "sent")) +
                            "<final id=\"sent\"/>"};
    };
    Mover mover(invoking("checking", child));

    const auto kept =
        mover.plan(invoking("intake", child), R"(<state from="checking" to="intake"/>)");
    const auto ended = mover.plan(invoking("checking", "<onentry/>"));
    Mover without(invoking("checking", ""));
    const auto absent = without.plan(invoking("checking", child));

    ASSERT_TRUE(kept && ended && absent);
    EXPECT_EQ(line_of(*kept, "invoke", "child").change, "kept");
    EXPECT_EQ(kept->decision.after.session.at("invokes").at(0).at("state").as_string(), "intake");
    EXPECT_EQ(line_of(*ended, "invoke", "child").change, "dropped");
    EXPECT_EQ(line_of(*absent, "invoke", "checking").change, "noted");
}

TEST(MigrateData, LateDataBeginWithTheStatesTheCaseStandsIn) {
    auto target = with_data(R"(<data id="number" expr="7"/>)");
    target.states = stage("checking", "<datamodel><data id=\"here\" expr=\"1\"/></datamodel>" +
                                          action("accept", "writing")) +
                    stage("writing", "<datamodel><data id=\"later\" expr=\"2\"/></datamodel>" +
                                         action("send", "sent")) +
                    "<final id=\"sent\"/>";
    target.name = "letter\" binding=\"late";
    Mover mover(with_data(R"(<data id="number" expr="7"/>)"));

    mover.migrated(target);

    EXPECT_EQ(value_of(mover.subject, "here"), 1);
    EXPECT_EQ(value_of(mover.subject, "later"), nullptr);
    mover.act("accept");
    EXPECT_EQ(value_of(mover.subject, "later"), 2);
    EXPECT_EQ(value_of(mover.subject, "here"), 1);
}

const std::string paper_head =
    R"(<t:dossier basis="Điều 1"><t:item id="letter" title="Tờ trình" title-en="Letter" form="paper" )"
    R"(required="true" basis="Điều 1"/></t:dossier>)"
    R"(<t:draft number="1" title="Dự thảo 1" title-en="Draft 1" basis="Điều 1" meaning="m"/>)";

TEST(MigrateData, PapersAndAppointmentsAreToldWhereTheyChange) {
    Mover mover(with_data(R"(<data id="number"/>)", paper_head));
    mover.subject.dossier["letter"] = {true, "paper", on("2024-03-04"), "mai"};
    mover.subject.drafts.push_back({1, "ab", "du-thao.docx", 3, mover.now, "mai"});
    mover.subject.appointed = {{"clerk", "mai"}};
    mover.subject.last_actor = {{"accept", "mai"}};
    const auto more = with_data(
        R"(<data id="number"/>)",
        R"(<t:dossier basis="Điều 1"><t:item id="letter" title="Tờ trình" form="electronic" )"
        R"(required="true" basis="Điều 1"/><t:item id="report" title="Báo cáo" title-en="Report" )"
        R"(form="paper" required="true" basis="Điều 1"/></t:dossier>)"
        R"(<t:draft number="2" title="Dự thảo 2" basis="Điều 1" meaning="m"/>)");

    const auto plan = mover.plan(more, R"(<draft from="1" to="2"/><role from="clerk" to="head"/>)"
                                       R"(<event from="accept" to="take"/>)");
    const auto bare = mover.plan(with_data(R"(<data id="number"/>)"));

    ASSERT_TRUE(plan && bare);
    const auto& after = plan->decision.after;
    EXPECT_EQ(line_of(*plan, "item", "letter").change, "moved");
    EXPECT_EQ(line_of(*plan, "item", "report").change, "created");
    EXPECT_EQ(line_of(*plan, "item", "complete").after, "false");
    EXPECT_TRUE(after.dossier.at("letter").is_received);
    EXPECT_EQ(line_of(*plan, "draft", "1").after, "2");
    EXPECT_EQ(after.drafts.at(0).number, 2);
    EXPECT_EQ(line_of(*plan, "role", "clerk").change, "moved");
    EXPECT_EQ(after.appointed.at("head"), "mai");
    EXPECT_EQ(after.last_actor.at("take"), "mai") << "the four-eyes rule remembers";
    EXPECT_EQ(line_of(*bare, "item", "letter").change, "dropped");
    EXPECT_EQ(line_of(*bare, "draft", "1").change, "dropped");
    EXPECT_TRUE(bare->decision.after.drafts.empty());
}

TEST(MigrateData, AnotherProcessMayTakeTheCase) {
    Mover mover(with_data(R"(<data id="number" expr="7"/>)"));
    auto other = with_data(R"(<data id="number" expr="0"/>)");
    other.name = "letter-2025";

    const auto plan = mover.migrated(other);

    EXPECT_EQ(mover.subject.process, "letter-2025");
    EXPECT_EQ(value_of(mover.subject, "number"), 7);
    const auto& event = std::get<CaseMigrated>(plan.decision.events.front().body);
    EXPECT_EQ(event.from_process, "letter");
    for (const auto& line : event.changes) EXPECT_NE(line.change, "kept");
}

}  // namespace
}  // namespace trinh::casework
