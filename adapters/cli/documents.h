/// documents: reads parts of the desks' JSON documents for printing, and numbers people type.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <string>

#include "engine/base/id.h"
#include "engine/base/result.h"

namespace trinh::cli {

/// The member as people read it: texts bare, numbers as digits, {"name"} by its name, null empty.
std::string text_of(const boost::json::object& row, const char* key);
std::string text_of(const boost::json::value* value);

/// `title` in the terminal's language.
std::string title_of(const boost::json::object& row, bool is_vietnamese);

/// Titles of a list of {"title","title_en"}, with "; " between.
std::string titles_of(const boost::json::object& row, const char* key, bool is_vietnamese);

/// A word of the command line as a case: digits and nothing else. Refuses with invalid_input.
Result<CaseId> case_of(const std::string& word);

}  // namespace trinh::cli
