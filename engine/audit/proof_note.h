/// proof_note: a proof as text that can be printed, mailed and checked again without the log.
///
/// One line each; hashes in base64. Inclusion: "trinh audit inclusion proof", number of the entry
/// (from 0), size and root of the log, the entry's bytes, then the path. Consistency: "trinh audit
/// consistency proof", size and root of the older log, size and root of the newer, then the path.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/audit/proof.h"
#include "engine/base/result.h"

namespace trinh::audit {

/// "Entry `index`, which reads `entry`, is in the log `head`."
struct InclusionNote {
    std::int64_t index = 0;
    TreeHead head;
    std::string entry;
    std::vector<Hash> path;
    bool operator==(const InclusionNote&) const = default;
};

/// "The log `older` is the unchanged beginning of the log `newer`."
struct ConsistencyNote {
    TreeHead older, newer;
    std::vector<Hash> path;
    bool operator==(const ConsistencyNote&) const = default;
};

using ProofNote = std::variant<InclusionNote, ConsistencyNote>;

[[nodiscard]] std::string printed(const ProofNote& proof);
/// Takes the text apart; does not verify it. Forgives CRLF and blanks at the ends of lines.
[[nodiscard]] Result<ProofNote> read_proof(std::string_view text);
/// Whether the hashes show what the note claims of its heads. That a head is true (its size too,
/// which no hash covers) only a signed checkpoint says. From an empty log nothing can be shown.
[[nodiscard]] bool holds(const ProofNote& proof);

}  // namespace trinh::audit
