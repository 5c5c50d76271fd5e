#include "engine/base/json_text.h"

#include <bit>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>
#include <limits>
#include <random>

namespace trinh {
namespace {

namespace json = boost::json;

double through_text(double number) {
    const auto read = parse_json(to_json_text(json::value(number)));
    EXPECT_TRUE(read) << read.error().message;
    EXPECT_TRUE(read->is_double()) << to_json_text(json::value(number));
    return read->get_double();
}

void expect_same(double number) {
    EXPECT_EQ(std::bit_cast<std::uint64_t>(through_text(number)),
              std::bit_cast<std::uint64_t>(number))
        << to_json_text(json::value(number));
}

TEST(JsonText, KeepsEveryBitOfADouble) {
    using Limits = std::numeric_limits<double>;
    for (const double number :
         {0.0, -0.0, 3.0, -3.0, 0.1, 1.0 / 3, 1e21, 1e22, 1e-7, 123456789012345680.0,
          9007199254740993.0, Limits::max(), -Limits::max(), Limits::min(), Limits::denorm_min(),
          5e-324, 2.2250738585072011e-308, 1.7976931348623157e308, 0.12333333333333336})
        expect_same(number);
    EXPECT_EQ(parse_json("123456789012345678901234567890").value(),
              json::value(1.2345678901234568e29));
    EXPECT_EQ(parse_json("0.1000000000000000055511151231257827021181583404541015625").value(),
              json::value(0.1));
    std::mt19937_64 random(1);
    for (int i = 0; i < 100'000; ++i) {
        const auto number = std::bit_cast<double>(random());
        if (std::isfinite(number)) expect_same(number);
        expect_same(static_cast<double>(random() % 1'000'000) / 1'000);
    }
}

TEST(JsonText, KeepsKindsAndTexts) {
    const json::value value{{"whole", std::numeric_limits<std::int64_t>::min()},
                            {"large", std::numeric_limits<std::uint64_t>::max()},
                            {"double", 7.0},
                            {"text", "Thẩm định \"dự thảo\"\\\n\r\t\b\f\x01\x1f\x7f / \u2028 😀"},
                            {"", json::array{nullptr, true, false, json::object{}, json::array{}}},
                            {std::string("nul\0inside", 10), std::string("\0", 1)}};

    const std::string text = to_json_text(value);

    EXPECT_EQ(parse_json(text).value(), value);
    EXPECT_EQ(json::parse(text), value);
    EXPECT_EQ(parse_json(json::serialize(value)).value(), value);
}

TEST(JsonText, IsCompactAndReadable) {
    const json::value value{{"a", 3.0}, {"b", json::array{0.5, 1e-7, 1e22, -1}}, {"c", "\n\x02"}};

    EXPECT_EQ(to_json_text(value), R"({"a":3.0,"b":[0.5,1e-07,1e+22,-1],"c":"\n\u0002"})");
    std::string text = "= ";
    append_json_text(text, json::value(true));
    EXPECT_EQ(text, "= true");
}

TEST(JsonText, HasNoNumberThatJsonDoesNotHave) {
    using Limits = std::numeric_limits<double>;

    EXPECT_EQ(to_json_text(json::array{Limits::quiet_NaN(), Limits::infinity()}), "[null,null]");
    EXPECT_EQ(parse_json("[1,1e999]").error().message,
              "The text is not valid JSON: a number is out of range at line 1, column 9.");
    EXPECT_EQ(parse_json("1e-999").value(), json::value(0.0));
    EXPECT_EQ(parse_json("-0").value().get_double(), 0.0);
    EXPECT_TRUE(std::signbit(parse_json("-0").value().get_double()));
}

TEST(JsonText, SaysWhereItIsNoJson) {
    const auto message = [](std::string_view text, const JsonLimits& limits = {}) {
        return parse_json(text, limits).error().message;
    };

    EXPECT_EQ(message("{\"a\":\n  x}"),
              "The text is not valid JSON: syntax error at line 2, column 3.");
    EXPECT_EQ(message("{\"a\""),
              "The text is not valid JSON: incomplete JSON at line 1, column 5.");
    EXPECT_EQ(message("", {.subject = "The body"}),
              "The body is not valid JSON: incomplete JSON at line 1, column 1.");
    EXPECT_EQ(message("{} {}"), "The JSON is followed by something else at line 1, column 4.");
    EXPECT_EQ(message("[1]", {.bytes_max = 2}),
              "The text has 3 bytes; at most 2 bytes of JSON are read.");
    EXPECT_NE(message("\"\xff\""), "");
}

TEST(JsonText, ReadsAsDeepAsItIsAsked) {
    const auto nested = [](int depth) {
        return std::string(static_cast<std::size_t>(depth), '[') +
               std::string(static_cast<std::size_t>(depth), ']');
    };

    EXPECT_TRUE(parse_json(nested(128)));
    EXPECT_EQ(to_json_text(parse_json(nested(128)).value()), nested(128));
    EXPECT_FALSE(parse_json(nested(129)));
    EXPECT_TRUE(parse_json(nested(3), {.depth_max = 3}));
    EXPECT_EQ(parse_json(nested(4), {.depth_max = 3}).error().message,
              "The JSON is nested deeper than 3 levels, at line 1, column 4.");
}

}  // namespace
}  // namespace trinh
