/// Session: one running chart: which states are active, what it remembers, what it waits for.
///
/// A value: copy it to try something, keep the copy or drop it. Between two calls the internal
/// queue is empty (unit of commit = macrostep), so a Session and its JSON snapshot hold the same.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/instant.h"
#include "engine/base/result.h"
#include "engine/chart/chart.h"
#include "engine/chart/state_set.h"

namespace trinh::chart {

namespace json = boost::json;

struct Event {
    std::string name;               ///< "accept", "done.state.review", "error.execution".
    json::value data = {};          ///< null when there is none.
    std::string type = "external";  ///< "external", "internal" or "platform".
    std::string send_id = {}, origin = {}, origin_type = {}, invoke_id = {};
    std::string raw = {};  ///< The message as it came over HTTP; empty: it did not.
};

/// A <send> with a delay that has not fired: absolute due time, so a restart loses nothing.
struct PendingSend {
    std::string send_id;  ///< Unique in the session.
    Instant due;
    Event event;
    std::string target;  ///< As evaluated; empty: the session itself.
    std::string type;    ///< Of the event processor; empty: SCXML.
    std::string owner;   ///< Session id of the invoked chart that sent it; empty: this session.
    bool is_content = false;  ///< The data is a <content>, not named values.
};

/// A <send> that leaves the session now: the caller must deliver it (other session, HTTP ...).
struct OutgoingSend {
    std::string target, type;
    Event event;
    bool is_content = false;  ///< The data is a <content>, not named values.
};

/// An event from outside for one session: a case's own or one it invoked.
struct Arrival {
    std::string session_id;
    Event event;
};

inline constexpr std::string_view http_processor =
    "http://www.w3.org/TR/scxml/#BasicHTTPEventProcessor";

/// The Basic HTTP event processor (Appendix C.2), where the surroundings have one. Called by the
/// engine while it runs, on its thread.
class HttpPost {
public:
    virtual ~HttpPost() = default;
    /// The address others send to, to reach this session.
    [[nodiscard]] virtual std::string location(std::string_view session_id) const = 0;
    /// Posts now; a full sentence when it did not arrive. What came in up to then goes to the end
    /// of `arrived`: it enters the queues before anything that is sent later.
    virtual std::optional<std::string> carry(const OutgoingSend& send,
                                             std::vector<Arrival>& arrived) = 0;
};

/// One <log>, or a note of the interpreter ("error.execution in ...", with line).
struct LogLine {
    std::string label, text;
    int line = 0;
};

/// Events in order. Keeps their storage when it is cleared, so that steps need none of their own.
class EventList {
public:
    /// A blank event at the end. References to events stay valid while others are added.
    Event& add();
    void shrink_to(std::size_t count) { count_ = count; }
    void clear() { count_ = 0; }
    [[nodiscard]] std::size_t size() const { return count_; }
    [[nodiscard]] bool empty() const { return count_ == 0; }
    [[nodiscard]] const Event& operator[](std::size_t at) const { return kept_[at]; }
    [[nodiscard]] Event& operator[](std::size_t at) { return kept_[at]; }
    [[nodiscard]] auto begin() const { return kept_.begin(); }
    [[nodiscard]] auto end() const { return kept_.begin() + static_cast<std::ptrdiff_t>(count_); }

private:
    std::deque<Event> kept_;
    std::size_t count_ = 0;
};

/// What one macrostep did, for the trail and for explanations.
struct Outcome {
    bool was_handled = false;  ///< False: no transition took the event, and nothing changed.
    /// State ids in the order it happened; they live as long as the chart.
    std::vector<std::string_view> exited, entered;
    std::vector<std::uint32_t> taken;  ///< Transition indexes in the order taken.
    std::vector<LogLine> log;
    std::vector<OutgoingSend> outgoing;
    EventList raised;                    ///< Internal events that were processed, errors included.
    std::vector<std::uint32_t> untaken;  ///< Which of `raised` no transition took.

    void clear();
};

struct StepLimits {
    int microsteps_max = 1'000;
    std::size_t queue_max = 1'000;
    std::size_t data_bytes_max = 1'048'576;
    std::size_t events_max = 10'000;         ///< Events between sessions in one call.
    std::size_t operations_max = 1'000'000;  ///< Executable content in one macrostep.
    int invoke_depth_max = 8;                ///< Charts that invoke charts that invoke ...
    /// Somebody takes Outcome::outgoing. If not, such a <send> is an error.communication at once.
    bool carries_sends = false;
    HttpPost* http = nullptr;  ///< Takes BasicHTTP messages; null: they are outgoing as others.
};

class Household;

class Session {
public:
    /// Not started: no state is active yet.
    Session(std::shared_ptr<const Chart> chart, std::string session_id);

    /// Enters the initial states. `facts` are read-only names for conditions (see Environment).
    Outcome start(Instant now, const json::object& facts, const StepLimits& limits = {});
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
