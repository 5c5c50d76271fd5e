/// trail_catch_up: what the trail is looked up by, written after the acts in bounded batches.
///
/// A stretch is one tile of 256 entries. Of each its root and times are kept, and of every sixteen
/// of its entries who acted for whom, what, and the words a text search finds. What is kept here
/// can be made again from the entries.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "adapters/sql/session.h"

namespace trinh::sql {

constexpr const char* trail_word_index = "audit_search";
constexpr std::int64_t trail_block = 16;

enum class TrailMark { actor = 1, on_behalf_of, agency, action };
/// The word that stands for a name in the index; no text holds it unless by mischief.
std::string trail_mark(TrailMark mark, std::int64_t name);

/// So many entries, from the first on, were taken in.
std::int64_t trail_taken_in(Session& session);

/// How many of the next stretches were taken in; 0 while somebody else does so.
int trail_catch_up(Session& session, int stretches);

/// AuditTable::tile_roots
std::vector<std::string> trail_tile_roots(Session& session, int level, std::int64_t first,
                                          int limit);

}  // namespace trinh::sql
