/// SheetWriter: one sheet of a paper into one worksheet. Internal to this room.
///
/// Texts are written as strings whatever they begin with ("=1+1" stays a text); days and numbers
/// are real ones. Long texts are cut at what a cell holds, with "…".
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>
#include <xlsxwriter.h>

#include "engine/forms/paper.h"

namespace trinh::office {

/// How a cell looks; one libxlsxwriter format each.
struct CellLook {
    forms::Align align = forms::Align::left;
    double points = 13;
    bool is_bold = false, is_italic = false, has_lines = false, is_date = false;
    auto operator<=>(const CellLook&) const = default;
};

/// The workbook's formats, made when first asked for.
class CellLooks {
public:
    explicit CellLooks(lxw_workbook* workbook) : workbook_(workbook) {}
    lxw_format* of(const CellLook& look);

private:
    lxw_workbook* workbook_;
    std::map<CellLook, lxw_format*> formats_;
};

class SheetWriter {
public:
    /// `is_first`, `is_last`: whether the paper's beginning and end stand on this sheet.
    SheetWriter(const forms::Paper& paper, const forms::Sheet& sheet, lxw_worksheet* into,
                CellLooks& looks);
    void write(bool is_first, bool is_last);

private:
    void set_up_page();
    void write_beginning();
    void write_end();
    void write_block(const forms::Paragraph& paragraph);
    void write_block(const forms::Table& table);
    void write_row(const forms::Table& table, const forms::Row& row);
    void write_signatures();
    /// Text over the columns [from, to) of the current row.
    void write_over(std::size_t from, std::size_t to, std::string_view text, const CellLook& look);
    /// The same over all columns; the row becomes as high as the text needs, and the next begins.
    void write_line(std::string_view text, const CellLook& look);
    /// The row is at least that high; a merged cell does not grow by itself.
    void raise_row(std::string_view text, double points, std::size_t from, std::size_t to);
    void end_row();
    /// The first column of the right half of the letterhead.
    [[nodiscard]] std::size_t middle() const;

    const forms::Paper& paper_;
    const forms::Sheet& sheet_;
    lxw_worksheet* into_;
    CellLooks& looks_;
    std::vector<double> widths_;  ///< In characters, as Excel counts.
    lxw_row_t row_ = 0;
    double height_ = 0;  ///< Of the current row, in points; 0: as it comes.
    bool has_frozen_ = false;
};

}  // namespace trinh::office
