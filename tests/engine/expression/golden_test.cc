#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <string>

#include "tests/engine/expression/evaluated.h"

namespace trinh::expression {
namespace {

/// As JSON.stringify writes it.
std::string stringified(const json::value& value) {
    std::string text;
    if (const json::array* array = value.if_array()) {
        for (const json::value& element : *array) {
            text += (text.empty() ? "" : ",") + stringified(element);
        }
        return "[" + text + "]";
    }
    if (const json::object* object = value.if_object()) {
        for (const auto& member : *object) {
            text += (text.empty() ? "" : ",") + json::serialize(json::string(member.key())) + ":" +
                    stringified(member.value());
        }
        return "{" + text + "}";
    }
    return value.is_double() ? to_text(value) : json::serialize(value);
}

/// The outcome as tests/golden/expression/generate.mjs writes it.
std::string outcome(const std::string& text, const World& world) {
    const std::variant<Program, Fault> program = Program::compile(text);
    if (std::holds_alternative<Fault>(program)) return "refused";
    const std::variant<Value, Fault> result =
        std::get<Program>(program).evaluate(world.environment());
    if (std::holds_alternative<Fault>(result)) return "fault";
    const Value& value = std::get<Value>(result);
    const bool is_tree = !value.is_undefined() && value.held().is_structured();
    return is_tree ? stringified(value.held()) : shown(result);
}

TEST(Evaluate, YieldsWhatNodeComputed) {
    std::ifstream file(TRINH_SOURCE_DIR "/tests/golden/expression/ecmascript.json");
    const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    const json::value golden = json::parse(bytes);
    World world;
    world.data = golden.at("data").as_object();

    int row_count = 0;
    for (const json::value& row : golden.at("rows").as_array()) {
        const std::string text(row.at(0).as_string());
        EXPECT_EQ(outcome(text, world), row.at(1).as_string()) << text;
        ++row_count;
    }

    EXPECT_EQ(row_count, 3000);
}

}  // namespace
}  // namespace trinh::expression
