/// Chart: one SCXML definition as immutable flat tables, shared by every case that runs it.
///
/// States stand in document order; a state's descendants are the range after it. No XML is left in
/// here: only reader.cc knows pugixml. Source of meaning: W3C SCXML 1.0, Appendix D.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"

namespace trinh::chart {

using StateIndex = std::uint32_t;
inline constexpr StateIndex no_state = 0xFFFF'FFFF;

enum class StateKind { atomic, compound, parallel, final, history_shallow, history_deep };

/// One state as an outsider (overlay, diagram, checks) sees it.
struct StateView {
    StateIndex index = 0;  ///< In document order; 0 is the <scxml> root itself.
    std::string_view id;   ///< As written; generated when the author gave none.
    StateKind kind = StateKind::atomic;
    StateIndex parent = no_state;
    StateIndex last_descendant = 0;  ///< == index when it has none.
    int line = 0, column = 0;
    std::size_t invokes = 0;  ///< How many <invoke>s it has.
};

/// One transition as an outsider sees it.
struct TransitionView {
    std::uint32_t index = 0;  ///< In document order.
    StateIndex source = 0;
    std::vector<std::string_view> events;  ///< Descriptors; empty: eventless.
    std::string_view condition;            ///< Source text; empty: always.
    std::vector<StateIndex> targets;       ///< Empty: targetless.
    int line = 0, column = 0;
};

class Tables;  ///< The tables proper (tables.h); internal to this room.

class Chart {
public:
    explicit Chart(std::shared_ptr<const Tables> tables) : tables_(std::move(tables)) {}

    [[nodiscard]] std::string_view name() const;
    /// SHA-256-free content address: 64-bit FNV of the bytes read, 16 hex digits.
    [[nodiscard]] const std::string& content_hash() const;
    [[nodiscard]] std::size_t state_count() const;
    [[nodiscard]] StateView state(StateIndex index) const;
    /// The targets of its initial transition, or of a history's default; empty: it has none.
    [[nodiscard]] std::vector<StateIndex> defaults(StateIndex index) const;
    [[nodiscard]] StateIndex find(std::string_view id) const;  ///< no_state when unknown.
    [[nodiscard]] std::size_t transition_count() const;
    [[nodiscard]] TransitionView transition(std::uint32_t index) const;
    [[nodiscard]] const Tables& tables() const { return *tables_; }

private:
    std::shared_ptr<const Tables> tables_;
};

struct ReadLimits {
    std::size_t bytes_max = 4'194'304;
    int depth_max = 64;
    std::size_t states_max = 20'000;
    /// What does not compile is only a warning and raises error.execution when it is run, as the
    /// Recommendation's tests expect. Otherwise it is an error and there is no chart.
    bool faults_at_run_time = false;
};

struct ReadResult {
    std::shared_ptr<const Chart> chart;   ///< Null if and only if a diagnostic is an error.
    std::vector<Diagnostic> diagnostics;  ///< In document order, warnings included.
};

/// The files beside a definition by name, as `src` attributes name them ("part.scxml").
using Sources = std::map<std::string, std::string, std::less<>>;

/// Reads SCXML. Elements and attributes of other namespaces are left to their own readers
/// (workflow/). Never throws, never expands entities, never opens a file.
ReadResult read_chart(std::string_view xml, const ReadLimits& limits = {},
                      const Sources& sources = {});

}  // namespace trinh::chart
