#include "adapters/office/sheet_writer.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "adapters/office/layout.h"
#include "engine/base/text.h"

namespace trinh::office {
namespace {

using forms::Align;

constexpr double inch_mm = 25.4;
constexpr double character_mm = 1.852;               ///< One unit of a column's width, printed.
constexpr std::size_t cell_characters_max = 32'767;  ///< Excel's limit for a cell.
constexpr double agency_share = 0.42;

/// At most what a cell holds. Three bytes a character at most in the texts this program writes.
std::string cell_text(std::string_view text) {
    std::string kept = printable(text);
    if (length_of(kept) < cell_characters_max) return kept;
    return shortened(std::move(kept), cell_characters_max);
}

uint8_t excel_align(Align align) {
    switch (align) {
        case Align::left:
        case Align::justify:
            return LXW_ALIGN_LEFT;
        case Align::center:
            return LXW_ALIGN_CENTER;
        case Align::right:
            return LXW_ALIGN_RIGHT;
    }
    return LXW_ALIGN_LEFT;
}

std::size_t columns_of(const forms::Paper& paper, const forms::Sheet& sheet) {
    std::size_t most = 0;
    for (const auto& block : sheet.blocks)
        if (const auto* table = std::get_if<forms::Table>(&block))
            most = std::max(most, table->columns.size());
    // Enough for the letterhead and the signatures, each with a column of its own.
    return std::max({most, std::size_t{2}, paper.signatures.size() + 1});
}

std::vector<double> in_characters(std::vector<double> widths_mm) {
    for (double& width : widths_mm) width /= character_mm;
    return widths_mm;
}

std::vector<double> widths_of(const forms::Paper& paper, const forms::Sheet& sheet) {
    const std::size_t count = columns_of(paper, sheet);
    const double whole = text_width_mm(paper.orientation);
    for (const auto& block : sheet.blocks) {
        const auto* table = std::get_if<forms::Table>(&block);
        if (table != nullptr && table->columns.size() == count)
            return in_characters(fitted_widths(*table, whole, 13));
    }
    return in_characters(std::vector<double>(count, whole / static_cast<double>(count)));
}

lxw_datetime excel_date(Date day) {
    return {day.year(), day.month(), day.day(), 0, 0, 0};
}

lxw_col_t column(std::size_t at) {
    return static_cast<lxw_col_t>(at);
}

}  // namespace

lxw_format* CellLooks::of(const CellLook& look) {
    auto& format = formats_[look];
    if (format != nullptr) return format;
    format = workbook_add_format(workbook_);
    format_set_font_name(format, font_name);
    format_set_font_size(format, look.points);
    format_set_align(format, excel_align(look.align));
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    format_set_text_wrap(format);
    if (look.is_bold) format_set_bold(format);
    if (look.is_italic) format_set_italic(format);
    if (look.has_lines) format_set_border(format, LXW_BORDER_THIN);
    if (look.is_date) format_set_num_format(format, "dd/mm/yyyy");
    return format;
}

SheetWriter::SheetWriter(const forms::Paper& paper, const forms::Sheet& sheet, lxw_worksheet* into,
                         CellLooks& looks)
    : paper_(paper), sheet_(sheet), into_(into), looks_(looks), widths_(widths_of(paper, sheet)) {}

void SheetWriter::write(bool is_first, bool is_last) {
    set_up_page();
    if (is_first) write_beginning();
    for (const auto& block : sheet_.blocks)
        std::visit([&](const auto& held) { write_block(held); }, block);
    if (is_last) write_end();
}

void SheetWriter::set_up_page() {
    constexpr std::uint8_t a4 = 9;
    worksheet_set_paper(into_, a4);
    if (paper_.orientation == forms::Orientation::landscape) worksheet_set_landscape(into_);
    worksheet_set_margins(into_, margin_left_mm / inch_mm, margin_right_mm / inch_mm,
                          margin_top_mm / inch_mm, margin_bottom_mm / inch_mm);
    worksheet_fit_to_pages(into_, 1, 0);
    worksheet_center_horizontally(into_);
    worksheet_set_footer(into_, "&C&P/&N");
    for (std::size_t i = 0; i < widths_.size(); ++i)
        worksheet_set_column(into_, column(i), column(i), widths_[i], nullptr);
}

std::size_t SheetWriter::middle() const {
    double whole = 0, left = 0;
    for (const double width : widths_) whole += width;
    for (std::size_t i = 0; i + 1 < widths_.size(); ++i) {
        left += widths_[i];
        if (left >= agency_share * whole) return i + 1;
    }
    return widths_.size() - 1;
}

void SheetWriter::raise_row(std::string_view text, double points, std::size_t from,
                            std::size_t to) {
    double width = 0;
    for (std::size_t i = from; i < to; ++i) width += widths_[i] * character_mm;
    double lines = 0;
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        // Lines end at words, so they are not quite full.
        const double printed = printed_width_mm(text.substr(at, end - at), points) * 1.15;
        lines += std::max(1.0, std::ceil(printed / width));
        at = end + 1;
    }
    constexpr double row_points_max = 409;  // Excel's limit.
    height_ = std::min(row_points_max, std::max(height_, lines * points * 1.3));
}

