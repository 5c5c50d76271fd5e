#include <gtest/gtest.h>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/engine/expression/evaluated.h"

namespace trinh::expression {
namespace {

struct Row {
    std::string_view text, expected;
};

class OneState : public ActiveStates {
public:
    [[nodiscard]] bool is_active(std::string_view state_id) const override {
        return state_id == "review";
    }
};

World a_case() {
    return World(
        R"({"count": 4, "name": "Sở Tư pháp", "items": [1, "hai", null, {"state": "new"}],
            "empty": null, "case": {"kind": "decision", "note": null}, "big": 18446744073709551615,
            "nested": [[1, [2]], 3]})",
        R"({"_event": {"name": "verdict", "sendid": null, "data": {"verdict": "unlawful",
            "reason": null}}, "_sessionid": "s1", "_name": "appraisal"})",
        R"({"today": "2023-05-04", "count": 99, "dossier": {"complete": true}})");
}

void expect_rows(const std::vector<Row>& rows) {
    const World world = a_case();
    const OneState states;
    for (const Row& row : rows) {
        EXPECT_EQ(evaluated(row.text, world, &states), row.expected) << row.text;
    }
}

TEST(Evaluate, KnowsLiterals) {
    expect_rows({{"1", "1"},
                 {"1.50", "1.5"},
                 {".5", "0.5"},
                 {"5.", "5"},
                 {"1e21", "1e+21"},
                 {"0xFF", "255"},
                 {"-0", "0"},
                 {"'a\\n\\u1ED9\\x41\\u{1F600}\\uD83D\\uDE00\\''", "'a\nộA😀😀''"},
                 {"\"it's\"", "'it's'"},
                 {"true", "true"},
                 {"null", "null"},
                 {"undefined", "undefined"},
                 {"NaN", "NaN"},
                 {"-Infinity", "-Infinity"},
                 {"[1, 'a', [true,], {}]", R"([1,"a",[true],{}])"},
                 {"{a: 1, 'b c': [2], 3: null, d: undefined}", R"({"a":1,"b c":[2],"3":null})"},
                 {" 1 /* one */ + // and\n 2 ", "3"}});
}

TEST(Evaluate, ReadsNamesMembersAndIndexes) {
    expect_rows({{"count", "4"},
                 {"today", "'2023-05-04'"},
                 {"_event.data.verdict", "'unlawful'"},
                 {"_event['data'].verdict", "'unlawful'"},
                 {"items[1]", "'hai'"},
                 {"items['1']", "'hai'"},
                 {"items[3].state", "'new'"},
                 {"items[7]", "undefined"},
                 {"items[-1]", "undefined"},
                 {"items[0.5]", "undefined"},
                 {"items.length", "4"},
                 {"name.length", "10"},
                 {"name[1]", "'ở'"},
                 {"'😀'.length", "2"},
                 {"case.kind", "'decision'"},
                 {"case.note", "null"},
                 {"case.missing", "undefined"},
                 {"dossier.complete", "true"},
                 {"items", R"([1,"hai",null,{"state":"new"}])"},
                 {"(1).a", "undefined"},
                 {"big", "18446744073709552000"}});
}

TEST(Evaluate, TellsUnsetFromNull) {
    expect_rows({{"empty", "undefined"},
                 {"empty === undefined", "true"},
                 {"empty === null", "true"},
                 {"empty == null", "true"},
                 {"typeof empty", "'undefined'"},
                 {"typeof _event.sendid", "'undefined'"},
                 {"'sendid' in _event", "true"},
                 {"'origin' in _event", "false"},
                 {"typeof _event['sendid']", "'undefined'"},
                 {"typeof _event.data.reason", "'object'"},
                 {"typeof case.note", "'object'"},
                 {"null === undefined", "false"},
                 {"null == undefined", "true"},
                 {"null == 0", "false"},
                 {"typeof nobody", "'undefined'"},
                 {"typeof (nobody)", "'undefined'"}});
}

