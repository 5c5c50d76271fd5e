/// postgres_faults: PostgreSQL's errors as one sentence for the person who runs the server.
#pragma once

#include <string>
#include <string_view>

namespace trinh::sql {

/// Why a connection could not be opened; `message` is libpq's, of which nothing is repeated.
[[nodiscard]] std::string connect_sentence(std::string_view message);

/// By the class of the SQLSTATE. A connection lost during a commit leaves open what became of it.
[[nodiscard]] std::string fault_sentence(std::string_view sqlstate, bool is_commit);

/// The transaction came in another's way (40001, 40P01): nothing of it was kept, the same again
/// may well succeed.
[[nodiscard]] bool is_collision(std::string_view sqlstate);

}  // namespace trinh::sql
