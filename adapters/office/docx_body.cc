#include "adapters/office/docx_body.h"

#include <algorithm>
#include <fmt/format.h>
#include <sstream>

#include "adapters/office/docx_text.h"
#include "adapters/office/layout.h"

namespace trinh::office {
namespace {

using forms::Align;

/// Decree 30/2020, Appendix I: sizes of the parts of a paper, in points.
constexpr double body_points = 14, table_points = 13, head_points = 13, small_points = 11;
constexpr double name_points = 12;     ///< Names of the country and of agencies: 12 to 13.
constexpr double agency_share = 0.41;  ///< Of the width, for the left half of the letterhead.

class Body {
public:
    explicit Body(const forms::Paper& paper)
        : paper_(paper), width_(text_width_mm(paper.orientation)) {
        pugi::xml_node declaration = document_.prepend_child(pugi::node_declaration);
        declaration.append_attribute("version") = "1.0";
        declaration.append_attribute("encoding") = "UTF-8";
        declaration.append_attribute("standalone") = "yes";
        pugi::xml_node root = document_.append_child("w:document");
        root.append_attribute("xmlns:w") =
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        root.append_attribute("xmlns:r") =
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        body_ = root.append_child("w:body");
    }

    std::string write() {
        write_letterhead();
        write_title();
        for (const auto& sheet : paper_.sheets)
            for (const auto& block : sheet.blocks)
                std::visit([&](const auto& held) { write_block(held); }, block);
        write_signatures();
        for (const auto& note : paper_.footnotes)
            add_paragraph(body_, note, {Align::justify, small_points, false, true, 0, 6, 0});
        write_page();
        std::ostringstream text;
        document_.save(text, "", pugi::format_raw);
        return text.str();
    }

private:
    void write_letterhead() {
        if (!paper_.form_number.empty())
            add_paragraph(body_, paper_.form_number,
                          {Align::right, head_points, true, true, 0, 0, 4});
        if (!paper_.letterhead) return;
        const auto& head = *paper_.letterhead;
        const double left_mm = width_ * agency_share, right_mm = width_ - left_mm;
        pugi::xml_node table = add_table(body_, {left_mm, right_mm}, false);
        pugi::xml_node row = add_row(table);
        pugi::xml_node left = add_cell(row, left_mm), right = add_cell(row, right_mm);
        if (!head.superior.empty())
            add_paragraph(left, head.superior, {Align::center, name_points});
        add_paragraph(left, head.agency, {Align::center, name_points, true});
        add_rule(left, std::min(0.3 * left_mm, 0.4 * printed_width_mm(head.agency, name_points)),
                 left_mm);
        add_paragraph(right, country, {Align::center, name_points, true});
        add_paragraph(right, motto, {Align::center, head_points, true});
        add_rule(right, printed_width_mm(motto, head_points), right_mm);
        if (head.number.empty() && head.place_and_date.empty()) return;
        row = add_row(table);
        add_paragraph(add_cell(row, left_mm), head.number, {Align::center, head_points});
        add_paragraph(add_cell(row, right_mm), head.place_and_date,
                      {Align::center, head_points, false, true});
    }

    void write_title() {
        Look look{Align::center, body_points, true, false, 0, 12, 0, true};
        add_paragraph(body_, paper_.title, look);
        look.before_points = 0;
        for (const auto& line : paper_.subtitles) add_paragraph(body_, line, look);
        add_rule(body_, std::min(60.0, 0.4 * printed_width_mm(paper_.title, body_points)), width_);
    }

    void write_block(const forms::Paragraph& paragraph) {
        Look look{paragraph.align, body_points, paragraph.is_bold, paragraph.is_italic};
        look.before_points = 6;
        if (paragraph.align == Align::justify) look.first_line_mm = 12.7;
        look.keeps_next = paragraph.is_bold;
        add_paragraph(body_, paragraph.text, look);
    }