TEST(Evaluate, CalculatesAndJoins) {
    expect_rows({{"count + 1", "5"},
                 {"1 + 2 * 3 - 4 / 8 % 3", "6.5"},
                 {"(1 + 2) * 3", "9"},
                 {"0.1 + 0.2", "0.30000000000000004"},
                 {"5 % -3", "2"},
                 {"-5 % 3", "-2"},
                 {"1 / 0", "Infinity"},
                 {"'a' + 1", "'a1'"},
                 {"1 + 2 + 'a' + 1 + 2", "'3a12'"},
                 {"'3' * '4'", "12"},
                 {"'3' - 1", "2"},
                 {"true + true", "2"},
                 {"null + 1", "1"},
                 {"undefined + 1", "NaN"},
                 {"[1, 2] + [3]", "'1,23'"},
                 {"nested + ''", "'1,2,3'"},
                 {"({}) + 1", "'[object Object]1'"},
                 {"+'  12  '", "12"},
                 {"+''", "0"},
                 {"+'1x'", "NaN"},
                 {"- - 1", "1"},
                 {"-'5'", "-5"},
                 {"!count", "false"},
                 {"!!items", "true"}});
}

TEST(Evaluate, ComparesAsEcmascriptDoes) {
    expect_rows({{"1 == '1'", "true"},
                 {"1 === '1'", "false"},
                 {"true == 1", "true"},
                 {"'' == 0", "true"},
                 {"NaN == NaN", "false"},
                 {"[1] == 1", "true"},
                 {"[1, 2] == '1,2'", "true"},
                 {"[1] === [1.0]", "true"},
                 {"{a: [1]} == {a: [1]}", "true"},
                 {"{a: 1} == {b: 1}", "false"},
                 {"_event == _event", "true"},
                 {"'a' < 'b'", "true"},
                 {"'10' < '9'", "true"},
                 {"'10' < 9", "false"},
                 {"'\\uFFFD' < '\\u{1F600}'", "false"},
                 {"null >= 0", "true"},
                 {"undefined >= 0", "false"},
                 {"NaN < 1", "false"},
                 {"'a' in {a: 1}", "true"},
                 {"2 in [1, 2]", "false"},
                 {"'length' in []", "true"},
                 {"items instanceof Array", "true"},
                 {"_event instanceof Object", "true"},
                 {"1 < 2 == true", "true"}});
}

TEST(Evaluate, DecidesWithLogicAndOnlyWhatIsNeeded) {
    expect_rows({{"_event.data.verdict == 'unlawful' && count > 3", "true"},
                 {"0 || 'a'", "'a'"},
                 {"0 && nobody", "0"},
                 {"1 || nobody", "1"},
                 {"count > 3 ? 'many' : nobody", "'many'"},
                 {"false ? 1 : true ? 2 : 3", "2"},
                 {"1 || 0 && 0", "1"},
                 {"typeof 1 + typeof ''", "'numberstring'"},
                 {"In('review') && !In(\"closed\")", "true"}});
}

