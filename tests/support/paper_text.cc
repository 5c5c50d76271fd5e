#include "tests/support/paper_text.h"

#include <algorithm>

namespace trinh::testing {
namespace {

std::string one_line(std::string text) {
    std::replace(text.begin(), text.end(), '\n', '/');
    return text;
}

void add(std::string& into, const forms::Table& table) {
    into += "|";
    for (const auto& column : table.columns) into += " " + one_line(column.title) + " |";
    into += "\n";
    for (const auto& row : table.rows) {
        const bool is_heading = row.kind == forms::RowKind::heading;
        into += is_heading ? "##" : "|";
        for (const auto& cell : row.cells)
            into += " " + one_line(forms::cell_text(cell)) + (is_heading ? "" : " |");
        into += "\n";
    }
}

void add(std::string& into, const forms::Paragraph& paragraph) {
    into += (paragraph.is_bold ? "* " : "  ") + one_line(paragraph.text) + "\n";
}

}  // namespace

std::string paper_text(const forms::Paper& paper) {
    std::string text = paper.form_number + "\n";
    if (paper.letterhead) {
        text += paper.letterhead->superior + " / " + paper.letterhead->agency + " / " +
                paper.letterhead->number + " / " + paper.letterhead->place_and_date + "\n";
    }
    text += "# " + paper.title + "\n";
    for (const auto& line : paper.subtitles) text += "# " + line + "\n";
    for (const auto& sheet : paper.sheets)
        for (const auto& block : sheet.blocks)
            std::visit([&](const auto& held) { add(text, held); }, block);
    for (const auto& one : paper.recipients) text += "-> " + one + "\n";
    for (const auto& one : paper.signatures)
        text += "signed: " + one.title + " " + one.note + " " + one.name + "\n";
    for (const auto& one : paper.footnotes) text += "~ " + one + "\n";
    return text;
}

}  // namespace trinh::testing
