/// Household: a session with the charts it invoked, and the post between them.
///
/// One call from outside runs until no letter is left, so that a case and all it invoked are
/// committed together. What was invoked begins before the next letter is read (section 6.4), so
/// that it runs its onexit when that letter cancels it; letters are read in the order they were
/// written.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/chart/session.h"

namespace trinh::chart {

/// What surrounds one call.
struct Surroundings {
    Instant now;
    const json::object& facts;
    const StepLimits& limits;
};

/// An event on its way from one session of the household to another, or to itself.
struct Letter {
    std::string to;  ///< Session id.
    Event event = {};
    bool is_start = false;  ///< Not an event: the invoked session may begin.
};

struct Workspace;

/// Kept from call to call by a Stepper, with the room that steps need.
class Household {
public:
    Household();
    ~Household();
    Household(const Household&) = delete;
    Household& operator=(const Household&) = delete;

    /// The outcome is good until the next call.
    Outcome& start(Session& root, const Surroundings& around, const json::object& given = {});
    Outcome& deliver(Session& root, const Event& event, const Surroundings& around);
    Outcome& fire(Session& root, const PendingSend& send, const Surroundings& around);

    /// For the interpreters, while they run.
    void post(Letter letter);
    [[nodiscard]] bool knows(std::string_view session_id) { return find(*root_, session_id); }
    [[nodiscard]] const Surroundings& around() const { return *around_; }
    Outcome& outcome() { return outcome_; }
    /// Room for one interpreter; given back in the opposite order.
    Workspace& borrow();
    void give_back() { --borrowed_; }

    /// The session or the owner of an invoked one with this id; null when there is none.
    static Session* find(Session& at, std::string_view session_id);
    /// Whose pending send is the earliest, of a session and all it invoked; null: none pends.
    static const Session* earliest(const Session& at);

private:
    void begin(Session& root, const Surroundings& around);
    Outcome& take(const Event& event);
    void run_letters();
    void run_letter(const Letter& letter);

    Session* root_ = nullptr;
    const Surroundings* around_ = nullptr;
    Outcome outcome_;
    std::deque<Letter> starts_, letters_;
    std::vector<std::unique_ptr<Workspace>> workspaces_;
    std::size_t borrowed_ = 0;
};

}  // namespace trinh::chart
