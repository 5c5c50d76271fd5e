#include <gtest/gtest.h>
#include <limits>
#include <string>
#include <string_view>
#include <variant>

#include "tests/engine/expression/evaluated.h"

namespace trinh::expression {
namespace {

/// The data after the assignment as JSON, or the fault.
std::string after(std::string_view location, const Value& value, World world) {
    const std::variant<Location, Fault> compiled = Location::compile(location);
    if (const Fault* fault = std::get_if<Fault>(&compiled)) {
        return "refused " + std::to_string(fault->column) + ": " + fault->message;
    }
    const std::variant<std::monostate, Fault> outcome =
        std::get<Location>(compiled).assign(world.data, value, world.environment());
    if (const Fault* fault = std::get_if<Fault>(&outcome)) {
        return "fault " + std::to_string(fault->column) + ": " + fault->message;
    }
    return json::serialize(world.data);
}

TEST(Assign, WritesNamesMembersAndElements) {
    EXPECT_EQ(after("a", json::value("new"), World(R"({"a":1})")), R"({"a":"new"})");
    EXPECT_EQ(after(" a ", Value(), World(R"({"a":1})")), R"({"a":null})");
    EXPECT_EQ(after("a.b", json::value(2), World(R"({"a":{}})")), R"({"a":{"b":2}})");
    EXPECT_EQ(after("a.b", Value(), World(R"({"a":{"b":1}})")), R"({"a":{}})");
    EXPECT_EQ(
        after("a[i + 1].state", json::value("x"), World(R"({"a":[0,1,{"state":"y"}],"i":1})")),
        R"({"a":[0,1,{"state":"x"}],"i":1})");
    EXPECT_EQ(after("a[1]", json::value(5), World(R"({"a":[4]})")), R"({"a":[4,5]})");
    EXPECT_EQ(after("a['b c']", json::value(5), World(R"({"a":{}})")), R"({"a":{"b c":5}})");
}

TEST(Assign, RefusesSystemNamesAndUndeclaredOnes) {
    const World world(R"({"count":1,"items":[]})", R"({"_event":{}})");

    EXPECT_EQ(after("verdict", json::value(1), world),
              "fault 1: 'verdict' is not a known name; declared are: count, items.");
    for (const std::string_view name : {"_event", "_event.data", "_sessionid", "_name",
                                        "_ioprocessors", "_x.a", "_xother", "In"}) {
        EXPECT_NE(after(name, json::value(1), world).find("belongs to the system"),
                  std::string::npos)
            << name;
    }
}

TEST(Assign, RefusesPathsThatLeadNowhere) {
    const World world(R"({"a":{"n":1},"list":[1]})");

    EXPECT_EQ(after("a.b.c", json::value(1), world),
              "fault 2: 'a.b.c' leads through 'b', which is not there; assign it an object first.");
    EXPECT_EQ(after("a.n.c", json::value(1), world),
              "fault 4: 'a.n.c' leads into a number, which holds no members; assign an object or "
              "an array first.");
    EXPECT_EQ(after("list[5]", json::value(1), world),
              "fault 5: '5' is not an index of this array; expected 0 to 1.");
    EXPECT_EQ(after("list.length", json::value(1), world),
              "fault 5: 'length' is not an index of this array; expected 0 to 1.");
    EXPECT_EQ(after("list[nobody]", json::value(1), world),
              "fault 6: 'nobody' is not a known name; declared are: a, list.");
    EXPECT_EQ(after("a", json::value(std::numeric_limits<double>::infinity()), world),
              "fault 0: Cannot assign Infinity to 'a', because JSON has no such number; test with "
              "isNaN() first.");
}

TEST(Assign, RefusesWhatIsNoLocation) {
    EXPECT_EQ(after("", Value(), World()),
              "refused 1: Expected the name of a variable but found the end of the text.");
    EXPECT_EQ(after("1", Value(), World()),
              "refused 1: Expected the name of a variable but found the number 1.");
    EXPECT_EQ(after("a + 1", Value(), World()),
              "refused 3: Expected '.', '[' or the end of the location but found '+'.");
    EXPECT_EQ(after("a.b()", Value(), World()),
              "refused 4: A location cannot hold a call; name the place as in 'items[2].state'.");
    EXPECT_EQ(after("true", Value(), World()),
              "refused 1: 'true' cannot be assigned to; name a declared variable.");
}

TEST(Assign, BoundsTheDepthOfTheData) {
    const auto location = std::get<Location>(Location::compile("a"));
    const auto wrap = std::get<Program>(Program::compile("[a]"));
    World world(R"({"a":1})");

    bool was_refused = false;
    for (int i = 0; i < 40 && !was_refused; ++i) {
        const auto value = wrap.evaluate(world.environment());
        was_refused = std::holds_alternative<Fault>(value);
        if (!was_refused) {
            const auto outcome =
                location.assign(world.data, std::get<Value>(value), world.environment());
            was_refused = std::holds_alternative<Fault>(outcome);
        }
    }

    EXPECT_TRUE(was_refused);
    EXPECT_NO_THROW(static_cast<void>(json::parse(json::serialize(world.data))));
}

}  // namespace
}  // namespace trinh::expression
