#include "engine/chart/interpreter.h"

#include <algorithm>

namespace trinh::chart {

Interpreter::Interpreter(Session& session, Household& household, bool is_root)
    : session_(session),
      household_(household),
      tables_(session.chart().tables()),
      around_(household.around()),
      is_root_(is_root),
      scope_(session, around_.facts),
      outcome_(is_root ? household.outcome() : unseen_),
      to_enter_(make_bits(tables_.states.size())),
      by_default_(make_bits(tables_.states.size())) {}

void Interpreter::start(const json::object& given) {
    session_.is_running_ = true;
    set_bit(session_.active_, 0);
    // Every variable exists from the start; late binding only gives the value later.
    for (const DataRow& row : tables_.datamodel) session_.data_.emplace(row.id, nullptr);
    initialise(tables_.states[0].datamodel, &given);
    if (!tables_.is_late) {
        const Index first = tables_.states[0].datamodel.end();
        const auto count = static_cast<Index>(tables_.datamodel.size());
        initialise({first, count - first}, nullptr);
    }
    if (tables_.script != none) run_block(tables_.script);
    mark_targets(tables_.states[0].defaults, 0);
    enter_marked();
    settle();
}

bool Interpreter::deliver(const Event& event) {
    if (!session_.is_running_) return false;
    current_ = event;
    scope_.see(current_);
    pass_on(current_);
    const Taken taken = select(&current_);
    if (!taken.empty()) microstep(taken);
    settle();
    return !taken.empty();
}

void Interpreter::fire(const PendingSend& send) {
    dispatch(send, 0);
    settle();
}

void Interpreter::cancel() {
    if (!session_.is_running_) return;
    session_.is_running_ = false;
    is_cancelled_ = true;
    leave_all();
    session_.active_ = make_bits(tables_.states.size());
    session_.pending_.clear();
}

void Interpreter::settle() {
    do {
        if (session_.is_running_) run_macrostep();
        if (session_.is_running_) run_invokes();
    } while (session_.is_running_ && !queue_.empty());
    queue_.clear();
    if (!session_.is_running_ && !session_.is_final_) finish();
}

void Interpreter::run_macrostep() {
    int microsteps = 0;
    std::size_t events = 0;
    while (session_.is_running_) {
        Taken taken = select(nullptr);
        if (taken.empty()) {
            if (queue_.empty()) return;
            if (++events > around_.limits.events_max) return give_up();
            current_ = std::move(queue_.front());
            queue_.pop_front();
            scope_.see(current_);
            outcome_.raised.push_back(current_);
            taken = select(&current_);
            if (taken.empty()) note_untaken();
        }
        if (taken.empty()) continue;
        if (++microsteps > around_.limits.microsteps_max) return give_up();
        microstep(taken);
    }
}

void Interpreter::give_up() {
    queue_.clear();
    fail("The macrostep did not end within " + std::to_string(around_.limits.microsteps_max) +
             " microsteps and " + std::to_string(around_.limits.events_max) +
             " events and was stopped; eventless transitions or raised events go in a circle.",
         0);
    current_ = std::move(queue_.front());
    queue_.clear();
    scope_.see(current_);
    outcome_.raised.push_back(current_);
    const Taken taken = select(&current_);
    if (taken.empty()) note_untaken();
    if (!taken.empty()) microstep(taken);
    queue_.clear();
}

/// The event of the queue that was looked at last found no transition.
void Interpreter::note_untaken() {
    outcome_.untaken.push_back(static_cast<Index>(outcome_.raised.size() - 1));
}

/// The chart stopped by itself: leave everything, tell the parent, keep the final state to show.
void Interpreter::finish() {
    StateIndex last = no_state;
    for_each_bit(session_.active_, 1, static_cast<Index>(tables_.states.size()), [&](StateIndex i) {
        if (tables_.states[i].parent == 0 && tables_.states[i].kind == StateKind::final) last = i;
    });
    leave_all();
    session_.is_final_ = true;
    session_.pending_.clear();
    session_.active_ = make_bits(tables_.states.size());
    set_bit(session_.active_, 0);
    if (last != no_state) set_bit(session_.active_, last);
    if (session_.parent_id_.empty() || last == no_state) return;
    Event done;
    done.name = "done.invoke." + session_.invoke_id_;
    done.invoke_id = session_.invoke_id_;
    read_payload(tables_.states[last].done, done.data, tables_.states[last].line);
    household_.post({session_.parent_id_, std::move(done)});
}

void Interpreter::leave_all() {
    std::vector<StateIndex> leaving;
    for_each_bit(session_.active_, 1, static_cast<Index>(tables_.states.size()),
                 [&](StateIndex i) { leaving.push_back(i); });
    for (auto at = leaving.rbegin(); at != leaving.rend(); ++at) {
        run_blocks(tables_.states[*at].exit_blocks);
        cancel_invokes(*at);
        clear_bit(session_.active_, *at);  // What is left later does not see it any more.
    }
    queue_.clear();
}

void Interpreter::raise(Event event) {
    if (queue_.size() < around_.limits.queue_max) {
        queue_.push_back(std::move(event));
        return;
    }
    note("error.execution",
         "The internal queue is full: the event '" + event.name + "' was dropped.", 0);
    if (is_queue_full_) return;
    is_queue_full_ = true;
    Event error;
    error.name = "error.execution";
    error.type = "platform";
    error.data = "The internal queue is full.";
    queue_.back() = std::move(error);
}

void Interpreter::fail(std::string message, int line, const std::string& send_id,
                       const char* name) {
    note(name, message, line);
    Event event;
    event.name = name;
    event.type = "platform";
    event.send_id = send_id;
    event.data = std::move(message);
    raise(std::move(event));
}

void Interpreter::note(std::string label, std::string text, int line) {
    household_.outcome().log.push_back({std::move(label), std::move(text), line});
}

}  // namespace trinh::chart
