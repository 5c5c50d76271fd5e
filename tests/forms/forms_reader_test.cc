// LibreOffice opens every shipped form, as workbook and as document, and reads every cell of it.
#include <gtest/gtest.h>
#include <map>

#include "tests/adapters/office/libre_office.h"
#include "tests/forms/samples.h"

namespace trinh::testing {
namespace {

/// All texts a reader must find in the tables, empty ones left out.
std::vector<std::vector<std::string>> rows_of(const forms::Paper& paper) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& sheet : paper.sheets) {
        for (const auto& block : sheet.blocks) {
            const auto* table = std::get_if<forms::Table>(&block);
            if (table == nullptr) continue;
            auto& titles = rows.emplace_back();
            for (const auto& column : table->columns) titles.push_back(column.title);
            for (const auto& row : table->rows) {
                auto& cells = rows.emplace_back();
                for (const auto& cell : row.cells) cells.push_back(forms::cell_text(cell));
                while (!cells.empty() && cells.back().empty()) cells.pop_back();
            }
        }
    }
    return rows;
}

bool holds_row(const Seen& seen, const std::vector<std::string>& wanted) {
    for (const auto& table : seen.tables) {
        for (const auto& row : table.rows) {
            if (row.size() < wanted.size()) continue;
            bool is_same = true;
            for (std::size_t i = 0; i < wanted.size(); ++i)
                is_same = is_same && row[i].text == wanted[i];
            if (is_same) return true;
        }
    }
    return false;
}

TEST(ShippedForms, ReadCellByCellInLibreOffice) {
    std::map<std::string, std::unique_ptr<PlayedStory>> stories;
    std::vector<forms::Paper> papers;
    std::vector<std::string> workbooks, documents;
    for (const auto& sample : form_samples()) {
        auto& played = stories[sample.story];
        if (!played) played = std::make_unique<PlayedStory>(sample.story);
        auto paper = played->paper(sample);
        ASSERT_TRUE(paper) << sample.form << ": " << paper.error().message;
        const auto office = played->office.office();
        using service::FileKind;
        workbooks.push_back(
            service::office_file(office, *paper, FileKind::workbook, sample.form).bytes);
        documents.push_back(
            service::office_file(office, *paper, FileKind::document, sample.form).bytes);
        papers.push_back(std::move(*paper));
    }
    const auto sheets = open_all_in_libre_office(workbooks, "xlsx");
    const auto texts = open_all_in_libre_office(documents, "docx");
    for (std::size_t i = 0; i < papers.size(); ++i) {
        SCOPED_TRACE(form_samples()[i].form);
        for (const auto& row : rows_of(papers[i])) {
            EXPECT_TRUE(holds_row(sheets[i], row)) << "workbook: " << ::testing::PrintToString(row);
            EXPECT_TRUE(holds_row(texts[i], row)) << "document: " << ::testing::PrintToString(row);
        }
    }
}

}  // namespace
}  // namespace trinh::testing
