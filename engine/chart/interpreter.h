/// Interpreter: the algorithm of SCXML 1.0, Appendix D, over the tables of a chart. Internal.
///
/// Lives for one event of one session. Its internal queue is empty when a public function returns.
/// Function names follow the Recommendation where it has one.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/chart/entry_set.h"
#include "engine/chart/household.h"
#include "engine/chart/scope.h"
#include "engine/chart/tables.h"

namespace trinh::chart {

/// A <foreach> on its way.
struct Loop {
    json::array items;
    std::size_t at = 0;
    Index row = 0;
};

/// The lists an interpreter works with, kept from step to step for their storage.
struct Workspace {
    Scope scope;
    Outcome unseen;  ///< What an invoked session did: nobody asks.
    std::vector<Index> enabled, kept;
    std::vector<StateIndex> domains, effective, leaving, to_invoke;
    std::vector<EntryRow> entering;
    EntrySet entry_set;
    std::vector<std::uint64_t> visits;  ///< By state: the selection that last came by.
    std::uint64_t selection = 0;
    std::vector<Loop> loops;
    std::vector<Index> failed;  ///< Transitions whose condition failed since the last microstep.
};

class Interpreter {
public:
    /// Only the root session writes down what it entered, left and took.
    Interpreter(Session& session, Household& household, bool is_root);
    ~Interpreter() { household_.give_back(); }
    Interpreter(const Interpreter&) = delete;
    Interpreter& operator=(const Interpreter&) = delete;

    /// Enters the initial states. `given` replaces the values of top-level <data> (invoke).
    void start(const json::object& given);
    /// Takes an external event to the end of its macrostep. True when a transition took it.
    bool deliver(const Event& event);
    /// Takes a pending <send> whose time has come.
    void fire(const PendingSend& send);
    /// Leaves every state without a done event: the parent left the invoking state.
    void cancel();

private:
    // interpreter.cc: macrostep
    void settle();
    void run_macrostep();
    bool take_next();
    void give_up();
    void finish();
    void leave_all();
    void raise(Event event);
    void raise(std::string_view name, std::string_view of, const char* type);
    bool has_queue_room(std::string_view name);
    [[nodiscard]] bool has_queued() const { return next_ < outcome_.raised.size(); }
    void drop_queue() { outcome_.raised.shrink_to(next_); }
    void fail(std::string message, int line, const std::string& send_id = {},
              const char* name = "error.execution");
    void note(std::string label, std::string text, int line);

    // interpreter_select.cc: what is enabled is left in work_.enabled
    bool select(const Event* event);
    Index choose_from(StateIndex leaf, const Event* event, std::uint32_t number);
    Index choose(const StateRow& row, const Event* event, std::uint32_t number);
    bool matches(const TransitionRow& row, std::uint32_t number) const;
    bool holds(Index transition);
    void drop_conflicts();
    [[nodiscard]] bool are_apart() const;
    StateIndex domain_of(const TransitionRow& row);

    // interpreter_move.cc
    void microstep();
    void exit_states();
    void record_history(StateIndex state);
    void leave_all_of(const std::vector<StateIndex>& leaving);
    void run_exit(StateIndex state);
    void enter_targets();
    void enter_set();
    void enter_all_of(const EntryRow* first, const EntryRow* last);
    void run_entry(StateIndex state, bool is_default);
    void enter_final(StateIndex state);
    [[nodiscard]] bool is_done(StateIndex state) const;

    // content_run.cc
    void run_block(Index block);
    void run_blocks(Span blocks);
    /// False: an error was raised and the block ends. Moves `pc` on.
    bool run_op(const Op& op, Index& pc);
    bool run_branch(const Op& op, Index& pc);
    bool begin_loop(const Op& op, Index& pc);
    bool next_round(const Op& op, Index& pc);
    bool run_assign(const Op& op);
    bool run_log(const Op& op);
    bool run_cancel(const Op& op);
    bool charge(std::size_t operations, int line);
    bool write(const Place& place, const expression::Value& value, bool declares, int line);
    bool write_variable(const std::string& name, json::value value, int line);
    bool has_room(const std::string& name, std::size_t bytes, int line);
    void initialise(Span data, const json::object* given);

    // send_run.cc
    bool run_send(const SendRow& row);
    bool read_wording(const Wording& wording, std::string& into, int line,
                      const std::string& send_id = {});
    struct Sending;  ///< What a <send> adds: its id for errors, and its values as they were given.
    bool read_payload(const PayloadRow& row, json::value& into, int line,
                      Sending* sending = nullptr);
    bool dispatch(const PendingSend& send, int line);
    void dispatch_scxml(const PendingSend& send, int line);
    void dispatch_http(const PendingSend& send, int line);
    bool name_send(const SendRow& row, PendingSend& send, Event& event);

    // invoke_run.cc
    void run_invokes();
    void invoke(Index row);
    bool prepare(const InvokeRow& row, Session::Invoked& into);
    bool find_chart(const InvokeRow& row, Session::Invoked& into,
                    std::shared_ptr<const Chart>& found);
    void cancel_invokes(StateIndex state);
    void pass_on(const Event& event);
    void run_finalize(const Session::Invoked& invoked, const Event& event);

    Session& session_;
    Household& household_;
    const Tables& tables_;
    const Surroundings& around_;
    Workspace& work_;
    Outcome& outcome_;
    Scope& scope_;
    const Event* current_ = nullptr;  ///< What `_event` shows.
    std::size_t next_ = 0;            ///< The internal queue: outcome_.raised from here on.
    std::size_t operations_ = 0, events_ = 0;
    int microsteps_ = 0;
    bool has_given_up_ = false;
    bool is_queue_full_ = false, is_out_of_operations_ = false, is_cancelled_ = false;
};

}  // namespace trinh::chart
