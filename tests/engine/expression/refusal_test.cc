#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

#include "tests/engine/expression/evaluated.h"

namespace trinh::expression {
namespace {

struct Row {
    std::string_view text, expected;
};

void expect_rows(const std::vector<Row>& rows) {
    for (const Row& row : rows) EXPECT_EQ(evaluated(row.text), row.expected) << row.text;
}

TEST(Compile, RefusesWhatIsOutsideTheSubset) {
    expect_rows({
        {"", "refused 1: The expression is empty; write a value, such as true."},
        {"return",
         "refused 1: 'return' is not part of this language; functions cannot be written; "
         "use the elements <if>, <foreach> and <assign>."},
        {"a = 1",
         "refused 3: '=' assigns, which an expression cannot; compare with '==', or use "
         "an <assign>."},
        {"a++",
         "refused 2: '++' is not part of this language; an expression changes nothing; "
         "write 'name + 1' in an <assign>."},
        {"a; b", "refused 2: ';' ends a statement, but this must be one expression; remove it."},
        {"x => 1",
         "refused 3: '=>' is not part of this language; functions cannot be written; use "
         "<if>, <foreach> and <assign>."},
        {"new Date()",
         "refused 1: 'new' is not part of this language; write an array [...] or an "
         "object {...} instead."},
        {"/a+/",
         "refused 1: A regular expression can only stand in search(); write "
         "text.search(/.../)."},
        {"a.search(/b", "refused 10: This regular expression has no end; close it with '/'."},
        {"a.search(/b/g)", "refused 13: A regular expression takes no flag here but 'i'."},
        {"a.search(/(?=b)/)",
         "refused 10: This regular expression cannot be used: invalid perl operator: (?=."},
        {"`a`",
         "refused 1: '`' is not part of this language; write a text in single or double "
         "quotes and join with '+'."},
        {"~a",
         "refused 1: '~' is not part of this language; it is not needed here; write '-1 - "
         "a'."},
    });
}

TEST(Compile, SaysWhereATextIsWrong) {
    expect_rows({
        {"(1", "refused 3: Expected ')' but found the end of the text."},
        {"1 2", "refused 3: Expected an operator or the end of the text but found the number 2."},
        {"'abc", "refused 1: This text has no end; close it with '."},
        {"1 + 'a\\q\\1'",
         "refused 9: Numbered escapes are not supported; write '\\u' and four hex "
         "digits."},
        {"'\\uD800'",
         "refused 2: This escape names no character; write '\\u' and four hex digits, "
         "not 0000 and not half of a surrogate pair."},
        {"012", "refused 1: A number must not start with a superfluous 0; remove it."},
        {"1a", "refused 2: A number must not be followed directly by a letter or a digit."},
        {"0x", "refused 1: '0x' is not a number."},
        {"foo(1)",
         "refused 1: 'foo' is not a known function; there are: Array.isArray, Boolean, "
         "Math.abs, Math.ceil, Math.floor, Math.max, Math.min, Math.pow, Math.round, "
         "Math.sqrt, Math.trunc, "
         "Number, String, add_days, count_where, days_between, isNaN, sum_of."},
        {"Math",
         "refused 1: 'Math' is not a value here but stands for functions; call one of: "
         "Array.isArray, Boolean, Math.abs, Math.ceil, Math.floor, Math.max, Math.min, "
         "Math.pow, Math.round, Math.sqrt, Math.trunc, Number, String, add_days, "
         "count_where, days_between, isNaN, sum_of."},
        {"a.match('b')",
         "refused 3: 'match' is not a function of a text or an array; there are: "
         "concat, endsWith, includes, indexOf, join, search, startsWith, substring, "
         "toLowerCase, toUpperCase, trim."},
        {"a.trim(1)", "refused 3: 'trim' takes 0 arguments but found 1."},
        {"a[0](1)",
         "refused 5: What stands before '(' is not a function; the functions are: "
         "Array.isArray, Boolean, Math.abs, Math.ceil, Math.floor, Math.max, Math.min, "
         "Math.pow, Math.round, Math.sqrt, Math.trunc, Number, String, add_days, "
         "count_where, days_between, isNaN, sum_of."},
        {"[1,,2]", "refused 4: An element is missing before ','; write null."},
        {"a ? b", "refused 6: Expected ':' but found the end of the text."},
        {"a.", "refused 3: Expected a member's name after '.' but found the end of the text."},
        {"a /* b", "refused 3: This comment has no end; close it with '*/'."},
        {"a instanceof Date", "refused 14: Expected 'Array' or 'Object' but found 'Date'."},
        {"\xC3(", "refused 0: The expression is not valid UTF-8 text; save it as UTF-8."},
    });
}

TEST(Compile, BoundsLengthAndDepth) {
    Limits limits;
    limits.text_bytes_max = 10;
    limits.depth_max = 4;

    EXPECT_EQ(evaluated("1 + 2 + 3 + 4", World(), nullptr, limits),
              "refused 0: The expression has 13 bytes but at most 10 are allowed; split it.");
    EXPECT_EQ(evaluated("(((1)))", World(), nullptr, limits),
              "refused 3: The expression is nested deeper than 4 levels; split it over several "
              "names.");
    for (const std::string_view nesting : {"(", "[", "-", "!", "{a:", "a[", "a?", "typeof "}) {
        std::string text;
        while (text.size() < 8'000) text += nesting;
        EXPECT_NE(evaluated(text).find("refused"), std::string::npos) << nesting;
    }
}

TEST(Evaluate, BoundsWhatIsBuilt) {
    World world;
    world.data["long"] = std::string(400'000, 'a');
    world.data["part"] = std::string(200'000, 'a') + 'b';

    Limits limits;
    limits.result_bytes_max = 1'048'576;
    EXPECT_EQ(evaluated("(long + long + long).length", world, nullptr, limits),
              "fault 14: The expression builds more than 1048576 bytes of text and arrays; build "
              "less.");
    EXPECT_EQ(evaluated("long.includes(part)", world), "false");
    std::string tree = "1";
    for (int i = 0; i < 30; ++i) tree = "[" + tree + "]";
    EXPECT_NE(evaluated(tree).find("nested deeper than 24 levels"), std::string::npos);
}

TEST(Evaluate, StopsWhenItWorksTooMuch) {
    World world;
    world.data["long"] = std::string(500'000, 'a');
    std::string text = "long.length";
    while (text.size() < 8'000) text += "+long.length";

    EXPECT_NE(evaluated(text, world).find("works through too much data"), std::string::npos);
}

}  // namespace
}  // namespace trinh::expression
