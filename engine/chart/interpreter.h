/// Interpreter: the algorithm of SCXML 1.0, Appendix D, over the tables of a chart. Internal.
///
/// Lives for one event of one session. Its internal queue is empty when a public function returns.
/// Function names follow the Recommendation where it has one.
#pragma once

#include <deque>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/chart/household.h"
#include "engine/chart/scope.h"
#include "engine/chart/tables.h"

namespace trinh::chart {

class Interpreter {
public:
    /// Only the root session writes down what it entered, left and took.
    Interpreter(Session& session, Household& household, bool is_root);

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
    void give_up();
    void note_untaken();
    void finish();
    void leave_all();
    void raise(Event event);
    void fail(std::string message, int line, const std::string& send_id = {},
              const char* name = "error.execution");
    void note(std::string label, std::string text, int line);

    // interpreter_select.cc
    using Taken = std::vector<Index>;
    Taken select(const Event* event);
    Index choose(StateIndex state, const Event* event, std::uint32_t number);
    bool holds(Index transition);
    Taken without_conflicts(const Taken& enabled);
    StateIndex domain_of(const TransitionRow& row) const;
    void add_effective(StateIndex target, std::vector<StateIndex>& into) const;

    // interpreter_move.cc
    void microstep(const Taken& taken);
    void exit_states(const std::vector<StateIndex>& domains);
    void record_history(StateIndex state);
    void leave(StateIndex state);
    void enter_marked();
    void enter(StateIndex state);
    void mark_targets(Span targets, StateIndex domain);
    void mark_descendants(StateIndex state);
    void mark_ancestors(StateIndex state, StateIndex ancestor);
    void mark_region(StateIndex child);
    void mark_recalled(StateIndex history);
    void enter_final(StateIndex state);
    [[nodiscard]] bool is_done(StateIndex state) const;

    // content_run.cc
    struct Loop {
        json::array items;
        std::size_t at = 0;
        Index row = 0;
    };
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
    bool read_wording(const Wording& wording, std::string& into, int line);
    bool read_payload(const PayloadRow& row, json::value& into, int line);
    bool dispatch(const PendingSend& send, int line);
    void dispatch_scxml(const PendingSend& send, int line);
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
    const bool is_root_;
    Scope scope_;
    Outcome unseen_;  ///< What an invoked session did: nobody asks.
    Outcome& outcome_;
    std::deque<Event> queue_;
    Event current_;  ///< What `_event` shows.
    Bits to_enter_, by_default_;
    std::vector<std::pair<StateIndex, Index>> history_blocks_;
    std::vector<StateIndex> to_invoke_;
    std::vector<Loop> loops_;
    std::vector<Index> failed_;  ///< Transitions whose condition failed since the last microstep.
    std::size_t operations_ = 0;
    bool is_queue_full_ = false, is_out_of_operations_ = false, is_cancelled_ = false;
};

}  // namespace trinh::chart
