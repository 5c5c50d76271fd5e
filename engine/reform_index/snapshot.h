/// Snapshot: a score as it was on a day, frozen with all it rests on.
///
/// The document holds the rows, the entered values, the text of the index and of the calendar with
/// their hashes, and the score with every number opened. Written once; the same parts give the same
/// bytes, so a snapshot can be made again from what it holds and compared.
#pragma once

#include <span>
#include <string>

#include "engine/base/instant.h"
#include "engine/reform_index/score.h"

namespace trinh::reform_index {

/// A definition file and the SHA-256 of its bytes.
struct FrozenText {
    std::string id, sha256, text;
};

struct SnapshotParts {
    FrozenText index, calendar;
    std::span<const Fact> facts;
    std::span<const ManualValue> values;
    Instant at;
    std::string person;
};

/// The document: the score's own JSON with all its rows, and a member "frozen" with the parts.
boost::json::object snapshot_document(const IndexTree& index, const ScoreTree& score,
                                      const SnapshotParts& parts);

/// A snapshot opened again: its own rows, scored by its own index.
struct OpenedSnapshot {
    IndexTree index;
    std::vector<Fact> facts;
    std::vector<ManualValue> values;
    ScoreTree score;
};
/// Refuses (invalid_input) what is no snapshot, and one that does not give what it says.
Result<OpenedSnapshot> open_snapshot(const boost::json::object& document);

/// Whether the document still says what its own rows, values and index give: scores it anew.
/// Broken lines, one sentence each; empty when it holds.
std::vector<std::string> check_snapshot(const boost::json::object& document);

}  // namespace trinh::reform_index
