/// Event: one thing that happened to a case, as its journal keeps it for ever.
///
/// A stored event never changes its meaning; a new meaning is a new type. What each one does to a
/// case is in evolve.cc, one function an event.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <string>
#include <variant>
#include <vector>

#include "engine/casework/case.h"

namespace trinh::casework {

struct CaseOpened {
    std::string process, definition_hash, title, drafting_agency, department;
    std::optional<std::int64_t> earlier_case;
    std::string relation, via;
    std::optional<Date> triggered_on =
        {};  ///< Absent in journals from before regimes: the day of `at`.
};

/// An officer (or the clock) sent an event to the chart.
struct ActionTaken {
    std::string event;
    json::value inputs;
    std::string note, via;
};

/// The chart moved. `session` holds the changed keys of its snapshot (null: the key is gone),
/// `values` the changed data. Of a list (a table) that kept its length or grew, `rows` holds only
/// the new elements: key -> position -> element; a thousand answers do not store the list each.
struct Stepped {
    std::vector<std::string> exited, entered;
    json::object session, values;
    std::vector<std::string> values_gone, faults;
    json::object rows = {};
};

/// No transition took the event, or an error that the chart raised: visible, not lost.
struct EventIgnored {
    std::string event;
};

struct ItemMarked {
    std::string item;
    bool is_received = false;
    std::string form;
    std::optional<Date> received_on;
};

struct DraftAdded {
    int number = 0;
    std::string sha256, file_name;
    std::int64_t bytes = 0;
};

struct Appointed {
    std::string role, person;
};

struct ClockSet {
    Clock clock;                 ///< Replaces the one with the same entry and deadline, if any.
    std::optional<Date> before;  ///< The due date it had, when it moved.
};

struct ClockClosed {
    std::string deadline;
    std::int64_t entry = 0;
    bool was_on_time = false;
};

/// The dispatcher looked: "near", "today", "passed" or "escalated"; "near_missed", "today_missed"
/// when it came so late that the due date had passed.
struct ClockWoke {
    std::string deadline;
    std::int64_t entry = 0;
    std::string kind, to_role;
    int wakes_done = 0;
    std::optional<Instant> wake_at;
};

/// What the clock was due to do was refused; it will try again.
struct ClockHeld {
    std::string deadline;
    std::int64_t entry = 0;
    std::string text, text_en;  ///< Why.
};

struct FactRecorded {
    std::string name;
    Date date;
    bool counts = false;
};

struct CaseClosed {
    std::string final_state;
};

/// What a <log> of the chart wrote down.
struct ChartNoted {
    std::string label, text;
    int line = 0;  ///< In the definition.
};

/// One line of the report of a migration (migration.h): what becomes of one thing.
struct MigrationLine {
    /// "state", "history", "data", "send", "invoke", "deadline", "action", "role", "item", "draft"
    /// or "validity".
    std::string subject = {};
    std::string change = {};              ///< "kept", "moved", "created", "dropped" or "noted".
    std::string id = {};                  ///< The old name; the new one of what is created.
    std::string before = {}, after = {};  ///< Ids, days or JSON values; empty: nothing.
    std::string text = {}, text_en = {};  ///< The same as a sentence.
    bool is_past = false;                 ///< A deadline that is over already.
};

/// The case goes on under another definition. Holds all of the case that a definition has names
/// for, as it is afterwards.
struct CaseMigrated {
    std::string from_process, from_hash, process, definition_hash;
    std::string map, reason, via;  ///< `map`: its title; empty: none was needed.
    json::object session;
    std::vector<Clock> clocks;
    std::map<std::string, std::string> appointed, last_actor;
    std::map<std::string, DossierEntry> dossier;
    std::vector<DraftVersion> drafts;
    std::map<std::string, Instant> entered;  ///< Active states and since when they are.
    std::vector<MigrationLine> changes;      ///< The report without what was kept.
};

/// A case that this one opened told how it goes; the actor is who acted on that case.
struct ToldByCase {
    std::int64_t from_case = 0;
    std::string title, event;
    json::object data;
    std::string via;
};

/// The case that opened this one was told; it did not hear when it is closed or has no rule for it.
struct ParentTold {
    std::int64_t parent = 0;
    std::string event;
    bool was_heard = false;
};

using EventBody =
    std::variant<CaseOpened, ActionTaken, Stepped, EventIgnored, ItemMarked, DraftAdded, Appointed,
                 ClockSet, ClockClosed, ClockWoke, FactRecorded, CaseClosed, ChartNoted,
                 CaseMigrated, ToldByCase, ParentTold, ClockHeld>;

struct Event {
    Instant at;
    std::string actor;
    EventBody body;
};

const char* event_type(const Event& event);  ///< "action_taken": the journal's type column.
json::object to_json(const Event& event);    ///< Without type and instant; with "actor".
/// Throws std::exception when it is not what to_json() wrote: the store is broken.
Event event_from_json(std::string_view type, Instant at, const json::value& from);

}  // namespace trinh::casework
