/// DocxText: paragraphs, runs and tables of a WordprocessingML body.
///
/// It knows the elements (ECMA-376 part 1, 17) and nothing of papers. Internal to this room.
#pragma once

#include <pugixml.hpp>
#include <string_view>
#include <vector>

#include "engine/forms/paper.h"

namespace trinh::office {

/// How a paragraph looks. Sizes in points, lengths in millimetres.
struct Look {
    forms::Align align = forms::Align::left;
    double points = 13;
    bool is_bold = false, is_italic = false;
    double first_line_mm = 0, before_points = 0, after_points = 0;
    bool keeps_next = false;  ///< Not torn from what follows by the end of a page.
};

/// Millimetres as twentieths of a point.
int twips(double mm);

/// Adds a paragraph; '\n' in the text becomes a line break.
pugi::xml_node add_paragraph(pugi::xml_node parent, std::string_view text, const Look& look);

/// A horizontal line in the middle of a place `inside_mm` wide.
void add_rule(pugi::xml_node parent, double width_mm, double inside_mm);

/// A table of fixed column widths, with or without lines.
pugi::xml_node add_table(pugi::xml_node parent, const std::vector<double>& widths_mm,
                         bool has_lines);
/// A row that no page end tears; a header row comes again on every page.
pugi::xml_node add_row(pugi::xml_node table, bool is_header = false);
/// A cell over `span` columns; give it at least one paragraph.
pugi::xml_node add_cell(pugi::xml_node row, double width_mm, int span = 1, bool is_middle = false);

}  // namespace trinh::office
