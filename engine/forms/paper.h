/// Paper: a finished office paper as plain values: headings, paragraphs, tables, signatures.
///
/// Forms and reports end here; adapters/office turns it into a workbook or a document. It knows
/// neither of the two, and no chart. Texts are Unicode (NFC) without mark-up; what a cell holds is
/// typed, so that a workbook gets real dates and numbers and a text never becomes a formula.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/base/date.h"

namespace trinh::forms {

enum class Orientation { portrait, landscape };
enum class Align { left, center, right, justify };

struct Paragraph {
    std::string text;  ///< A '\n' begins a new line in it.
    Align align = Align::justify;
    bool is_bold = false, is_italic = false;
};

/// Nothing, a text, a number or a day.
using CellValue = std::variant<std::monostate, std::string, double, Date>;

struct Column {
    std::string title;
    double width = 20;  ///< A share of the table's width; only the ratio counts.
    Align align = Align::left;
};

/// A heading ("A. ...") spans the whole table; its text is the first cell's.
enum class RowKind { ordinary, heading, total };

struct Row {
    std::vector<CellValue> cells;  ///< As many as there are columns; a heading has one.
    RowKind kind = RowKind::ordinary;
};

struct Table {
    std::vector<Column> columns;  ///< At least one.
    std::vector<Row> rows;
    bool has_column_numbers = false;  ///< A row (1), (2), ... below the titles.
};

using Block = std::variant<Paragraph, Table>;

/// A worksheet of the workbook; in the document they follow each other.
struct Sheet {
    std::string name;  ///< The worksheet's tab; the writer shortens it to what Excel takes.
    std::vector<Block> blocks;
};

/// Beginning of an official paper (Decree 30/2020, Appendix I): left the agency, right the name of
/// the country and its motto.
struct Letterhead {
    std::string superior;        ///< "ỦY BAN NHÂN DÂN TỈNH ..."; may be empty.
    std::string agency;          ///< "SỞ TƯ PHÁP".
    std::string number;          ///< "Số:      /BC-STP"; empty: a paper without a number.
    std::string place_and_date;  ///< "..., ngày 05 tháng 01 năm 2024"; may be empty.
};

struct Signature {
    std::string title;  ///< "GIÁM ĐỐC"
    std::string note;   ///< "(Ký, ghi rõ họ tên)"; may be empty.
    std::string name;   ///< May be empty.
};

struct Paper {
    std::string title;                   ///< In capitals as the form prints it.
    std::vector<std::string> subtitles;  ///< Below the title.
    std::string form_number;             ///< "Mẫu số 03 Phụ lục IV ..."; may be empty.
    std::optional<Letterhead> letterhead;
    Orientation orientation = Orientation::portrait;
    std::vector<Sheet> sheets;            ///< At least one.
    std::vector<Signature> signatures;    ///< Left to right; none: no block.
    std::vector<std::string> recipients;  ///< "Nơi nhận"; none: no block.
    std::vector<std::string> footnotes;   ///< Doubts about the form itself; printed last, small.
};

/// "ngày 05 tháng 01 năm 2024": days below 10 and months 1 and 2 with a zero (Decree 30/2020,
/// Appendix I, II.4b).
std::string written_date(Date date);

/// A cell as people read it: dates dd/mm/yyyy, whole numbers without a point.
std::string cell_text(const CellValue& value);

}  // namespace trinh::forms
