/// Case: one document on its way: where it stands, what lies in its dossier, which clocks run.
///
/// A plain value. Only evolve() makes a new Case out of an old one, so the stored journal always
/// rebuilds the stored case. The running chart is kept as its snapshot (chart/session.h).
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/date.h"
#include "engine/base/id.h"
#include "engine/base/instant.h"

namespace trinh::casework {

namespace json = boost::json;

/// Who acts, as the service found him: never taken from a request's body.
struct Actor {
    std::string person;  ///< "clock" for the dispatcher.
    std::string agency;
    std::vector<std::string> roles;
    std::string via;  ///< "web", "cli", "clock".
};

struct DossierEntry {
    bool is_received = false;
    std::string form;  ///< "paper" or "electronic", as it came.
    std::optional<Date> received_on;
    std::string by;
};

struct DraftVersion {
    int number = 0;  ///< 1 to 5 (Decree 34/2016, art. 39).
    std::string sha256, file_name;
    std::int64_t bytes = 0;
    Instant at;
    std::string by;
};

/// A time in which a clock stood still; without an end: it still does.
struct Standstill {
    Date from;
    std::optional<Date> to;
    bool operator==(const Standstill&) const = default;
};

/// One deadline of one entry of its state.
struct Clock {
    std::string deadline;    ///< Id in the process.
    std::int64_t entry = 0;  ///< Counts entries of states in this case: names this very clock.
    Instant opened_at;
    std::optional<Date> anchor, due;  ///< Absent: the clock has not started.
    std::string reason, reason_en;    ///< How the date was counted, step by step.
    bool is_certain = true;
    int wakes_done = 0;              ///< How far along its schedule (clocks.h).
    std::optional<Instant> wake_at;  ///< The next look; absent: none any more.
    bool is_closed = false, was_on_time = false;
    std::optional<Instant> closed_at;
    std::vector<Standstill> pauses = {};  ///< In order; only the last may be without an end.
};

struct Case {
    CaseId id;
    std::string process, definition_hash;
    std::string title, drafting_agency, department, opened_by;
    Instant opened_at;
    std::optional<std::int64_t> earlier_case;  ///< The case this one continues.
    std::string relation;                      ///< "re-appraisal".
    std::optional<Date> triggered_on;          ///< See triggering_date().
    json::object session;
    std::map<std::string, std::string> appointed;   ///< Role -> person.
    std::map<std::string, DossierEntry> dossier;    ///< Item -> what came.
    std::map<std::string, std::string> last_actor;  ///< Event -> who did it last.
    std::vector<DraftVersion> drafts;
    std::vector<Clock> clocks;  ///< Every clock ever started, in order.
    std::int64_t entries = 0;
    std::int64_t sequence = 0;  ///< Number of journal entries so far.
    bool is_closed = false;
};

/// The chart's data of the case: fields and tables by their id.
const json::object& values_of(const Case& subject);

/// The day whose law the case was opened under; of older cases the day it was opened.
Date triggering_date(const Case& subject);

json::object to_json(const Case& from);
/// Throws std::exception when the text is not what to_json() wrote: the store is broken.
Case case_from_json(const json::value& from);

}  // namespace trinh::casework
