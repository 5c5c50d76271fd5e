/// arrange: the rows of a form's table chosen, put in order and shared out to its parts.
///
/// Internal to this room.
#pragma once

#include <vector>

#include "engine/forms/values.h"

namespace trinh::forms {

/// The chosen rows in the order the form asks for; equal ones by case and row.
Result<std::vector<RowView>> chosen_rows(const FormTable& table, std::vector<RowView> rows);

/// The paper's rows with their headings. Refuses (conflict) when a row belongs to no part.
Result<std::vector<Row>> rows_in_parts(const FormTable& table, std::vector<RowView>& rows);

}  // namespace trinh::forms