TEST(Evaluate, CallsPureFunctions) {
    expect_rows(
        {{"name.startsWith('Sở')", "true"},
         {"name.endsWith('pháp')", "true"},
         {"name.includes('Tư')", "true"},
         {"name.indexOf('Tư')", "3"},
         {"name.indexOf('x')", "-1"},
         {"'ĐẮK LẮK'.toLowerCase()", "'đắk lắk'"},
         {"'đắk lắk'.toUpperCase()", "'ĐẮK LẮK'"},
         {"' \\u00A0a '.trim()", "'a'"},
         {"'abcdef'.substring(4, 1)", "'bcd'"},
         {"'abcdef'.substring(4)", "'ef'"},
         {"'a POST b'.search('POST')", "2"},
         {"'Số 12/2023'.search(/[0-9]+\\/2023$/)", "3"},
         {"'ĐẮK LẮK'.search(/lắk/i)", "4"},
         {"'abc'.search(/^b/)", "-1"},
         {"'a+b'.search('(')", "fault 7: The regular expression '(' cannot be used: missing ): (."},
         {"'abc'.concat(1, null)", "'abc1null'"},
         {"[].concat(items, [4], 5)", R"([1,"hai",null,{"state":"new"},4,5])"},
         {"items.includes('hai')", "true"},
         {"items.indexOf({state: 'new'})", "3"},
         {"[1, null, 'a'].join('-')", "'1--a'"},
         {"isNaN('x')", "true"},
         {"Number('12') + String(3) + Boolean('')", "'123false'"},
         {"Array.isArray(items)", "true"},
         {"Math.max(1, '7', 3)", "7"},
         {"Math.min()", "Infinity"},
         {"Math.pow(2, 10) + Math.sqrt(16)", "1028"},
         {"Math.pow(1, NaN)", "NaN"},
         {"Math.pow(0, 0)", "1"},
         {"Math.round(-2.5) + Math.floor(2.7) + Math.ceil(2.1) + Math.abs(-1)", "4"},
         {"days_between('2023-05-04', '2023-06-03')", "30"},
         {"add_days(today, 15)", "'2023-05-19'"},
         {"add_days('2024-02-28', 2)", "'2024-03-01'"}});
}

TEST(Evaluate, CountsAndAddsUpRows) {
    const World rows(R"({"rows": [{"taken": "yes", "pages": 3}, {"taken": "no"},
                                  {"taken": "yes", "pages": 1.5}, {"pages": null}, 7],
                         "texts": [{"pages": "3"}], "none": []})");
    for (const auto& [text, expected] : std::map<std::string, std::string>{
             {"count_where(rows, 'taken', 'yes')", "2"},
             {"count_where(rows, 'taken', 'maybe')", "0"},
             {"count_where(rows, 'taken', null)", "1"},
             {"count_where(rows, 'pages', null)", "2"},
             {"count_where(rows, 'pages', 3)", "1"},
             {"count_where(none, 'taken', 'yes')", "0"},
             {"sum_of(rows, 'pages')", "4.5"},
             {"sum_of(none, 'pages')", "0"},
             {"sum_of(rows.concat([{pages: 2}]), 'pages')", "6.5"},
             {"count_where('rows', 'taken', 1)",
              "fault 1: count_where() expects an array as its first argument but found a text."},
             {"sum_of(1, 'pages')",
              "fault 1: sum_of() expects an array as its first argument but found a number."},
             {"sum_of(texts, 'pages')",
              "fault 1: sum_of() adds numbers, but a member 'pages' is a text."}}) {
        EXPECT_EQ(evaluated(text, rows), expected) << text;
    }
}

TEST(Evaluate, SaysWhatIsWrong) {
    expect_rows(
        {{"count + verdict",
          "fault 9: 'verdict' is not a known name; declared are: big, case, count, "
          "dossier, empty, items, name, nested, today."},
         {"_event.origin.id",
          "fault 15: Cannot read 'id' of '_event.origin', which is undefined; test it first."},
         {"case.note['a']",
          "fault 10: Cannot read 'a' of 'case.note', which is null; test it first."},
         {"'a' in name",
          "fault 5: 'in' looks into an object or an array, but its right side is a text."},
         {"count.trim()", "fault 7: trim() works on a text, but 'count' is a number."},
         {"count.includes(1)",
          "fault 7: includes() works on a text or an array, but 'count' is a number."},
         {"add_days('2023-02-30', 1)",
          "fault 1: add_days() expects a day such as '2023-05-04' but found '2023-02-30'."},
         {"In(1)", "fault 1: In() expects the id of a state in quotes but found a number."},
         {"[1 / 0]",
          "fault 1: An array or object cannot hold Infinity, because JSON has no such number; "
          "test with isNaN() first."}});
}

TEST(Evaluate, NamesWhatATextReads) {
    const auto program = Program::compile("b.c + a[d] + typeof e + In('s') + Math.abs(a)");

    EXPECT_EQ(std::get<Program>(program).names(), (std::vector<std::string>{"a", "b", "d", "e"}));
}

}  // namespace
}  // namespace trinh::expression
