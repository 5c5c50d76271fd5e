#include "adapters/sql/insert_rows.h"

#include <algorithm>

#include "engine/base/check.h"

namespace trinh::sql {

namespace {

constexpr std::size_t rows_at_once = 16;

std::string statement(std::string_view into, std::size_t width, std::size_t values) {
    std::string sql(into);
    for (std::size_t i = 0; i < values; ++i) {
        const bool is_first = i % width == 0;
        sql += i == 0 ? " values (" : is_first ? "), (" : ", ";
        sql.append(":v").append(std::to_string(i));
    }
    return sql + ")";
}

}  // namespace

void insert_rows(Session& session, std::string_view into, std::size_t width,
                 const Arguments& values) {
    CHECK(values.size() % width == 0);
    for (auto from = values.begin(); from != values.end();) {
        const auto left = static_cast<std::size_t>(values.end() - from);
        const auto to = from + static_cast<std::ptrdiff_t>(std::min(left, rows_at_once * width));
        const Arguments part(from, to);
        session.run(statement(into, width, part.size()), part);
        from = to;
    }
}

}  // namespace trinh::sql
