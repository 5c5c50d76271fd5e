/// csv_rows: a CSV file becomes the rows of a table, each cell as the table's column wants it.
///
/// Comma or semicolon, quotes, a byte order mark; the first line names the columns by their id or
/// their title. What is wrong is named with its line and column.
#pragma once

#include <boost/json/array.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/cli/verb.h"
#include "engine/base/result.h"

namespace trinh::cli {

inline constexpr std::size_t csv_bytes_max = std::size_t{16} << 20;

/// `columns` as the API describes an input of type rows: field, type, title, title_en, choices.
/// Empty cells are left out; empty lines too. Refuses with invalid_input.
Result<boost::json::array> rows_of_csv(std::string_view text, const boost::json::array& columns);

/// The same from a file. Refuses when it cannot be read or is larger than csv_bytes_max.
Result<boost::json::array> rows_of_file(const std::string& path, const boost::json::array& columns);

/// Every "name=value" of a repeated option. Refuses a word without "=".
Result<std::vector<std::pair<std::string, std::string>>> pairs_of(const Arguments& arguments,
                                                                  const std::string& option);

/// "--rows FIELD=FILE.csv".
OptionSpec rows_option();

}  // namespace trinh::cli
