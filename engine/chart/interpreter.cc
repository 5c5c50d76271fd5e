#include "engine/chart/interpreter.h"

#include <algorithm>

namespace trinh::chart {

Interpreter::Interpreter(Session& session, Household& household, bool is_root)
    : session_(session),
      household_(household),
      tables_(session.chart().tables()),
      around_(household.around()),
      work_(household.borrow()),
      outcome_(is_root ? household.outcome() : work_.unseen),
      scope_(work_.scope) {
    scope_.look(session, around_.facts);
    if (!is_root) outcome_.clear();
    next_ = outcome_.raised.size();
    work_.to_invoke.clear();
    work_.failed.clear();
    scope_.offer_http(around_.limits.http);
}

void Interpreter::start(const json::object& given) {
    session_.is_running_ = true;
    session_.active_.insert(0);
    // Every variable exists from the start; late binding only gives the value later.
    for (const DataRow& row : tables_.datamodel) session_.data_.emplace(row.id, nullptr);
    initialise(tables_.states[0].datamodel, &given);
    if (!tables_.is_late) {
        const Index first = tables_.states[0].datamodel.end();
        const auto count = static_cast<Index>(tables_.datamodel.size());
        initialise({first, count - first}, nullptr);
    }
    if (tables_.script != none) run_block(tables_.script);
    work_.entry_set.clear();
    work_.entry_set.add_targets(tables_, session_.history_, tables_.states[0].defaults, 0);
    enter_set();
    settle();
}

bool Interpreter::deliver(const Event& event) {
    if (!session_.is_running_) return false;
    current_ = &event;
    scope_.see(event);
    pass_on(event);
    const bool is_taken = select(&event);
    if (is_taken) microstep();
    settle();
    return is_taken;
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
    session_.active_.clear();
    session_.pending_.clear();
}

void Interpreter::settle() {
    // One budget for all rounds: an <invoke> that fails raises an event that may lead back to it.
    do {
        if (session_.is_running_) run_macrostep();
        if (session_.is_running_ && !work_.to_invoke.empty()) run_invokes();
    } while (session_.is_running_ && has_queued() && !has_given_up_);
    drop_queue();
    if (!session_.is_running_ && !session_.is_final_) finish();
}

void Interpreter::run_macrostep() {
    while (session_.is_running_) {
        bool is_enabled = select(nullptr);
        if (!is_enabled) {
            if (!has_queued()) return;
            if (++events_ > around_.limits.events_max) return give_up();
            is_enabled = take_next();
        }
        if (!is_enabled) continue;
        if (++microsteps_ > around_.limits.microsteps_max) return give_up();
        microstep();
    }
}

/// The next event of the internal queue; true when it enables transitions.
bool Interpreter::take_next() {
    current_ = &outcome_.raised[next_++];
    scope_.see(*current_);
    if (select(current_)) return true;
    outcome_.untaken.push_back(static_cast<Index>(next_ - 1));
    return false;
}

void Interpreter::give_up() {
    has_given_up_ = true;
    drop_queue();
    fail("The macrostep did not end within " + std::to_string(around_.limits.microsteps_max) +
             " microsteps and " + std::to_string(around_.limits.events_max) +
             " events and was stopped; eventless transitions or raised events go in a circle.",
         0);
    const std::size_t end = next_ + 1;
    if (take_next()) microstep();
    outcome_.raised.shrink_to(end);
    next_ = end;
}

/// The chart stopped by itself: leave everything, tell the parent, keep the final state to show.
void Interpreter::finish() {
    StateIndex last = no_state;
    for (const StateIndex i : session_.active_)
        if (tables_.states[i].parent == 0 && tables_.states[i].kind == StateKind::final) last = i;
    leave_all();
    session_.is_final_ = true;
    session_.pending_.clear();
    session_.active_.clear();
    session_.active_.insert(0);
    if (last != no_state) session_.active_.insert(last);
    if (session_.parent_id_.empty() || last == no_state) return;
    Event done;
    done.name = "done.invoke." + session_.invoke_id_;
    done.invoke_id = session_.invoke_id_;
    read_payload(tables_.states[last].done, done.data, tables_.states[last].line);
    household_.post({session_.parent_id_, std::move(done)});
}

void Interpreter::leave_all() {
    work_.leaving.assign(session_.active_.begin() + 1, session_.active_.end());
    for (auto at = work_.leaving.rbegin(); at != work_.leaving.rend(); ++at) {
        run_blocks(tables_.states[*at].exit_blocks);
        cancel_invokes(*at);
        session_.active_.erase(*at);  // What is left later does not see it any more.
    }
    drop_queue();
}

void Interpreter::raise(Event event) {
    if (has_queue_room(event.name)) outcome_.raised.add() = std::move(event);
}

void Interpreter::raise(std::string_view name, std::string_view of, const char* type) {
    if (!has_queue_room(name)) return;
    Event& event = outcome_.raised.add();
    event.name = name;
    event.name += of;
    event.type = type;
}

bool Interpreter::has_queue_room(std::string_view name) {
    const std::size_t end = outcome_.raised.size();
    if (end - next_ < around_.limits.queue_max) return true;
    note("error.execution",
         "The internal queue is full: the event '" + std::string(name) + "' was dropped.", 0);
    if (is_queue_full_) return false;
    is_queue_full_ = true;
    outcome_.raised.shrink_to(end - 1);
    Event& error = outcome_.raised.add();
    error.name = "error.execution";
    error.type = "platform";
    error.data = "The internal queue is full.";
    return false;
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
