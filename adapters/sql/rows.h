/// rows: reads answers into plain structs by a list of members, in the order of the columns.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "adapters/sql/session.h"
#include "engine/base/check.h"

namespace trinh::sql {

template <class T>
constexpr bool is_text_column = std::is_same_v<T, std::string> || std::is_same_v<T, Date> ||
                                std::is_same_v<T, std::optional<Date>>;

inline void take(Cell& cell, std::string& value) {
    value = std::move(cell.text);
}
inline void take(Cell& cell, std::int64_t& value) {
    value = cell.number;
}
inline void take(Cell& cell, int& value) {
    value = static_cast<int>(cell.number);
}
inline void take(Cell& cell, bool& value) {
    value = cell.number != 0;
}
inline void take(Cell& cell, Instant& value) {
    value = Instant{cell.number};
}
inline void take(Cell& cell, Date& value) {
    const auto day = Date::parse(cell.text);
    CHECK(day.has_value());
    value = *day;
}
template <class Tag>
void take(Cell& cell, Id<Tag>& value) {
    value.number = cell.number;
}
template <class T>
void take(Cell& cell, std::optional<T>& value) {
    if (cell.is_null) {
        value.reset();
    } else {
        take(cell, value.emplace());
    }
}

template <class Row, class T>
T member_type(T Row::*);

/// All rows of an answer, e.g. rows<AgencyRow, &AgencyRow::id, &AgencyRow::name>(session, sql, {}).
template <class Row, auto... members>
std::vector<Row> rows(Session& session, std::string_view sql, const Arguments& arguments) {
    std::array<Cell, sizeof...(members)> cells{
        Cell{is_text_column<decltype(member_type(members))>, false, 0, {}}...};
    std::vector<Row> found;
    session.select(sql, arguments, cells, [&] {
        Row& row = found.emplace_back();
        std::size_t column = 0;
        (take(cells[column++], row.*members), ...);
    });
    return found;
}

/// The one number a statement answers with, or nothing when it answers without a row.
inline std::optional<std::int64_t> one_number(Session& session, std::string_view sql,
                                              const Arguments& arguments) {
    std::array<Cell, 1> cells;
    std::optional<std::int64_t> found;
    session.select(sql, arguments, cells, [&] { found = cells[0].number; });
    return found;
}

}  // namespace trinh::sql
