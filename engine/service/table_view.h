/// Table views: the tables of a case as documents, and what the forms of its actions need of them.
///
/// Shapes are described in schemas/openapi.yaml. Internal to this room.
#pragma once

#include <boost/json/array.hpp>
#include <string>

#include "engine/service/views.h"

namespace trinh::service {

/// "date", "long-text" ...: the word of the definition.
const char* type_word(workflow::FieldType type);

/// Every table of the process, also an empty one, with its columns and rows in words.
json::array tables_view(const Viewing& viewing, const casework::Case& subject);

/// The columns of a table with their choices; empty when the process has no such table.
json::array columns_view(const workflow::Process& process, const std::string& table);

/// What an input of type row offers: each row's number and its first texts.
json::array row_choices(const Viewing& viewing, const casework::Case& subject,
                        const workflow::Field& field);

}  // namespace trinh::service
