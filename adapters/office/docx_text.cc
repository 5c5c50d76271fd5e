#include "adapters/office/docx_text.h"

#include <cmath>
#include <string>

#include "adapters/office/layout.h"

namespace trinh::office {
namespace {

void set(pugi::xml_node node, const char* name, const char* value) {
    node.append_attribute(name).set_value(value);
}

void set(pugi::xml_node node, const char* name, int value) {
    node.append_attribute(name).set_value(value);
}

const char* word_of(forms::Align align) {
    switch (align) {
        case forms::Align::left:
            return "left";
        case forms::Align::center:
            return "center";
        case forms::Align::right:
            return "right";
        case forms::Align::justify:
            return "both";
    }
    return "left";
}

void add_run_look(pugi::xml_node run, const Look& look) {
    pugi::xml_node properties = run.append_child("w:rPr");
    if (look.is_bold) properties.append_child("w:b");
    if (look.is_italic) properties.append_child("w:i");
    const int half_points = static_cast<int>(std::lround(look.points * 2));
    set(properties.append_child("w:sz"), "w:val", half_points);
    set(properties.append_child("w:szCs"), "w:val", half_points);
}

void add_lines(pugi::xml_node run, std::string_view text) {
    for (std::size_t from = 0;;) {
        const auto end = text.find('\n', from);
        const std::string line = printable(text.substr(from, end - from));
        pugi::xml_node held = run.append_child("w:t");
        set(held, "xml:space", "preserve");
        held.text().set(line.c_str());
        if (end == std::string_view::npos) return;
        run.append_child("w:br");
        from = end + 1;
    }
}

}  // namespace

int twips(double mm) {
    return static_cast<int>(std::lround(mm * 1440 / 25.4));
}

pugi::xml_node add_paragraph(pugi::xml_node parent, std::string_view text, const Look& look) {
    pugi::xml_node paragraph = parent.append_child("w:p");
    pugi::xml_node properties = paragraph.append_child("w:pPr");
    if (look.keeps_next) properties.append_child("w:keepNext");
    pugi::xml_node spacing = properties.append_child("w:spacing");
    set(spacing, "w:before", static_cast<int>(std::lround(look.before_points * 20)));
    set(spacing, "w:after", static_cast<int>(std::lround(look.after_points * 20)));
    if (look.first_line_mm > 0)
        set(properties.append_child("w:ind"), "w:firstLine", twips(look.first_line_mm));
    set(properties.append_child("w:jc"), "w:val", word_of(look.align));
    if (text.empty()) {
        add_run_look(properties, look);
        return paragraph;
    }
    pugi::xml_node run = paragraph.append_child("w:r");
    add_run_look(run, look);
    add_lines(run, text);
    return paragraph;
}

void add_rule(pugi::xml_node parent, double width_mm, double inside_mm) {
    pugi::xml_node paragraph = parent.append_child("w:p");
    pugi::xml_node properties = paragraph.append_child("w:pPr");
    pugi::xml_node line = properties.append_child("w:pBdr").append_child("w:top");
    set(line, "w:val", "single");
    set(line, "w:sz", 6);
    set(line, "w:space", 1);
    set(line, "w:color", "000000");
    pugi::xml_node spacing = properties.append_child("w:spacing");
    set(spacing, "w:before", 40);
    set(spacing, "w:after", 0);
    const int side = twips(std::max(0.0, (inside_mm - width_mm) / 2));
    pugi::xml_node indent = properties.append_child("w:ind");
    set(indent, "w:left", side);
    set(indent, "w:right", side);
    set(properties.append_child("w:rPr").append_child("w:sz"), "w:val", 4);
}

pugi::xml_node add_table(pugi::xml_node parent, const std::vector<double>& widths_mm,
                         bool has_lines) {
    pugi::xml_node table = parent.append_child("w:tbl");
    pugi::xml_node properties = table.append_child("w:tblPr");
    double whole = 0;
    for (const double width : widths_mm) whole += width;
    pugi::xml_node width = properties.append_child("w:tblW");
    set(width, "w:w", twips(whole));
    set(width, "w:type", "dxa");
    set(properties.append_child("w:jc"), "w:val", "center");
    if (has_lines) {
        pugi::xml_node borders = properties.append_child("w:tblBorders");
        for (const char* side :
             {"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"}) {
            pugi::xml_node line = borders.append_child(side);
            set(line, "w:val", "single");
            set(line, "w:sz", 4);
            set(line, "w:space", 0);
            set(line, "w:color", "000000");
        }
    }
    set(properties.append_child("w:tblLayout"), "w:type", "fixed");
    if (!has_lines) {
        // Without lines nothing needs room beside it: names of agencies are long.
        pugi::xml_node margins = properties.append_child("w:tblCellMar");
        for (const char* side : {"w:left", "w:right"}) {
            pugi::xml_node margin = margins.append_child(side);
            set(margin, "w:w", 0);
            set(margin, "w:type", "dxa");
        }
    }
    pugi::xml_node grid = table.append_child("w:tblGrid");
    for (const double each : widths_mm) set(grid.append_child("w:gridCol"), "w:w", twips(each));
    return table;
}

pugi::xml_node add_row(pugi::xml_node table, bool is_header) {
    pugi::xml_node row = table.append_child("w:tr");
    pugi::xml_node properties = row.append_child("w:trPr");
    properties.append_child("w:cantSplit");
    if (is_header) properties.append_child("w:tblHeader");
    return row;
}

pugi::xml_node add_cell(pugi::xml_node row, double width_mm, int span, bool is_middle) {
    pugi::xml_node cell = row.append_child("w:tc");
    pugi::xml_node properties = cell.append_child("w:tcPr");
    pugi::xml_node width = properties.append_child("w:tcW");
    set(width, "w:w", twips(width_mm));
    set(width, "w:type", "dxa");
    if (span > 1) set(properties.append_child("w:gridSpan"), "w:val", span);
    if (is_middle) set(properties.append_child("w:vAlign"), "w:val", "center");
    return cell;
}

}  // namespace trinh::office
