// gtest.h must come before rapidcheck/gtest.h.
#include <bit>
#include <cmath>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <string>
#include <variant>
#include <vector>

#include "engine/expression/number.h"
#include "engine/expression/utf16.h"
#include "tests/engine/expression/evaluated.h"

namespace trinh::expression {
namespace {

/// Any finite double, by its bits.
rc::Gen<double> any_number() {
    return rc::gen::suchThat(
        rc::gen::map(rc::gen::arbitrary<std::uint64_t>(),
                     [](std::uint64_t bits) { return std::bit_cast<double>(bits); }),
        [](double number) { return std::isfinite(number); });
}

/// Code points of one to four bytes, often at the edges where UTF-8 and UTF-16 disagree.
rc::Gen<std::u32string> any_code_points() {
    return rc::gen::container<std::u32string>(rc::gen::element<char32_t>(
        U'a', U'b', U'é', U'ộ', 0xD7FF, 0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x1F600, 0x10FFFF));
}

std::string utf8_of(const std::u32string& points) {
    std::string text;
    for (const char32_t point : points) append_code_point(text, point);
    return text;
}

std::u16string utf16_of(const std::u32string& points) {
    std::u16string units;
    for (const char32_t point : points) {
        if (point < 0x10000) {
            units += static_cast<char16_t>(point);
        } else {
            units += static_cast<char16_t>(0xD800 + ((point - 0x10000) >> 10U));
            units += static_cast<char16_t>(0xDC00 + ((point - 0x10000) & 0x3FFU));
        }
    }
    return units;
}

/// Pieces of the language in any order: mostly nonsense, now and then an expression.
rc::Gen<std::string> any_soup() {
    return rc::gen::map(
        rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
            "1", "0.5", "'a'", "''", "a", "b", "nobody", "_event", ".c", ".length", "[0]", "['c']",
            "[", "]", "(", ")", "{", "}", "k:", ",", "+", "-", "!", "typeof ", "*", "/", "%",
            "==", "===", "<", ">=", "&&", "||", "?", ":", " in ", "null", "undefined", "NaN",
            ".includes(", ".concat(", ".substring(1", ".trim()", "In(", "Math.max(", "Number(",
            "days_between(", "=", ";", "\\", "\"", "'", "ộ")),
        [](const std::vector<std::string>& pieces) {
            std::string text;
            for (const std::string& piece : pieces) text += piece;
            return text;
        });
}

World small_world() {
    return World(R"({"a": {"c": [1, "x", {"c": 2}]}, "b": "2023-05-04", "n": null})",
                 R"({"_event": {"name": "go", "sendid": null}})");
}

RC_GTEST_PROP(Number, SurvivesItsText, ()) {
    const double number = *any_number();

    RC_ASSERT(text_to_number(number_to_text(number)) == number);
}

RC_GTEST_PROP(Text, IsMeasuredAndOrderedAsUtf16, ()) {
    const std::u32string a = *any_code_points();
    const std::u32string b = *any_code_points();

    RC_ASSERT(utf16_length(utf8_of(a)) == utf16_of(a).size());
    RC_ASSERT((utf16_compare(utf8_of(a), utf8_of(b)) < 0) == (utf16_of(a) < utf16_of(b)));
    RC_ASSERT((utf16_compare(utf8_of(a), utf8_of(b)) == 0) == (a == b));
}

RC_GTEST_PROP(Text, CutsLikeUtf16AndLosesNoWholeCharacter, ()) {
    const std::u32string points = *any_code_points();
    const std::u16string units = utf16_of(points);
    const std::size_t at = *rc::gen::inRange<std::size_t>(0, units.size() + 2);
    const std::string text = utf8_of(points);

    const std::string head = utf16_substring(text, 0, at);
    const std::string tail = utf16_substring(text, at, units.size());

    RC_ASSERT(utf16_length(head) == std::min(at, units.size()));
    const bool is_whole = at >= units.size() || units[at] < 0xDC00 || units[at] > 0xDFFF;
    RC_ASSERT((is_whole ? head + tail == text : head.ends_with("\uFFFD")));
}

RC_GTEST_PROP(Program, AnswersAnyTextAndTestAgreesWithEvaluate, ()) {
    const World world = small_world();
    const std::string text = *any_soup();

    const std::variant<Program, Fault> program = Program::compile(text);
    if (const Fault* fault = std::get_if<Fault>(&program)) {
        RC_ASSERT(!fault->message.empty());
        RC_ASSERT(fault->message.back() == '.');
        RC_ASSERT(fault->column >= 0);
        RC_ASSERT(static_cast<std::size_t>(fault->column) <= text.size() + 1);
        return;
    }
    const auto value = std::get<Program>(program).evaluate(world.environment());
    const auto decision = std::get<Program>(program).test(world.environment());
    RC_ASSERT(value.index() == decision.index());
    if (value.index() == 0) RC_ASSERT(truthy(std::get<0>(value)) == std::get<0>(decision));
}

RC_GTEST_PROP(Location, HoldsWhatWasAssigned, ()) {
    World world(R"({"a": {"list": [[], {}, 0]}, "i": 1})");
    const std::string path = *rc::gen::element<std::string>(
        "a", "a.x", "a['x y']", "a.list[0]", "a.list[3]", "a.list[i].deep", "a.list[i + 1]", "i");
    const double number = *any_number();
    const auto location = std::get<Location>(Location::compile(path));

    const auto before = world;
    const auto outcome = location.assign(world.data, json::value(number), before.environment());

    RC_ASSERT(outcome.index() == std::size_t{0});
    if (path != "i") {
        const auto read = std::get<Program>(Program::compile(path)).evaluate(world.environment());
        RC_ASSERT(to_number(std::get<Value>(read)) == number);
    }
}

}  // namespace
}  // namespace trinh::expression
