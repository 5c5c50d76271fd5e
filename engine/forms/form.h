/// Form: a prescribed office form, register, list or report as data (workflows/forms/*.xml).
///
/// It says where its rows come from, which columns they fill, in which parts and order, and which
/// sums must hold before it may be written. Immutable once read; safe to share between threads.
///
/// Its expressions read these names and no others:
///   row     one row: an element of a case's table, or a case (its data, and `_title`, `_agency` …)
///   shown   the row's values as people read them (choices by title, days dd/mm/yyyy)
///   case    the case the form is of, or in whose table the row stands
///   number  the row's running number
///   count   how many rows the form's source has
///   from, to, today   days, "YYYY-MM-DD"; from and to only where the form has a period
///   office  {department, committee}: names of agencies
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/calendar/calendar.h"
#include "engine/expression/program.h"
#include "engine/forms/paper.h"

namespace trinh::forms {

using calendar::Confidence;
using calendar::Words;

/// A text with expressions in braces: "Kỳ báo cáo: từ {from} đến {to}".
struct Template {
    struct Piece {
        std::string words;                         ///< Comes first,
        std::optional<expression::Program> value;  ///< then this.
    };
    std::vector<Piece> pieces;
};

/// What the form draws from: one case; the cases that a case opened; the cases of processes whose
/// day lies in a period.
enum class SourceKind { one_case, children, cases };

struct Source {
    SourceKind kind = SourceKind::one_case;
    std::vector<std::string> processes;  ///< Of the case; for cases: of the listed cases.
    std::string relation;                ///< For children: only these; empty: all.
    /// For cases: the day that must lie in the period; absent: the day the case was opened.
    std::optional<expression::Program> day;
};

enum class ColumnKind { text, number, date };

struct FormColumn {
    Words title;
    double width = 20;
    Align align = Align::left;
    ColumnKind kind = ColumnKind::text;
    expression::Program value;
    Confidence confidence = Confidence::read;
};

/// A row belongs to the first part whose condition holds; within it to the first of its own parts.
struct Part {
    std::string title;
    std::optional<expression::Program> where;  ///< Absent: every row.
    std::vector<Part> parts;
};

struct Order {
    expression::Program by;
    bool is_descending = false;
    std::vector<std::string> ranks;  ///< When given: by place in it; unlisted values last.
};

struct FormTable {
    std::string rows;  ///< A table of each case; empty: the cases themselves.
    std::optional<expression::Program> where;
    std::optional<expression::Program> only_if;  ///< Printed only while it holds (no row is read).
    std::optional<expression::Program> group;    ///< A heading wherever its value changes.
    std::vector<FormColumn> columns;
    std::vector<Part> parts;
    std::vector<Order> orders;
    bool has_column_numbers = false;
    bool restarts_numbers = false;  ///< Each part counts from 1.
};

struct FormText {
    Template text;
    std::optional<expression::Program> where;  ///< Printed only while it holds.
    Align align = Align::justify;
    bool is_bold = false, is_italic = false;
};

/// One line of a report: how many rows there are, or the sum of a value over them.
struct Tally {
    std::string code, title;
    std::optional<expression::Program> where, sum;
};

struct Tallies {
    std::string rows;  ///< As in FormTable.
    std::vector<Tally> lines;
};

using FormBlock = std::variant<FormText, FormTable, Tallies>;

/// What must hold for every row before the form may be written.
struct Check {
    std::string rows;
    expression::Program that;
    Words refusal;
};

/// No two rows may have the same value; an empty one is not compared.
struct Unique {
    std::string rows;
    expression::Program value;
    Words refusal;
};

struct FormHead {
    Template superior, agency;
    std::string symbol;  ///< "BC-STP"; empty: a paper without a number.
};

struct FormSignature {
    std::string title, note;
    Template name;
};

struct Form {
    std::string id;
    Words title;
    std::string heading;  ///< What is printed as the title; empty: the title.
    std::string number;   ///< "Mẫu số 03 Phụ lục IV ..."; empty: no prescribed number.
    std::string basis;    ///< The article that asks for it.
    std::string regime;   ///< Only for cases of this regime; empty: any.
    std::string note;     ///< A doubt about the form itself.
    Orientation orientation = Orientation::portrait;
    Source source;
    std::optional<FormHead> head;
    std::vector<Template> subtitles;
    std::vector<FormBlock> blocks;
    std::vector<Check> checks;
    std::vector<Unique> uniques;
    std::vector<FormSignature> signatures;
    std::vector<std::string> recipients;
};

struct FormReading {
    std::optional<Form> form;  ///< Present if and only if there is no error.
    std::vector<Diagnostic> diagnostics;
};

/// Reads one file; never stops at the first fault (TR601 to TR612).
FormReading read_form(std::string_view xml);

/// What is wrong with a file whose form's id another file holds already (TR606).
Diagnostic form_twice(const std::string& id);

}  // namespace trinh::forms