void SheetWriter::write_over(std::size_t from, std::size_t to, std::string_view text,
                             const CellLook& look) {
    const std::string held = cell_text(text);
    lxw_format* format = looks_.of(look);
    if (to - from == 1)
        worksheet_write_string(into_, row_, column(from), held.c_str(), format);
    else
        worksheet_merge_range(into_, row_, column(from), row_, column(to - 1), held.c_str(),
                              format);
    raise_row(held, look.points, from, to);
}

void SheetWriter::end_row() {
    if (height_ > 0) worksheet_set_row(into_, row_, height_, nullptr);
    height_ = 0;
    ++row_;
}

void SheetWriter::write_line(std::string_view text, const CellLook& look) {
    write_over(0, widths_.size(), text, look);
    end_row();
}

void SheetWriter::write_beginning() {
    if (!paper_.form_number.empty()) write_line(paper_.form_number, {Align::right, 13, true, true});
    if (paper_.letterhead) {
        const auto& head = *paper_.letterhead;
        const std::size_t split = middle(), end = widths_.size();
        const bool has_superior = !head.superior.empty();
        write_over(0, split, has_superior ? head.superior : head.agency,
                   {Align::center, 13, !has_superior});
        write_over(split, end, country, {Align::center, 13, true});
        end_row();
        write_over(0, split, has_superior ? head.agency : "", {Align::center, 13, true});
        write_over(split, end, motto, {Align::center, 13, true});
        end_row();
        if (!head.number.empty() || !head.place_and_date.empty()) {
            write_over(0, split, head.number, {Align::center});
            write_over(split, end, head.place_and_date, {Align::center, 13, false, true});
            end_row();
        }
        end_row();
    }
    write_line(paper_.title, {Align::center, 14, true});
    for (const auto& line : paper_.subtitles) write_line(line, {Align::center, 14, true});
    end_row();
}

void SheetWriter::write_block(const forms::Paragraph& paragraph) {
    write_line(paragraph.text,
               {paragraph.align, 13, paragraph.is_bold, paragraph.is_italic, false, false});
}

void SheetWriter::write_block(const forms::Table& table) {
    CellLook look{Align::center, 13, true, false, true, false};
    const lxw_row_t first = row_;
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        write_over(i, i + 1, table.columns[i].title, look);
    end_row();
    if (table.has_column_numbers) {
        look.is_bold = false;
        look.is_italic = true;
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            write_over(i, i + 1, fmt::format("({})", i + 1), look);
        end_row();
    }
    if (!has_frozen_) {
        worksheet_repeat_rows(into_, first, row_ - 1);
        worksheet_freeze_panes(into_, row_, 0);
        has_frozen_ = true;
    }
    for (const auto& row : table.rows) write_row(table, row);
    end_row();
}

void SheetWriter::write_row(const forms::Table& table, const forms::Row& row) {
    CellLook look{Align::left, 13, row.kind != forms::RowKind::ordinary, false, true, false};
    if (row.kind == forms::RowKind::heading) {
        const auto text = row.cells.empty() ? std::string() : forms::cell_text(row.cells[0]);
        write_over(0, table.columns.size(), text, look);
        end_row();
        return;
    }
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        look.align = table.columns[i].align;
        const auto value = i < row.cells.size() ? row.cells[i] : forms::CellValue();
        look.is_date = std::holds_alternative<Date>(value);
        lxw_format* format = looks_.of(look);
        if (const auto* day = std::get_if<Date>(&value)) {
            lxw_datetime moment = excel_date(*day);
            worksheet_write_datetime(into_, row_, column(i), &moment, format);
        } else if (const auto* number = std::get_if<double>(&value)) {
            worksheet_write_number(into_, row_, column(i), *number, format);
        } else {
            write_over(i, i + 1, forms::cell_text(value), look);
        }
    }
    end_row();
}

void SheetWriter::write_signatures() {
    const std::size_t places = paper_.signatures.size() + 1, end = widths_.size();
    const auto from = [&](std::size_t place) { return place * end / places; };
    end_row();
    const auto write_each = [&](auto text_of, const CellLook& look) {
        for (std::size_t i = 0; i < paper_.signatures.size(); ++i)
            write_over(from(i + 1), from(i + 2), text_of(paper_.signatures[i]), look);
    };
    if (!paper_.recipients.empty())
        write_over(0, from(1), recipients_word, {Align::left, 12, true, true});
    write_each([](const auto& one) { return one.title; }, {Align::center, 13, true});
    end_row();
    if (!paper_.recipients.empty())
        write_over(0, from(1), fmt::format("- {}", fmt::join(paper_.recipients, "\n- ")),
                   {Align::left, 11});
    write_each([](const auto& one) { return one.note; }, {Align::center, 13, false, true});
    end_row();
    row_ += 3;
    write_each([](const auto& one) { return one.name; }, {Align::center, 13, true});
    end_row();
}

void SheetWriter::write_end() {
    if (!paper_.signatures.empty() || !paper_.recipients.empty()) write_signatures();
    for (const auto& note : paper_.footnotes) write_line(note, {Align::left, 11, false, true});
}

}  // namespace trinh::office
