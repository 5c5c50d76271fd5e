/// trail_entries: entries of the trail into lean rows and back.
///
/// A row holds numbers for what entries share (TrailWords) and the note and the inputs as they are;
/// the bytes that are hashed are written anew from them. What is no entry of audit/entry.h, or
/// contradicts its columns, is kept whole.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/sql/session.h"
#include "engine/ports/rows.h"

namespace trinh::sql {

/// The rows get the numbers from `first` on; their own index is ignored.
void insert_entries(Session& session, std::int64_t first,
                    const std::vector<ports::AuditRow>& entries);

/// `rest`: what follows "from audit_entry e", with its values.
std::vector<ports::AuditRow> read_entries(Session& session, std::string_view rest,
                                          const Arguments& values);

/// What a text search looks through: folded title of the case, note and inputs.
using TakesText = std::function<bool(std::int64_t leaf, const std::string& folded_text)>;

/// Shows the texts of entries one after the other, and adds those that are taken to `taken`.
/// `conditions`: what follows "where".
void read_texts(Session& session, std::string_view conditions, const Arguments& values,
                const TakesText& takes, std::vector<ports::AuditRow>& taken);

}  // namespace trinh::sql
