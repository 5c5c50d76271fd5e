#include "engine/service/morning_digests.h"

#include <boost/json/array.hpp>
#include <fmt/format.h>
#include <map>
#include <utility>
#include <vector>

#include "engine/base/json_text.h"
#include "engine/service/case_law.h"
#include "engine/service/letters.h"
#include "engine/service/loaded_case.h"
#include "engine/service/record.h"
#include "engine/service/views.h"

namespace trinh::service {
namespace {

constexpr int rows_max = 5'000;         ///< Of a person's work that one digest counts.
constexpr std::size_t lines_max = 200;  ///< That a letter shows.
constexpr int campaign_lines_max = 5;   ///< More cases of one campaign are one line.
constexpr std::int64_t soon_working_days = 3;

/// What one line of the letter tells of: a case, or many cases of one campaign with the nearest.
struct Line {
    ports::CaseRow nearest;
    std::int64_t cases = 1;
    bool is_campaign = false;
};

/// The group of the letter that a case stands in, by its nearest deadline.
int group_of(const calendar::Calendar& calendar, Date today, const ports::CaseRow& row) {
    if (!row.next_due) return 3;
    const int days = remaining_days(calendar, today, *row.next_due);
    return days < 0 ? 0 : days == 0 ? 1 : days <= soon_working_days ? 2 : 3;
}

/// In the order of the rows; of a campaign with many cases, one line a group.
std::vector<Line> lines_of(const calendar::Calendar& calendar, Date today,
                           const std::vector<ports::CaseRow>& rows) {
    std::map<CaseId, int> counts;
    for (const auto& row : rows) {
        if (row.parent) ++counts[*row.parent];
    }
    std::vector<Line> lines;
    std::map<std::pair<CaseId, int>, std::size_t> places;
    for (const auto& row : rows) {
        const bool is_campaign = row.parent && counts[*row.parent] > campaign_lines_max;
        if (is_campaign) {
            const std::pair key{*row.parent, group_of(calendar, today, row)};
            const auto [place, is_new] = places.try_emplace(key, lines.size());
            if (!is_new) {
                ++lines[place->second].cases;
                continue;
            }
        }
        lines.push_back({row, 1, is_campaign});
    }
    return lines;
}

std::string shown(const json::object& item, const char* key) {
    return std::string(item.at(key).as_string());
}

/// Makes the line of a campaign from that of its nearest case.
void tell_of_campaign(json::object& item, const Line& line, const Recording& recording,
                      const ports::PersonRow& person) {
    const auto number = line.nearest.parent->number;
    const Caller reader{person, "mail"};
    const auto campaign = load_case(recording.office, reader, recording.tx, CaseId{number});
    const auto row = recording.tx.cases().load(CaseId{number});
    item["cases"] = line.cases;
    item["stage"] =
        fmt::format("{} – “{}” (hồ sơ gần hạn nhất)", shown(item, "stage"), shown(item, "title"));
    item["title"] = fmt::format("{}: {} hồ sơ đang chờ xử lý", row ? row->title : "", line.cases);
    item["responsible"] = "";
    // Who may not see the campaign finds its cases in his work.
    item["url"] = campaign ? fmt::format("{}/cases/{}", recording.office.base_url, number)
                           : recording.office.base_url;
}

/// The digest's values for one person, nearest deadline first; empty when nothing waits for him.
json::object digest_values(const Office& office, const calendar::Calendar& calendar,
                           const ports::PersonRow& person, Instant now) {
    auto tx = office.store.begin_read();
    Directory names(*tx);
    const Date today = local_date(now);
    json::array items;
    std::int64_t hidden = 0;
    for (const auto& line : lines_of(calendar, today, tx->cases().work_of(person, rows_max))) {
        if (items.size() == lines_max) {
            hidden += line.cases;
            continue;
        }
        auto full = tx->cases().load(line.nearest.id);
        auto law = law_of_case(office, *tx, line.nearest.definition_hash);
        if (!full || !law) continue;
        const auto subject = read_case(*full);
        const Recording recording{office, *law, *tx, names, now};
        auto item = letter_item(recording, subject, nearest_running_clock(subject));
        item["others_vi"] = "";
        if (line.is_campaign) tell_of_campaign(item, line, recording, person);
        items.push_back(std::move(item));
    }
    if (items.empty()) return {};
    json::object values = letter_head(office, person, today);
    values["items"] = std::move(items);
    values["soon_working_days"] = soon_working_days;
    values["more_vi"] =
        hidden == 0 ? "" : fmt::format("Còn {} hồ sơ khác, xem trên hệ thống.", hidden);
    values["others_vi"] = "";
    values["next_vi"] = "";
    return values;
}

ports::MailRow digest_of(const Office& office, const ports::PersonRow& person,
                         const json::object& values, Instant now) {
    ports::MailRow row;
    row.message_id =
        fmt::format("digest.{}.{}@{}", local_date(now).iso(), person.id, office.mail_host);
    row.to_person = person.id;
    row.to_address = person.email;
    row.to_name = person.name;
    row.letter = "digest";
    row.values = to_json_text(values);
    row.queued_at = now;
    row.not_before = now;
    return row;
}

}  // namespace

int MorningDigests::queue() {
    const Instant now = office_.clock.now();
    const Date today = local_date(now);
    const casework::OfficeHours hours = office_.shelf.hours();
    const bool is_morning = now >= local_time(today, hours.morning_hour, hours.morning_minute);
    auto calendar = office_.shelf.calendar();
    if (!is_morning || today == done_ || !calendar || !(*calendar)->is_working(today)) {
        return 0;
    }
    int queued = 0;
    // One short transaction a person: officers are at work at that hour.
    for (const auto& person : office_.store.begin_read()->people().people()) {
        if (person.email.empty()) continue;
        const auto values = digest_values(office_, **calendar, person, now);
        if (values.empty()) continue;
        auto tx = office_.store.begin_behind();
        queued += tx->outbox().queue(digest_of(office_, person, values, now)) ? 1 : 0;
        tx->commit();
    }
    done_ = today;
    return queued;
}

}  // namespace trinh::service
