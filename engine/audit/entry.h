/// Entry: one act in the trail, and the bytes that the log hashes for it.
///
/// The bytes are canonical: JSON with sorted keys, no blanks, the shortest escapes, and without the
/// keys whose value is empty. Two entries are equal if and only if their bytes are.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/id.h"
#include "engine/base/instant.h"
#include "engine/base/result.h"

namespace trinh::audit {

/// Which version of which rule an act followed.
struct Rule {
    std::string definition;  ///< Hash of the process definition.
    std::string basis;       ///< The article: "Luật 80/2015/QH13, Điều 130".
    bool operator==(const Rule&) const = default;
};

/// All texts must be is_text(); empty means "none".
struct Entry {
    Instant at;
    std::string actor;         ///< Who did it: a person's id, "clock", "import".
    std::string on_behalf_of;  ///< For whom, when he stood in for somebody.
    std::string agency;        ///< The actor's.
    std::optional<CaseId> case_id;
    std::string action;  ///< "case.open", "accept", "sign-in" ...
    Rule rule;
    std::string before, after;  ///< What changed: stages, or any short text of the two states.
    std::string inputs;         ///< What the form held, as JSON text.
    std::string note;           ///< What the actor wrote, or why it happened.
    std::string via;            ///< "web", "cli", "clock".
    bool operator==(const Entry&) const = default;
};

[[nodiscard]] std::string canonical_bytes(const Entry& entry);

/// Refuses everything that canonical_bytes() would not have written.
[[nodiscard]] Result<Entry> read_entry(std::string_view bytes);

}  // namespace trinh::audit
