/// Values: the rows of a form and what its expressions yield over them. Internal to this room.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/forms/lay_out.h"

namespace trinh::forms {

/// Everything an expression may read: what is a row's own, and what many rows share.
struct Names {
    json::object own;                            ///< row, shown, number.
    std::shared_ptr<const json::object> shared;  ///< case, count and the facts.
};

struct RowView {
    Names names;
    std::int64_t case_id = 0;
    std::string subject;  ///< For refusals: "hồ sơ số 12 “...”, dòng 3".
    std::string subject_en;
};

/// The rows of a source (`rows` empty) or of a table in its cases.
std::vector<RowView> rows_of(const Form& form, const Material& material, const std::string& rows);

/// What texts outside the tables may read.
Names names_of(const Form& form, const Material& material);

/// A value, or invalid_input naming the expression.
Result<json::value> evaluate(const expression::Program& program, const Names& names,
                             const std::string& about);
Result<bool> holds(const std::optional<expression::Program>& program, const Names& names,
                   const std::string& about);

/// As people read it: days dd/mm/yyyy, yes and no in words, lists with "; ".
std::string text_of(const json::value& value);
/// The value as a cell of that kind; what is no number or day stays a text.
CellValue cell_of(const json::value& value, ColumnKind kind);
/// The template with its values.
Result<std::string> filled(const Template& text, const Names& names);

}  // namespace trinh::forms
