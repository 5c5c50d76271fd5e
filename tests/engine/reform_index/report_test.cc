#include "engine/reform_index/report.h"

#include <gtest/gtest.h>

#include "engine/reform_index/snapshot.h"
#include "tests/engine/reform_index/indices.h"

namespace trinh::reform_index {
namespace {

using forms::cell_text;

boost::json::object frozen(const std::vector<Fact>& facts) {
    std::ifstream file(TRINH_SOURCE_DIR "/workflows/indices/par-index-2023.xml");
    std::ostringstream xml;
    xml << file.rdbuf();
    return snapshot_document(institutional_reform(), score_2023(facts),
                             {{"par-index-2023", "h1", xml.str()},
                              {"vn", "h2", "<calendar/>"},
                              facts,
                              {},
                              *Instant::parse("2024-01-05T01:00Z"),
                              "my"});
}

forms::Paper report(const std::vector<Fact>& facts, ReportSpan span = ReportSpan::year) {
    auto paper = report_paper(frozen(facts), span, {"Sở Tư pháp", 3, "ab12"});
    EXPECT_TRUE(paper);
    return *paper;
}

const forms::Table& table_of(const forms::Sheet& sheet) {
    for (const auto& block : sheet.blocks) {
        if (const auto* table = std::get_if<forms::Table>(&block)) return *table;
    }
    static const forms::Table none;
    return none;
}

/// The row that begins with this text, its cells with " | " between.
std::string row(const forms::Table& table, const std::string& first) {
    for (const forms::Row& each : table.rows) {
        if (cell_text(each.cells[0]) != first) continue;
        std::string text;
        for (const auto& cell : each.cells) text += (text.empty() ? "" : " | ") + cell_text(cell);
        return text;
    }
    return "";
}

TEST(Report, HasTheColumnsOfASelfAssessmentInVietnameseNumbers) {
    const forms::Paper paper = report(facts_of("appraisal-draft", 7, 8));

    ASSERT_EQ(paper.sheets.size(), 3U);
    EXPECT_EQ(paper.subtitles[0],
              "Kết quả thực hiện Chỉ số cải cách hành chính (PAR INDEX) năm 2023");
    EXPECT_EQ(std::get<forms::Paragraph>(paper.sheets[0].blocks[1]).text,
              "Tính từ ngày 01/01/2023 đến ngày 31/12/2023, tổng điểm tự đánh giá là 4,5/100 điểm, "
              "đạt 4,5%.");
    EXPECT_EQ(row(table_of(paper.sheets[0]), "2"), "2 | Cải cách thể chế | 17 | 4,5 | 26,47%");
    EXPECT_EQ(
        row(table_of(paper.sheets[1]), "2.1.2"),
        "2.1.2 | Thẩm định dự thảo văn bản quy phạm pháp luật đúng thời hạn | 3 | 7/8 (87,5%) "
        "| Mức từ 80% đến dưới 95% |  | 2,5 | ");
    EXPECT_EQ(
        row(table_of(paper.sheets[2]), "1"),
        "1 | 8 | Dự thảo 8 | 2.1.2 Thẩm định dự thảo văn bản quy phạm pháp luật đúng thời hạn "
        "| 01/03/2023");
    EXPECT_EQ(paper.footnotes[0], "Lập từ bản chốt số liệu số 3 (SHA-256 ab12).");
}

TEST(Report, RowsHaveAsManyCellsAsColumns) {
    for (const auto& sheet : report(facts_of("gazette-on-time", 1, 3)).sheets) {
        for (const auto& block : sheet.blocks) {
            const auto* table = std::get_if<forms::Table>(&block);
            if (table == nullptr) continue;
            for (const auto& each : table->rows) {
                EXPECT_EQ(each.cells.size(), table->columns.size());
            }
        }
    }
}

TEST(Report, NamesItsSpan) {
    EXPECT_EQ(span_words(ReportSpan::quarter, on("2023-09-30")), "quý III năm 2023");
    EXPECT_EQ(span_words(ReportSpan::half_year, on("2023-06-30")), "6 tháng đầu năm 2023");
    EXPECT_EQ(span_of(on("2023-06-30")), ReportSpan::half_year);
    EXPECT_EQ(span_of(on("2023-12-31")), ReportSpan::year);
    EXPECT_EQ(span_of(on("2023-03-31")), ReportSpan::quarter);
    EXPECT_FALSE(find_span("month"));
}

TEST(Report, IsNotMadeFromASnapshotThatDoesNotHold) {
    auto changed = frozen(facts_of("appraisal-draft", 7, 8));
    changed["points"] = 99.0;

    EXPECT_FALSE(report_paper(changed, ReportSpan::year, {}));
    EXPECT_FALSE(report_paper({}, ReportSpan::year, {}));
}

}  // namespace
}  // namespace trinh::reform_index
