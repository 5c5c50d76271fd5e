#include "engine/expression/value.h"

#include <boost/json/parse.hpp>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>

namespace trinh::expression {
namespace {

TEST(Value, ShowsAsJsonOnlyWhatJsonCanHold) {
    EXPECT_TRUE(Value().as_json().is_null());
    EXPECT_TRUE(Value(json::value(std::nan(""))).as_json().is_null());
    EXPECT_TRUE(Value(json::value(std::numeric_limits<double>::infinity())).as_json().is_null());
    EXPECT_EQ(Value(json::value(1.5)).as_json(), json::value(1.5));
}

TEST(Value, IsTruthyAsInEcmascript) {
    EXPECT_FALSE(truthy(Value()));
    for (const char* falsy : {"null", "false", "0", "-0.0", "\"\""}) {
        EXPECT_FALSE(truthy(json::parse(falsy))) << falsy;
    }
    EXPECT_FALSE(truthy(json::value(std::nan(""))));
    for (const char* truthful : {"true", "-1", "0.1", "\"0\"", "[]", "{}"}) {
        EXPECT_TRUE(truthy(json::parse(truthful))) << truthful;
    }
}

TEST(Value, BecomesTextAsInEcmascript) {
    EXPECT_EQ(to_text(Value()), "undefined");
    EXPECT_EQ(to_text(json::parse("null")), "null");
    EXPECT_EQ(to_text(json::parse("1e21")), "1e+21");
    EXPECT_EQ(to_text(json::value(123456789012345680000.0)), "123456789012345680000");
    EXPECT_EQ(to_text(json::parse("0.000001")), "0.000001");
    EXPECT_EQ(to_text(json::parse("0.0000001")), "1e-7");
    EXPECT_EQ(to_text(json::parse("5e-324")), "5e-324");
    EXPECT_EQ(to_text(json::parse("[1,[null,\"a\"],{}]")), "1,,a,[object Object]");
}

TEST(Value, BecomesANumberAsInEcmascript) {
    EXPECT_TRUE(std::isnan(to_number(Value())));
    EXPECT_TRUE(std::isnan(to_number(json::parse("{}"))));
    EXPECT_TRUE(std::isnan(to_number(json::parse("\"1,5\""))));
    EXPECT_EQ(to_number(json::parse("null")), 0);
    EXPECT_EQ(to_number(json::parse("\" 0x1f \"")), 31);
    EXPECT_EQ(to_number(json::parse("\"1e400\"")), std::numeric_limits<double>::infinity());
    EXPECT_EQ(to_number(json::parse("\"1e-400\"")), 0);
    EXPECT_EQ(to_number(json::parse("[\"7\"]")), 7);
}

}  // namespace
}  // namespace trinh::expression
