/// insert_rows: several rows by one statement; on PostgreSQL a statement is a round trip.
#pragma once

#include <string_view>

#include "adapters/sql/session.h"

namespace trinh::sql {

/// `into`: "insert into t (a, b)"; `values`: row after row, `width` of them each. At most sixteen
/// rows a statement, so that the session keeps few texts.
void insert_rows(Session& session, std::string_view into, std::size_t width,
                 const Arguments& values);

}  // namespace trinh::sql