    void write_block(const forms::Table& table) {
        add_paragraph(body_, "", {Align::left, 4});
        const auto widths = fitted_widths(table, width_, table_points);
        pugi::xml_node node = add_table(body_, widths, true);
        pugi::xml_node header = add_row(node, true);
        for (std::size_t i = 0; i < widths.size(); ++i)
            add_paragraph(add_cell(header, widths[i], 1, true), table.columns[i].title,
                          {Align::center, table_points, true});
        if (table.has_column_numbers) {
            pugi::xml_node numbers = add_row(node, true);
            for (std::size_t i = 0; i < widths.size(); ++i)
                add_paragraph(add_cell(numbers, widths[i]), fmt::format("({})", i + 1),
                              {Align::center, table_points, false, true});
        }
        for (const auto& row : table.rows) write_row(node, table, widths, row);
        if (table.rows.empty()) {
            // WordprocessingML readers refuse a table that holds a repeated header only.
            pugi::xml_node empty = add_row(node);
            for (const double width : widths) add_paragraph(add_cell(empty, width), "", {});
        }
    }

    void write_row(pugi::xml_node node, const forms::Table& table,
                   const std::vector<double>& widths, const forms::Row& row) {
        pugi::xml_node line = add_row(node);
        const bool is_bold = row.kind != forms::RowKind::ordinary;
        if (row.kind == forms::RowKind::heading) {
            const auto text = row.cells.empty() ? std::string() : forms::cell_text(row.cells[0]);
            Look look{Align::left, table_points, true};
            look.keeps_next = true;
            add_paragraph(add_cell(line, width_, static_cast<int>(widths.size())), text, look);
            return;
        }
        for (std::size_t i = 0; i < widths.size(); ++i) {
            const auto text = i < row.cells.size() ? forms::cell_text(row.cells[i]) : "";
            add_paragraph(add_cell(line, widths[i]), text,
                          {table.columns[i].align, table_points, is_bold});
        }
    }

    void write_signatures() {
        if (paper_.signatures.empty() && paper_.recipients.empty()) return;
        add_paragraph(body_, "", {Align::left, 6});
        const std::size_t places = paper_.signatures.size() + (paper_.recipients.empty() ? 0 : 1);
        const std::vector<double> widths(places, width_ / static_cast<double>(places));
        pugi::xml_node row = add_row(add_table(body_, widths, false));
        if (!paper_.recipients.empty()) {
            pugi::xml_node cell = add_cell(row, widths[0]);
            add_paragraph(cell, recipients_word, {Align::left, 12, true, true});
            for (const auto& one : paper_.recipients)
                add_paragraph(cell, "- " + one, {Align::left, small_points});
        }
        for (const auto& signature : paper_.signatures) {
            pugi::xml_node cell = add_cell(row, widths[0]);
            add_paragraph(cell, signature.title, {Align::center, body_points, true});
            if (!signature.note.empty())
                add_paragraph(cell, signature.note, {Align::center, head_points, false, true});
            for (int i = 0; i < 3; ++i) add_paragraph(cell, "", {Align::center, body_points});
            add_paragraph(cell, signature.name, {Align::center, body_points, true});
        }
    }

    void write_page() {
        const bool is_wide = paper_.orientation == forms::Orientation::landscape;
        pugi::xml_node section = body_.append_child("w:sectPr");
        pugi::xml_node header = section.append_child("w:headerReference");
        header.append_attribute("w:type") = "default";
        header.append_attribute("r:id") = "rId2";
        pugi::xml_node size = section.append_child("w:pgSz");
        size.append_attribute("w:w") = twips(is_wide ? page_long_mm : page_short_mm);
        size.append_attribute("w:h") = twips(is_wide ? page_short_mm : page_long_mm);
        if (is_wide) size.append_attribute("w:orient") = "landscape";
        pugi::xml_node margins = section.append_child("w:pgMar");
        margins.append_attribute("w:top") = twips(margin_top_mm);
        margins.append_attribute("w:right") = twips(margin_right_mm);
        margins.append_attribute("w:bottom") = twips(margin_bottom_mm);
        margins.append_attribute("w:left") = twips(margin_left_mm);
        margins.append_attribute("w:header") = twips(10);
        margins.append_attribute("w:footer") = twips(10);
        margins.append_attribute("w:gutter") = 0;
        section.append_child("w:titlePg");  // No number on the first page (part I.7).
    }

    const forms::Paper& paper_;
    double width_;
    pugi::xml_document document_;
    pugi::xml_node body_;
};

}  // namespace

std::string docx_body(const forms::Paper& paper) {
    return Body(paper).write();
}

}  // namespace trinh::office
