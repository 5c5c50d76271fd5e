/// migrations: brings the tables of a database to what this program expects.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/sql/session.h"

namespace trinh::sql {

/// One file of schemas/sql, built into the program.
struct Migration {
    std::string_view name, sha256, text;
};

/// In the order in which they are applied.
[[nodiscard]] std::span<const Migration> embedded_migrations();

/// Applies what is missing, all in one transaction, and gives its names. Throws StoreFailure when
/// the database is not ours, had one applied that reads differently now, or one "NNNN_break_..."
/// that `known` lacks. Others that it lacks are a newer program's, which adds and takes nothing
/// away.
std::vector<std::string_view> migrate(Session& session, std::span<const Migration> known);

/// The statements of a migration's text, without comments and final semicolons.
[[nodiscard]] std::vector<std::string> statements_of(std::string_view text);

}  // namespace trinh::sql
