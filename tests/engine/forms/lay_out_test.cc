// A form filled with cases: rows, parts, order, numbers, sums, checks.
#include "engine/forms/lay_out.h"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace trinh::forms {
namespace {

constexpr const char* columns =
    R"(<column title="STT" type="number" value="number" confidence="read"/>)"
    R"(<column title="Tên" value="row.name" confidence="recall"/>)"
    R"(<column title="Ngày" type="date" value="row.on" confidence="read"/>)";

/// A form over cases with this content behind its source.
Form form_of(const std::string& content, const std::string& source = R"(kind="cases")") {
    auto read = read_form(
        "<form xmlns=\"urn:trinh:form:1\" id=\"f\" title=\"Sổ mẫu\" basis=\"b\">"
        "<source " +
        source + " process=\"p\"/>" + content + "</form>");
    for (const auto& fault : read.diagnostics) ADD_FAILURE() << fault.code << " " << fault.message;
    CHECK(read.form);
    return std::move(*read.form);
}

CaseMaterial case_of(std::int64_t id, const std::string& data) {
    CaseMaterial material;
    material.id = id;
    material.title = "Hồ sơ " + std::to_string(id);
    material.data = json::parse(data).as_object();
    material.data["_opened_on"] = "2023-01-01";
    material.shown = material.data;
    return material;
}

Material cases(std::vector<CaseMaterial> all) {
    Material material;
    material.cases = std::move(all);
    material.facts = {{"from", "2023-01-01"},
                      {"to", "2023-12-31"},
                      {"today", "2024-01-02"},
                      {"office", json::object{{"department", "Sở Tư pháp tỉnh Tân Nguyên"}}}};
    return material;
}

/// "heading; 1 a 02/01/2023; 2 b ..."
std::string rows_text(const Paper& paper) {
    std::string text;
    for (const auto& block : paper.sheets.at(0).blocks) {
        const auto* table = std::get_if<Table>(&block);
        if (table == nullptr) continue;
        for (const auto& row : table->rows) {
            if (!text.empty()) text += "; ";
            for (std::size_t i = 0; i < row.cells.size(); ++i)
                text += (i == 0 ? "" : " ") + cell_text(row.cells[i]);
        }
    }
    return text;
}

std::string laid_out(const Form& form, const Material& material) {
    auto paper = lay_out(form, material);
    return paper ? rows_text(*paper) : "refused: " + paper.error().message;
}

const std::vector<CaseMaterial> three{case_of(1, R"({"name":"b","on":"2023-02-01","kind":"x"})"),
                                      case_of(2, R"({"name":"ă","on":null,"kind":"y"})"),
                                      case_of(3, R"({"name":"c","on":"2022-02-01","kind":"x"})")};

TEST(LayOut, NumbersRowsAndKeepsDaysAsDays) {
    const auto form = form_of(std::string("<table>") + columns + "</table>");
    EXPECT_EQ(laid_out(form, cases(three)), "1 b 01/02/2023; 2 ă ; 3 c 01/02/2022");
    const auto paper = *lay_out(form, cases(three));
    const auto& table = std::get<Table>(paper.sheets[0].blocks[0]);
    EXPECT_TRUE(std::holds_alternative<Date>(table.rows[0].cells[2]));
    EXPECT_TRUE(std::holds_alternative<double>(table.rows[0].cells[0]));
    EXPECT_EQ(paper.title, "SỔ MẪU");
}

TEST(LayOut, OrdersByRankThenByDayAbsentOnesLast) {
    const auto form = form_of(std::string("<table>") + columns +
                              R"(<order by="row.kind" ranks="y|x"/><order by="row.on"/></table>)");
    EXPECT_EQ(laid_out(form, cases(three)), "1 ă ; 2 c 01/02/2022; 3 b 01/02/2023");
    const auto latest = form_of(std::string("<table>") + columns +
                                R"(<order by="row.on" direction="descending"/></table>)");
    EXPECT_EQ(laid_out(latest, cases(three)), "1 b 01/02/2023; 2 c 01/02/2022; 3 ă ");
    const auto by_name =
        form_of(std::string("<table>") + columns + R"(<order by="row.name"/></table>)");
    EXPECT_EQ(laid_out(by_name, cases(three)), "1 ă ; 2 b 01/02/2023; 3 c 01/02/2022");
}

TEST(LayOut, SharesRowsOutToPartsAndRestartsNumbers) {
    const auto form = form_of(
        std::string("<table numbering=\"restart\">") + columns +
        R"(<part title="A" where="row.kind === 'x'"><part title="I" where="row.on &gt;= from"/>)"
        R"(<part title="II"/></part><part title="B"/></table>)");
    EXPECT_EQ(laid_out(form, cases(three)), "A; I; 1 b 01/02/2023; II; 1 c 01/02/2022; B; 1 ă ");
}

TEST(LayOut, PutsAHeadingWhereTheGroupChanges) {
    const auto form = form_of(std::string("<table group=\"row.kind\">") + columns +
                              R"(<order by="row.kind"/><order by="row.name"/></table>)");
    EXPECT_EQ(laid_out(form, cases(three)), "x; 1 b 01/02/2023; 2 c 01/02/2022; y; 3 ă ");
}

TEST(LayOut, LeavesOutATableThatIsNotWanted) {
    const auto form =
        form_of(std::string("<table only-if=\"count &gt; 3\">") + columns +
                R"(</table><table><column title="a" value="row.name" confidence="read"/></table>)");
    EXPECT_EQ(laid_out(form, cases(three)), "b; ă; c");
}

TEST(LayOut, RefusesARowThatBelongsToNoPart) {
    const auto form = form_of(std::string("<table>") + columns +
                              R"(<part title="A" where="row.kind === 'x'"/></table>)");
    EXPECT_EQ(laid_out(form, cases(three)),
              "refused: 1 row(s) belong to no part of the form, the first one: case 2 \"Hồ sơ 2\". "
              "Complete the case, then write the form again.");
}

TEST(LayOut, RefusesWhatACheckForbidsAndNamesTheRows) {
    const auto form = form_of(
        std::string("<table>") + columns +
        R"(</table><check that="row.on !== null" refusal="Thiếu ngày." refusal-en="No day."/>)");
    EXPECT_EQ(laid_out(form, cases(three)), "refused: No day. Rows: case 2 \"Hồ sơ 2\".");
}

TEST(LayOut, RefusesATextThatStandsTwice) {
    const auto form =
        form_of(std::string("<table>") + columns +
                R"(</table><unique value="row.kind" refusal="Trùng." refusal-en="Twice."/>)");
    EXPECT_EQ(laid_out(form, cases(three)),
              "refused: Twice. Rows: case 1 \"Hồ sơ 1\" and case 3 \"Hồ sơ 3\".");
}

TEST(LayOut, SaysWhichExpressionCannotBeComputed) {
    const auto form =
        form_of(R"(<table><column title="a" value="row.nothing.more" confidence="read"/></table>)");
    const auto text = laid_out(form, cases(three));
    EXPECT_NE(text.find("'row.nothing.more' cannot be computed for hồ sơ số 1"), std::string::npos)
        << text;
}

TEST(LayOut, TakesTheRowsOfATableInEachCase) {
    const auto form =
        form_of(R"(<table rows="list"><column title="a" value="row.v" confidence="read"/>)"
                R"(<column title="b" value="case.name" confidence="read"/></table>)");
    const auto material = cases({case_of(1, R"({"name":"x","list":[{"v":1},{"v":2}]})"),
                                 case_of(2, R"({"name":"y","list":[]})"),
                                 case_of(3, R"({"name":"z","list":[{"v":3}]})")});
    EXPECT_EQ(laid_out(form, material), "1 x; 2 x; 3 z");
}

TEST(LayOut, TalliesCountOrSumAndNameTheirCases) {
    const auto form = form_of(R"(<tallies><tally code="1" title="Tổng"/>)"
                              R"(<tally code="2" title="x" where="row.kind === 'x'"/>)"
                              R"(<tally code="3" title="Cộng" sum="row.n"/></tallies>)");
    const auto material =
        cases({case_of(1, R"({"kind":"x","n":2})"), case_of(2, R"({"kind":"y","n":null})"),
               case_of(3, R"({"kind":"x","n":5})")});
    EXPECT_EQ(laid_out(form, material), "1 Tổng 3 1, 2, 3; 2 x 2 1, 3; 3 Cộng 7 1, 3");
}

TEST(LayOut, FillsTextsAndNotesDoubtfulColumns) {
    const auto form =
        form_of(std::string(R"(<head superior="" agency="{office.department}" symbol="BC-STP"/>)"
                            R"(<subtitle text="từ ngày {from} đến ngày {to}: {count} hồ sơ"/>)"
                            R"(<text text="không in" where="count === 0"/><table>)") +
                columns + "</table>");
    const auto paper = lay_out(form, cases(three));
    ASSERT_TRUE(paper) << paper.error().message;
    EXPECT_EQ(paper->subtitles.at(0), "từ ngày 01/01/2023 đến ngày 31/12/2023: 3 hồ sơ");
    EXPECT_EQ(paper->letterhead->agency, "SỞ TƯ PHÁP TỈNH TÂN NGUYÊN");
    EXPECT_EQ(paper->letterhead->place_and_date, "…………, ngày …… tháng …… năm 2024");
    EXPECT_EQ(paper->sheets[0].blocks.size(), 1U);
    ASSERT_EQ(paper->footnotes.size(), 1U);
    EXPECT_EQ(paper->footnotes[0], "Ghi chú: cột “Tên” chưa được đối chiếu với biểu mẫu gốc.");
}

TEST(DayOf, IsTheDayOfOpeningOrWhatTheFormSays) {
    const auto opened = form_of(std::string("<table>") + columns + "</table>");
    const auto named =
        form_of(std::string("<table>") + columns + "</table>", R"(kind="cases" day="row.on")");
    EXPECT_EQ(**day_of(opened, three[0]), *Date::parse("2023-01-01"));
    EXPECT_EQ(**day_of(named, three[0]), *Date::parse("2023-02-01"));
    EXPECT_FALSE(day_of(named, three[1])->has_value());
}

}  // namespace
}  // namespace trinh::forms
