/// Session: one running chart: which states are active, what it remembers, what it waits for.
///
/// A value: copy it to try something, keep the copy or drop it. Between two calls the internal
/// queue is empty (unit of commit = macrostep), so a Session and its JSON snapshot hold the same.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/instant.h"
#include "engine/base/result.h"
#include "engine/chart/chart.h"
#include "engine/chart/event.h"
#include "engine/chart/outcome.h"
#include "engine/chart/state_set.h"

namespace trinh::chart {

class Household;

class Session {
public:
    /// Not started: no state is active yet.
    Session(std::shared_ptr<const Chart> chart, std::string session_id);

    /// Enters the initial states. `facts` are read-only names for conditions (see Environment);
    /// what `given` holds takes the place of the top-level <data>'s own values, other names of it
    /// are dropped.
    Outcome start(Instant now, const json::object& facts, const StepLimits& limits = {},
                  const json::object& given = {});
    /// Processes one external event to the end of its macrostep.
    Outcome deliver(const Event& event, Instant now, const json::object& facts,
                    const StepLimits& limits = {});
    /// Lets a send that take_due() gave fire: to this session, an invoked one, or outgoing.
    Outcome deliver(const PendingSend& send, Instant now, const json::object& facts,
                    const StepLimits& limits = {});
    /// The earliest pending send's due time; nothing pending: no value.
    [[nodiscard]] std::optional<Instant> next_due() const;
    /// Takes the earliest pending send that is due out of the session (to deliver() it).
    [[nodiscard]] std::optional<PendingSend> take_due(Instant now);

    [[nodiscard]] const Chart& chart() const { return *chart_; }
    [[nodiscard]] const std::string& session_id() const { return session_id_; }
    [[nodiscard]] bool is_final() const { return is_final_; }  ///< Stopped in a top-level <final>.
    [[nodiscard]] bool is_active(std::string_view state_id) const;
    [[nodiscard]] std::vector<std::string> active_atomic() const;  ///< Ids, document order.
    [[nodiscard]] std::vector<std::string> active_all() const;     ///< With their ancestors.
    [[nodiscard]] const json::object& data() const { return data_; }
    [[nodiscard]] json::object& data() { return data_; }
    [[nodiscard]] const std::vector<PendingSend>& pending() const { return pending_; }

    /// Names, never positions: a changed definition must not strand a case.
    [[nodiscard]] json::object snapshot() const;
    /// The snapshot as JSON text, without a copy of the data on the way.
    [[nodiscard]] std::string snapshot_text() const;
    /// Refuses (invalid_input) when the snapshot names states the chart does not have, or states
    /// that cannot be active together. Runs no onentry.
    static Result<Session> restore(std::shared_ptr<const Chart> chart, json::object snapshot);

private:
    friend class Interpreter;
    friend class Household;
    friend class Scope;
    friend class SnapshotReader;
    struct Invoked;  ///< A chart that this one invoked, running.

    [[nodiscard]] json::object snapshot_but_data() const;

    std::shared_ptr<const Chart> chart_;
    std::string session_id_;
    std::string parent_id_, invoke_id_;  ///< Set when another session invoked this one.
    StateSet active_;                    ///< With the root.
    std::map<StateIndex, std::vector<StateIndex>> history_;
    StateSet initialised_;  ///< Late binding: whose variables have their values.
    json::object data_;
    std::vector<PendingSend> pending_;  ///< In due order, then in send order.
    std::vector<Invoked> invoked_;      ///< In the order they were invoked.
    std::uint64_t send_count_ = 0, invoke_count_ = 0;
    std::size_t data_bytes_ = 0;  ///< Upper bound of what assignments made data_ grow to.
    bool is_running_ = false, is_final_ = false;
};

struct Session::Invoked {
    StateIndex state = 0;      ///< The state whose <invoke> it is.
    std::uint32_t invoke = 0;  ///< Which of the chart's invokes.
    std::string invoke_id;
    std::string source;  ///< The definition when it was computed; empty: written inline.
    Session session;
};

/// Stepper: takes sessions from event to event and keeps the room that a step needs: once warm, a
/// step allocates nothing. Any session of any chart; one thread at a time.
class Stepper {
public:
    Stepper();
    Stepper(Stepper&&) noexcept;
    Stepper& operator=(Stepper&&) noexcept;
    ~Stepper();

    /// As Session's functions of the same names. The outcome is good until the next call.
    const Outcome& start(Session& session, Instant now, const json::object& facts,
                         const StepLimits& limits = {});
    const Outcome& deliver(Session& session, const Event& event, Instant now,
                           const json::object& facts, const StepLimits& limits = {});
    const Outcome& deliver(Session& session, const PendingSend& send, Instant now,
                           const json::object& facts, const StepLimits& limits = {});

private:
    friend class Session;
    std::unique_ptr<Household> household_;
};

/// What would happen to an event, tried without effect.
struct Explanation {
    struct Tried {
        std::uint32_t transition = 0;
        std::string source, condition;
        bool event_matches = false, condition_holds = false, is_chosen = false;
        std::string fault;    ///< Set when the condition could not be evaluated.
        json::object values;  ///< The names the condition read, with the values it saw.
        int line = 0;
    };
    std::vector<Tried> tried;  ///< Of the active states, inner first, document order.
    bool would_be_taken = false;
};

Explanation explain(const Session& session, const Event& event, const json::object& facts);

/// Names of the external events that an active state's transitions mention and whose condition
/// holds now for an event without data; document order, without doubles, wildcards left out.
std::vector<std::string> enabled_events(const Session& session, const json::object& facts);

}  // namespace trinh::chart
