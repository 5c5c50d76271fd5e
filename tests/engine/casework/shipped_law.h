/// The shipped process and calendar, and the people who act on a case in the tests of this room.
#pragma once

#include <boost/json.hpp>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "engine/base/check.h"
#include "engine/calendar/calendar.h"
#include "engine/casework/decide.h"
#include "engine/casework/evolve.h"
#include "engine/workflow/reader.h"

namespace trinh::casework {

inline std::string shipped_text(const std::string& path) {
    std::ifstream file(TRINH_SOURCE_DIR "/workflows/" + path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

inline const workflow::Process& shipped_process() {
    static const auto process =
        workflow::read_process(shipped_text("law-2015/appraisal-ppc-decision.scxml")).process;
    CHECK(process != nullptr);
    return *process;
}

inline const calendar::Calendar& viet_nam() {
    static const auto reading = calendar::read_calendar(shipped_text("calendars/vn.xml"));
    CHECK(reading.calendar.has_value());
    return *reading.calendar;
}

inline Law shipped_law() {
    return {shipped_process(), viet_nam(), {}};
}

inline Date on(std::string_view text) {
    const auto date = Date::parse(text);
    CHECK(date.has_value());
    return *date;
}

/// Local time in Viet Nam.
inline Instant at(std::string_view day, int hour, int minute = 0) {
    return local_time(on(day), hour, minute);
}

inline Actor somebody(const std::string& person, const std::string& agency,
                      std::vector<std::string> roles) {
    return {person, agency, std::move(roles), "web"};
}

/// One of each role, a second specialist, and somebody who is both specialist and head.
inline const std::vector<Actor>& people() {
    static const std::vector<Actor> all = {
        somebody("lan", "so-xd", {"drafter"}),
        somebody("mai", "stp", {"clerk"}),
        somebody("hung", "stp", {"head"}),
        somebody("an", "stp", {"specialist"}),
        somebody("binh", "stp", {"specialist"}),
        somebody("chi", "stp", {"specialist", "head"}),
        somebody("dung", "stp", {"director"}),
        somebody("em", "stp", {"deputy-director"}),
        somebody("giang", "ppc-office", {"ppc-office"}),
        somebody("hoa", "ppc", {"ppc-secretary"}),
        somebody("khanh", "ppc", {"ppc-chair"}),
        somebody("la", "so-xd-khac", {"drafter"}),
    };
    return all;
}

inline const Actor& person(std::string_view id) {
    for (const auto& one : people()) {
        if (one.person == id) return one;
    }
    CHECK(false);
    return people().front();
}

inline Open ordinary_opening() {
    Open open;
    open.definition_hash = "hash";
    open.title = "Quyết định về quản lý vỉa hè";
    open.drafting_agency = "so-xd";
    open.department = "stp";
    return open;
}

inline std::string text_of(const Case& subject) {
    return json::serialize(to_json(subject));
}

}  // namespace trinh::casework
