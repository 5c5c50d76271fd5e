/// Tables: everything a chart is at run time: rows in flat arrays, referring to each other by
/// index.
///
/// Written once by the reader (reader*.cc), never changed after; this header is internal to the
/// room. Executable content is one array of Ops with jumps; a Block is a range of it. Expressions
/// are compiled; what did not compile keeps its Fault and fails when it is run.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/chart/chart.h"
#include "engine/chart/names.h"
#include "engine/expression/program.h"

namespace trinh::chart {

using Index = std::uint32_t;
inline constexpr Index none = 0xFFFF'FFFF;

struct Span {
    Index first = 0, count = 0;
    [[nodiscard]] Index end() const { return first + count; }
    [[nodiscard]] bool empty() const { return count == 0; }
};

struct Expression {
    std::string text;
    std::variant<expression::Program, expression::Fault, boost::json::value> code;
    bool needs_system = false, reads_event = false;  ///< As Program says.
    int line = 0;
};

struct Place {
    std::string text;
    std::variant<expression::Location, expression::Fault> code;
    bool is_plain = false;  ///< One name, no member.
    int line = 0;
};

/// A text that is given as written or by an expression ("event" and "eventexpr").
struct Wording {
    std::string text;
    Index expression = none;
    bool is_given = false;
};

struct ParamRow {
    std::string name;
    Index expression = none;
    Index place = none;        ///< Where an empty <finalize> writes it back.
    bool is_namelist = false;  ///< A fault in it stops the whole <send> or <invoke>.
};

struct PayloadRow {
    Span params;
    Index content = none;  ///< Expression.
};

struct SendRow {
    Wording event, target, type, id, delay;
    Index id_place = none;
    PayloadRow payload;
    int line = 0;
};

struct InvokeRow {
    StateIndex state = 0;
    Wording type, source, id;
    Index id_place = none;
    PayloadRow payload;
    std::shared_ptr<const Chart> inline_chart;
    Index finalize = none;  ///< Block.
    bool has_empty_finalize = false, is_autoforward = false;
    int line = 0;
};

struct LoopRow {
    Index array = none;  ///< Expression.
    std::string item, index;
    std::string fault;  ///< Why the names cannot be used; empty: they can.
};

enum class OpKind : std::uint8_t { raise, log, assign, send, cancel, branch, jump, loop, next };

/// raise a=text; log a=text b=expression; assign a=place b=expression c=1 when it also declares;
/// send a=row; cancel a=text b=expression; branch a=expression b=pc when false; jump a=pc;
/// loop a=row b=pc of its `next`; next a=pc of the body.
struct Op {
    OpKind kind = OpKind::jump;
    Index a = none, b = none, c = 0;
    int line = 0;
};

struct DataRow {
    std::string id;
    Index expression = none;  ///< none: undefined.
    StateIndex state = 0;
    int line = 0;
};

/// What a step asks of a state stands in its first cache line.
struct alignas(64) StateRow {
    StateIndex parent = no_state, last = 0;
    Span transitions;
    Span entry_blocks, exit_blocks;  ///< In `blocks`.
    StateKind kind = StateKind::atomic;
    bool has_eventless = false;        ///< One of its own transitions has no event.
    bool has_eventless_above = false;  ///< Or one of an ancestor's.
    bool has_histories = false, has_invokes = false;
    bool acts_on_entry = false, acts_on_exit = false;  ///< Something runs then, or may.
    bool is_id_generated = false;
    Index default_block = none;  ///< Content of the default transition that `defaults` is of.
    std::string id;
    Span children, histories;  ///< In `members`; children without histories.
    Span defaults;             ///< In `targets`: of initial, or of a history.
    Span datamodel, invokes;
    PayloadRow done;
    int line = 0;
};

/// One state that a transition enters.
struct EntryRow {
    StateIndex state = 0;
    bool is_default = false;  ///< The content of its initial transition runs.
};

struct alignas(64) TransitionRow {
    StateIndex source = 0;
    Index condition = none;        ///< Expression.
    Span events;                   ///< In `ranges` and `descriptors`; empty: eventless.
    NameRange first_events;        ///< Of the first descriptor.
    StateIndex domain = no_state;  ///< Precomputed; no_state: targetless.
    Index block = none;
    Span targets;
    Span entries;             ///< What it enters, in document order; when `is_planned`.
    bool is_dynamic = false;  ///< A target is a history: the domain depends on it.
    bool is_planned = false;  ///< What it enters depends on no history.
    bool is_internal = false;
    int line = 0;
};

enum class DataModel : std::uint8_t { ecmascript, null };

class Tables {
public:
    std::string name, content_hash;
    DataModel model = DataModel::ecmascript;
    bool is_late = false;  ///< Late binding.
    bool has_eventless = false, has_parallel = false;
    int line = 0;

    std::vector<StateRow> states;  ///< 0 is <scxml>.
    std::vector<TransitionRow> transitions;
    std::vector<int> state_columns, transition_columns;  ///< Beside their lines; for diagnostics.
    /// Conditions that begin with "++name", and the block that stands for that.
    std::map<Index, Index> counters;
    std::vector<StateIndex> targets, members;
    std::vector<EntryRow> entries;
    std::vector<NameRange> ranges;
    std::vector<std::string> descriptors;
    std::vector<Op> ops;
    std::vector<Span> blocks;
    std::vector<Expression> expressions;
    std::vector<Place> places;
    std::vector<std::string> texts;
    std::vector<ParamRow> params;
    std::vector<SendRow> sends;
    std::vector<InvokeRow> invokes;
    std::vector<LoopRow> loops;
    std::vector<DataRow> datamodel;
    Index script = none;  ///< Block of the top-level <script>.

    EventNames events;
    TextMap state_by_id;
    Sources sources;  ///< Files beside the definition, for src and srcexpr.

    [[nodiscard]] bool is_inside(StateIndex state, StateIndex ancestor) const {
        return ancestor < state && state <= states[ancestor].last;
    }
    [[nodiscard]] bool is_history(StateIndex state) const {
        return states[state].kind == StateKind::history_shallow ||
               states[state].kind == StateKind::history_deep;
    }
    [[nodiscard]] bool is_leaf(StateIndex state) const {
        return states[state].kind == StateKind::atomic || states[state].kind == StateKind::final;
    }
    /// Least common compound ancestor (or the root) of the states; never a parallel.
    [[nodiscard]] StateIndex common_compound(StateIndex first,
                                             const std::vector<StateIndex>& others) const;
    /// Domain of a transition from `source` to these (effective, history-free) targets.
    [[nodiscard]] StateIndex domain_of(const TransitionRow& row,
                                       const std::vector<StateIndex>& effective) const;
};

}  // namespace trinh::chart
