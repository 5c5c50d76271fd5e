// What LibreOffice reads in the files that OfficeWriter makes is what the paper says, cell by cell.
#include <algorithm>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "adapters/office/office_writer.h"
#include "tests/adapters/office/libre_office.h"

namespace trinh::office {
namespace {

using forms::Align;
using forms::RowKind;

const Instant at = *Instant::parse("2024-03-01T08:00Z");

forms::Table list_of(int rows) {
    forms::Table table;
    table.columns = {{"STT", 6, Align::center},
                     {"Số, ký hiệu", 20, Align::left},
                     {"Ngày ban hành", 14, Align::center},
                     {"Tên gọi của văn bản/Trích yếu nội dung", 50, Align::justify},
                     {"Số trang", 10, Align::right}};
    table.has_column_numbers = true;
    table.rows.push_back({{std::string("A. VĂN BẢN HẾT HIỆU LỰC TOÀN BỘ")}, RowKind::heading});
    for (int i = 1; i <= rows; ++i) {
        table.rows.push_back(
            {{double(i), fmt::format("{:02}/2019/QĐ-UBND", i), *Date::from_ymd(2019, 1, 1) + i,
              fmt::format("Quy định mẫu thứ {} về phân cấp quản lý", i), 2.5}});
    }
    table.rows.push_back(
        {{std::monostate{}, std::string("Cộng"), std::monostate{}, std::monostate{}, double(rows)},
         RowKind::total});
    return table;
}

forms::Paper paper_with(forms::Table table) {
    forms::Paper paper;
    paper.title = "DANH MỤC VĂN BẢN MẪU";
    paper.subtitles = {"của tỉnh Tân Nguyên năm 2023"};
    paper.form_number = "Mẫu số 03";
    paper.letterhead = {"UBND TỈNH TÂN NGUYÊN", "SỞ TƯ PHÁP", "Số:      /BC-STP",
                        "Tân Nguyên, " + forms::written_date(*Date::from_ymd(2024, 2, 5))};
    paper.orientation = forms::Orientation::landscape;
    paper.sheets = {{"Danh mục", {forms::Paragraph{"Kỳ: năm 2023"}, std::move(table)}}};
    paper.signatures = {{"NGƯỜI LẬP BIỂU", "(Ký, ghi rõ họ tên)", "Lê Văn Mẫu"},
                        {"GIÁM ĐỐC", "", "Trần Thị Mẫu"}};
    paper.recipients = {"Như trên", "Lưu: VT"};
    paper.footnotes = {"Cột “Số trang” chưa được đối chiếu với biểu mẫu gốc."};
    return paper;
}

const testing::SeenTable* table_with(const testing::Seen& seen, const std::string& text) {
    for (const auto& table : seen.tables)
        for (const auto& row : table.rows)
            for (const auto& cell : row)
                if (cell.text == text) return &table;
    return nullptr;
}

std::size_t row_with(const testing::SeenTable& table, const std::string& text) {
    for (std::size_t i = 0; i < table.rows.size(); ++i)
        for (const auto& cell : table.rows[i])
            if (cell.text == text) return i;
    ADD_FAILURE() << "No row with " << text;
    return 0;
}

/// Every cell of the paper's table in the rows from `first` on.
void expect_cells(const testing::SeenTable& seen, std::size_t first, const forms::Table& table) {
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        for (std::size_t j = 0; j < table.rows[i].cells.size(); ++j) {
            const auto& cells = seen.rows.at(first + i);
            const std::string text = j < cells.size() ? cells[j].text : "";
            EXPECT_EQ(text, forms::cell_text(table.rows[i].cells[j])) << "row " << i << ", " << j;
        }
    }
}

TEST(OfficeWriter, WorkbookReadsCellByCellWithRealDatesAndNumbers) {
    const auto table = list_of(60);
    const auto seen =
        testing::open_in_libre_office(OfficeWriter().workbook(paper_with(table), at), "xlsx");

    ASSERT_EQ(seen.tables.size(), 1U);
    const auto& sheet = seen.tables[0];
    EXPECT_EQ(sheet.name, "Danh mục");
    const std::size_t header = row_with(sheet, "STT");
    EXPECT_EQ(sheet.rows[header + 1][3].text, "(4)");
    EXPECT_EQ(sheet.header_rows, (std::vector<std::size_t>{header, header + 1}));
    expect_cells(sheet, header + 2, table);
    const auto& row = sheet.rows[header + 3];
    EXPECT_EQ(row[0].type, "float");
    EXPECT_EQ(row[2].type, "date");
    EXPECT_EQ(row[2].value, "2019-01-02");
    EXPECT_EQ(row[4].value, "2.5");
    for (const char* text :
         {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số:      /BC-STP",
          "Tân Nguyên, ngày 05 tháng 02 năm 2024", "Mẫu số 03", "DANH MỤC VĂN BẢN MẪU",
          "- Như trên\n- Lưu: VT", "NGƯỜI LẬP BIỂU", "Trần Thị Mẫu",
          "Cột “Số trang” chưa được đối chiếu với biểu mẫu gốc."})
        EXPECT_NE(table_with(seen, text), nullptr) << text;
}

TEST(OfficeWriter, PrintedWorkbookRepeatsItsHeaderOnEveryPage) {
    const auto seen =
        testing::open_in_libre_office(OfficeWriter().workbook(paper_with(list_of(60)), at), "xlsx");

    ASSERT_GE(seen.pages.size(), 2U);
    ASSERT_LE(seen.pages.size(), 5U);
    for (std::size_t i = 0; i + 1 < seen.pages.size(); ++i)
        EXPECT_NE(seen.pages[i].find("Số, ký hiệu"), std::string::npos) << "page " << i + 1;
}

TEST(OfficeWriter, DocumentReadsCellByCellAndRepeatsItsHeader) {
    const auto table = list_of(60);
    const auto seen =
        testing::open_in_libre_office(OfficeWriter().document(paper_with(table), at), "docx");

    const auto* list = table_with(seen, "STT");
    ASSERT_NE(list, nullptr);
    EXPECT_EQ(list->header_rows, (std::vector<std::size_t>{0, 1}));
    EXPECT_EQ(list->rows.at(0).at(3).text, "Tên gọi của văn bản/Trích yếu nội dung");
    expect_cells(*list, 2, table);
    EXPECT_EQ(list->rows.size(), table.rows.size() + 2);
    EXPECT_NE(table_with(seen, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"),
              nullptr);
    const auto has = [&](const std::string& text) {
        return std::count(seen.paragraphs.begin(), seen.paragraphs.end(), text);
    };
    EXPECT_EQ(has("Mẫu số 03"), 1);
    EXPECT_EQ(has("DANH MỤC VĂN BẢN MẪU"), 1);
    EXPECT_EQ(has("Kỳ: năm 2023"), 1);
    ASSERT_GE(seen.pages.size(), 2U);
    for (std::size_t i = 0; i + 1 < seen.pages.size(); ++i)
        EXPECT_NE(seen.pages[i].find("Số, ký hiệu"), std::string::npos) << "page " << i + 1;
    EXPECT_GE(std::count(seen.fonts.begin(), seen.fonts.end(), "'Times New Roman'"), 1);
}

TEST(OfficeWriter, TextsNeverBecomeFormulas) {
    forms::Table table;
    table.columns = {{"=1+1", 10}, {"Tên", 10}};
    for (const char* text : {"=HYPERLINK(\"http://example.org\")", "+1+1", "-2", "@SUM(A1)"})
        table.rows.push_back({{std::string(text), std::string("<b>&\"'")}});
    auto paper = paper_with(table);
    const auto seen = testing::open_in_libre_office(OfficeWriter().workbook(paper, at), "xlsx");

    const std::size_t first = row_with(seen.tables.at(0), "=1+1") + 1;
    expect_cells(seen.tables[0], first, table);
    for (const auto& row : seen.tables[0].rows)
        for (const auto& cell : row) {
            EXPECT_FALSE(cell.is_formula) << cell.text;
            EXPECT_NE(cell.type, "float") << cell.text;
        }
}

TEST(OfficeWriter, SheetsBecomeWorksheetsUnderNamesThatExcelTakes) {
    auto paper = paper_with(list_of(1));
    paper.sheets.push_back({"Danh mục", {forms::Paragraph{"hai"}}});
    paper.sheets.push_back({"Tên rất dài [có/dấu:sai*] và thêm chữ để quá ba mươi mốt ký tự",
                            {forms::Paragraph{"ba"}}});
    paper.sheets.push_back({"", {forms::Paragraph{"bốn"}}});
    const auto seen = testing::open_in_libre_office(OfficeWriter().workbook(paper, at), "xlsx");

    ASSERT_EQ(seen.tables.size(), 4U);
    EXPECT_EQ(seen.tables[1].name, "Danh mục 2");
    EXPECT_EQ(seen.tables[2].name.find("Tên rất dài"), 0U);
    EXPECT_EQ(seen.tables[3].name, "Trang");
}

}  // namespace
}  // namespace trinh::office
