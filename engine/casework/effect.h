/// Effect: what must happen outside after the commit; stored with the events, done by others.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "engine/casework/event.h"
#include "engine/workflow/process.h"

namespace trinh::casework {

/// A letter to everybody who holds one of these roles for this case.
struct SendLetter {
    std::string letter;              ///< Template name.
    std::vector<std::string> roles;  ///< All of them get it, and each sees who else did.
    std::string deadline;            ///< The clock it is about; empty: none.
    std::int64_t entry = 0;
    std::string before;         ///< For a moved clock: the date it had.
    bool is_escalated = false;  ///< It goes to somebody above the first circle as well.
    std::string note;
    workflow::Title about;  ///< What was done: the action's title; empty: nothing in particular.
    std::vector<workflow::LetterValue> values;
};

/// A new case that continues this one.
struct OpenLinked {
    std::string process, relation;
    std::string title, drafting_agency;  ///< Empty: this case's own.
    json::object values;                 ///< What it takes over from this case.
    std::size_t number = 0;              ///< Its place in a list of such cases, from 1; 0: alone.
};

/// The case that this one continues gets an event.
struct TellParent {
    std::string event;
    json::object data;
};

/// One letter to each person whom unfinished cases of that relation wait for.
struct Chase {
    std::string relation, letter, note;
};

using Effect = std::variant<SendLetter, OpenLinked, TellParent, Chase>;

/// What one command leads to. The store commits all of it in one transaction, or none.
struct Decision {
    std::vector<Event> events;  ///< In order; never empty.
    std::vector<Effect> effects;
    Case after;                        ///< evolve() of all the events: saved as the snapshot.
    std::vector<std::string> entered;  ///< States entered, for answers and letters.
    bool was_heard = true;             ///< False: no transition took what the case was told.
};

}  // namespace trinh::casework
