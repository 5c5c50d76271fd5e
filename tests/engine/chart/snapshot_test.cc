#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include "tests/engine/chart/drive.h"

namespace trinh::chart {
namespace {

const std::string body = R"(<datamodel><data id="n" expr="1"/></datamodel>
  <state id="a"><onentry><send event="late" delay="1s"/></onentry>
        <transition event="go" target="p"/></state>
  <parallel id="p"><state id="x"><state id="x1"/><state id="x2"/></state><state id="y"/>
    <history id="h"><transition target="x"/></history></parallel>
  <final id="end"/>)";

std::string refusal(std::string_view key, json::value value) {
    const Drive run(body);
    json::object stored = run.session.snapshot();
    stored[key] = std::move(value);
    auto restored = Session::restore(chart_of(body), stored);
    if (restored) return "";
    EXPECT_EQ(restored.error().reason, Reason::invalid_input);
    return restored.error().message;
}

TEST(Snapshot, HoldsNamesAndAbsoluteTimes) {
    const Drive run(body);

    const json::object stored = run.session.snapshot();

    EXPECT_EQ(stored.at("active"), (json::array{"a"}));
    EXPECT_EQ(stored.at("sends").at(0).at("due"), 1'000);
    EXPECT_EQ(stored.at("status"), "running");
}

TEST(Snapshot, FitsAChangedDefinitionThatKeepsTheNames) {
    const Drive run(body);
    const auto changed = chart_of(
        "<datamodel><data id='n'/><data id='more' expr='3'/></datamodel>"
        "<state id='first'/><state id='a'><transition event='late' target='first'/>"
        "</state>");

    auto restored = Session::restore(changed, run.session.snapshot());

    ASSERT_TRUE(restored.has_value()) << restored.error().message;
    EXPECT_TRUE(restored->is_active("a"));
    EXPECT_EQ(restored->data().at("n"), json::value(1));
    EXPECT_TRUE(restored->data().at("more").is_null());
}

TEST(Snapshot, RunsNoEntryContentWhenItIsRestored) {
    const Drive run(body);

    auto restored = Session::restore(chart_of(body), run.session.snapshot());

    EXPECT_EQ(restored->pending().size(), 1U);
}

TEST(Snapshot, RefusesStatesThatTheChartDoesNotHave) {
    EXPECT_NE(refusal("active", {"gone"}).find("'gone'"), std::string::npos);
    EXPECT_NE(refusal("history", {{"h", {"gone"}}}).find("'gone'"), std::string::npos);
}

TEST(Snapshot, RefusesConfigurationsThatCannotBe) {
    EXPECT_NE(refusal("active", json::array{"x1"}), "") << "a region is missing";
    EXPECT_NE(refusal("active", json::array{"x1", "x2", "y"}), "") << "two children of one state";
    EXPECT_NE(refusal("active", json::array{"a", "x1", "y"}), "") << "two top states";
    EXPECT_NE(refusal("active", json::array{}), "") << "nothing active";
    EXPECT_NE(refusal("active", json::array{"p"}), "") << "not a leaf";
    EXPECT_NE(refusal("active", json::array{"h", "y"}), "") << "a history";
    EXPECT_NE(refusal("active", json::array{"end"}), "") << "running in a final state";
    EXPECT_EQ(refusal("active", json::array{"y", "x2"}), "");
}

TEST(Snapshot, RefusesBrokenParts) {
    EXPECT_NE(refusal("format", 2), "");
    EXPECT_NE(refusal("status", "asleep"), "");
    EXPECT_NE(refusal("data", 1), "");
    EXPECT_NE(refusal("sends", json::array{1}), "");
    EXPECT_NE(refusal("sends", json::array{json::object{{"due", "soon"}}}), "");
    EXPECT_NE(refusal("history", json::object{{"h", json::array{"x1"}}}), "") << "no child of p";
    EXPECT_NE(refusal("history", json::object{{"h", json::array{}}}), "");
    EXPECT_NE(refusal("invokes", json::array{json::object{{"state", "a"}}}), "");
}

TEST(Snapshot, OfAnEndedSessionStaysEnded) {
    Drive run("<state id='a'><transition event='go' target='end'/></state><final id='end'/>");
    run.send("go");

    auto restored =
        Session::restore(chart_of("<state id='a'/><final id='end'/>"), run.session.snapshot());

    ASSERT_TRUE(restored.has_value()) << restored.error().message;
    EXPECT_TRUE(restored->is_final());
    EXPECT_EQ(restored->active_atomic(), std::vector<std::string>{"end"});
}

}  // namespace
}  // namespace trinh::chart
