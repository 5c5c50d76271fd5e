#include "engine/chart/household.h"

#include "engine/base/check.h"
#include "engine/chart/interpreter.h"

namespace trinh::chart {

Session* Household::find(Session& at, std::string_view session_id) {
    if (at.session_id_ == session_id) return &at;
    for (Session::Invoked& invoked : at.invoked_)
        if (Session* found = find(invoked.session, session_id)) return found;
    return nullptr;
}

const Session* Household::earliest(const Session& at) {
    const Session* best = at.pending_.empty() ? nullptr : &at;
    for (const Session::Invoked& invoked : at.invoked_) {
        const Session* other = earliest(invoked.session);
        if (other == nullptr) continue;
        if (best == nullptr || other->pending_.front().due < best->pending_.front().due)
            best = other;
    }
    return best;
}

void Household::post(Letter letter) {
    auto& queue = letter.is_start ? starts_ : letters_;
    queue.push_back(std::move(letter));
}

Household::Household() = default;
Household::~Household() = default;

Workspace& Household::borrow() {
    if (borrowed_ == workspaces_.size()) workspaces_.push_back(std::make_unique<Workspace>());
    return *workspaces_[borrowed_++];
}

void Household::begin(Session& root, const Surroundings& around) {
    root_ = &root;
    around_ = &around;
    outcome_.clear();
    if (!letters_.empty()) letters_.clear();
    if (!starts_.empty()) starts_.clear();
}

Outcome& Household::start(Session& root, const Surroundings& around, const json::object& given) {
    CHECK(!root.is_running_ && !root.is_final_);
    begin(root, around);
    Interpreter(root, *this, true).start(given);
    run_letters();
    outcome_.was_handled = true;
    return outcome_;
}

Outcome& Household::deliver(Session& root, const Event& event, const Surroundings& around) {
    begin(root, around);
    return take(event);
}

Outcome& Household::take(const Event& event) {
    const bool was_handled = Interpreter(*root_, *this, true).deliver(event);
    if (!letters_.empty() || !starts_.empty()) run_letters();
    outcome_.was_handled = was_handled;
    return outcome_;
}

Outcome& Household::fire(Session& root, const PendingSend& send, const Surroundings& around) {
    begin(root, around);
    Session* owner = send.owner.empty() ? &root : find(root, send.owner);
    const bool is_own = owner == &root && send.target.empty() && send.type.empty();
    if (is_own) return take(send.event);
    if (owner != nullptr && owner->is_running_) {
        Interpreter(*owner, *this, owner == &root).fire(send);
        run_letters();
        outcome_.was_handled = true;
    }
    return outcome_;
}

void Household::run_letters() {
    for (std::size_t count = 0; !letters_.empty() || !starts_.empty(); ++count) {
        if (count == around_->limits.events_max) {
            outcome_.log.push_back({"error.execution",
                                    "More than " + std::to_string(around_->limits.events_max) +
                                        " events followed from one; the remaining " +
                                        std::to_string(letters_.size() + starts_.size()) +
                                        " were dropped.",
                                    0});
            letters_.clear();
            starts_.clear();
            return;
        }
        auto& queue = starts_.empty() ? letters_ : starts_;
        const Letter letter = std::move(queue.front());
        queue.pop_front();
        run_letter(letter);
    }
}

void Household::run_letter(const Letter& letter) {
    Session* to = find(*root_, letter.to);
    if (to == nullptr) return;  // It ended meanwhile: its events end with it.
    Interpreter interpreter(*to, *this, to == root_);
    if (letter.is_start) {
        const json::object* given = letter.event.data.if_object();
        interpreter.start(given == nullptr ? json::object() : *given);
        return;
    }
    interpreter.deliver(letter.event);
}

}  // namespace trinh::chart
