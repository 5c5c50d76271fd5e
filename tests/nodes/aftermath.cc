#include "tests/nodes/aftermath.h"

#include <boost/json/parse.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "adapters/app/clocks.h"
#include "engine/service/audit_desk.h"
#include "engine/service/doctor_desk.h"

namespace trinh::testing {

namespace {

namespace json = boost::json;

constexpr int rows_max = 1'000'000;
constexpr const char* first_mark =
    "2030";  ///< Days before it were planned before the servers came.

std::vector<ports::CaseRow> cases_in(ports::Store& store) {
    ports::CaseFilter filter;
    filter.limit = rows_max;
    return store.begin_read()->cases().list(filter);
}

/// How often each mark of an act stands in the store.
std::map<std::string, int> marks_in(ports::Store& store) {
    std::map<std::string, int> found;
    const auto cases = cases_in(store);
    auto tx = store.begin_read();
    for (const auto& one : cases) {
        if (one.title.starts_with("Quyết định số")) ++found[one.title];
        for (const auto& row : tx->cases().journal(one.id)) {
            if (row.type != "action_taken") continue;
            const auto body = json::parse(row.body);
            const auto* day = body.at("inputs").as_object().if_contains("meeting_date");
            if (day != nullptr && day->as_string() >= first_mark) {
                ++found[std::string(day->as_string())];
            }
        }
    }
    return found;
}

}  // namespace

Instant system_now() {
    return app::ShiftedClock::system_now();
}

std::map<std::string, int> wakes_in(ports::Store& store) {
    std::map<std::string, int> found;
    const auto cases = cases_in(store);
    auto tx = store.begin_read();
    for (const auto& one : cases) {
        for (const auto& row : tx->cases().journal(one.id)) {
            if (row.type != "clock_woke") continue;
            const auto body = json::parse(row.body).as_object();
            ++found[fmt::format(
                "{} {} {} {}", one.id.number, std::string(body.at("deadline").as_string()),
                body.at("entry").as_int64(), std::string(body.at("kind").as_string()))];
        }
    }
    return found;
}

void expect_each_act_once(ports::Store& store, const std::set<std::string>& marks) {
    const auto found = marks_in(store);
    for (const auto& [mark, times] : found) EXPECT_EQ(times, 1) << mark;
    for (const auto& mark : marks) EXPECT_TRUE(found.contains(mark)) << mark << " is lost";
    EXPECT_EQ(found.size(), marks.size());
}

std::size_t expect_each_clock_once(ports::Store& store, std::size_t least) {
    EXPECT_TRUE(store.begin_read()->deadlines().due(system_now(), 1).empty());
    const auto wakes = wakes_in(store);
    for (const auto& [clock, times] : wakes) EXPECT_EQ(times, 1) << clock;
    EXPECT_GE(wakes.size(), least);
    return wakes.size();
}

std::size_t expect_each_letter_sent(ports::Store& store, const LetterBox& box) {
    const auto rows = store.begin_read()->outbox().list(std::nullopt, rows_max);
    for (const auto& row : rows) {
        EXPECT_EQ(row.state, ports::MailState::sent) << row.message_id << row.last_error;
        const auto together =
            row.together ? fmt::format("{}.{}.", row.batch, row.together->number) : row.message_id;
        EXPECT_TRUE(box.has_taken(row.message_id) || box.has_taken(together)) << row.message_id;
    }
    return rows.size();
}

void expect_whole(TestOffice& office) {
    EXPECT_TRUE(service::AuditDesk(office.office()).verify().at("ok").as_bool());
    for (const auto& line : service::DoctorDesk(office.office()).examine({})) {
        if (line.name != "journals" && line.name != "deadlines") continue;
        EXPECT_NE(line.level, ports::CheckLevel::fault) << line.found;
    }
}

}  // namespace trinh::testing
