/// MigrationMap: where the states, data, deadlines and papers of one definition stand in another.
///
/// Data for casework::decide_migrate; written by the author of the new definition, published in
/// schemas/migration.xsd. What a map does not name keeps its name when the target has it. Knows
/// neither definition: whether the names exist is asked when a case is migrated.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/workflow/process.h"

namespace trinh::workflow {

/// A state and where a case that stands in it goes: several ids when the target runs regions side
/// by side there.
struct StateRule {
    std::string from;
    std::vector<std::string> to;
};

/// A value of the target: the old value of another name, or an expression over the old data.
struct DataRule {
    std::string to, from;
    std::optional<expression::Program> value;  ///< Exactly one of `from` and `value` is there.
};

struct Renaming {
    std::string from, to;
};

/// The new name of `id`; `id` itself when no row names it.
std::string renamed(const std::vector<Renaming>& rows, const std::string& id);

struct MigrationMap {
    Title title;
    std::string basis;                     ///< The article that has cases moved; may be empty.
    std::string from_process, to_process;  ///< Empty: any.
    std::vector<StateRule> states;         ///< History states too.
    std::vector<DataRule> data;
    std::vector<Renaming> deadlines, items, roles, events, drafts;  ///< Drafts by number.

    [[nodiscard]] const StateRule* state(std::string_view from) const;
};

struct MigrationMapReading {
    std::optional<MigrationMap> map;      ///< Absent if and only if a diagnostic is an error.
    std::vector<Diagnostic> diagnostics;  ///< In document order.
};

inline constexpr std::string_view migration_namespace = "urn:trinh:migration:1";

/// Pure; never stops at the first problem. Codes TR321 to TR325 (README).
MigrationMapReading read_migration_map(std::string_view xml);

}  // namespace trinh::workflow
