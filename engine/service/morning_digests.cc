#include "engine/service/morning_digests.h"

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "engine/base/json_text.h"
#include "engine/service/case_law.h"
#include "engine/service/letters.h"
#include "engine/service/record.h"
#include "engine/service/views.h"

namespace trinh::service {
namespace {

constexpr int digest_rows_max = 200;

/// The digest's rows for one person, nearest deadline first; empty when nothing waits for him.
json::object digest_values(const Office& office, ports::Transaction& tx, Directory& names,
                           const ports::PersonRow& person, Instant now) {
    json::array items;
    for (const auto& row : tx.cases().work_of(person, digest_rows_max)) {
        auto full = tx.cases().load(row.id);
        auto law = law_of_case(office, tx, row.definition_hash);
        if (!full || !law) continue;
        const auto subject = read_case(*full);
        const Recording recording{office, *law, tx, names, now};
        auto item = letter_item(recording, subject, nearest_running_clock(subject));
        item["others_vi"] = "";
        items.push_back(std::move(item));
    }
    if (items.empty()) return {};
    json::object values = letter_head(office, person, local_date(now));
    values["items"] = std::move(items);
    values["others_vi"] = "";
    values["next_vi"] = "";
    return values;
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
    auto tx = office_.store.begin();
    Directory names(*tx);
    for (const auto& person : tx->people().people()) {
        if (person.email.empty()) continue;
        const auto values = digest_values(office_, *tx, names, person, now);
        if (values.empty()) continue;
        ports::MailRow row;
        row.message_id = fmt::format("digest.{}.{}@{}", today.iso(), person.id, office_.mail_host);
        row.to_person = person.id;
        row.to_address = person.email;
        row.to_name = person.name;
        row.letter = "digest";
        row.values = to_json_text(values);
        row.queued_at = now;
        row.not_before = now;
        queued += tx->outbox().queue(row) ? 1 : 0;
    }
    tx->commit();
    done_ = today;
    return queued;
}

}  // namespace trinh::service
