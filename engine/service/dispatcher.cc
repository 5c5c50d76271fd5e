#include "engine/service/dispatcher.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "engine/base/json_text.h"
#include "engine/casework/decide.h"
#include "engine/service/case_law.h"
#include "engine/service/letter_picture.h"
#include "engine/service/letters.h"
#include "engine/service/linked_cases.h"
#include "engine/service/record.h"
#include "engine/service/views.h"

namespace trinh::service {
namespace {

constexpr int attempts_max = 12;
constexpr Duration first_retry = minutes(1);
constexpr Duration last_retry = hours(6);
constexpr int digest_rows_max = 200;

/// 1, 2, 4 ... minutes, never more than six hours.
Duration retry_after(int attempts) {
    std::int64_t ms = first_retry.ms;
    for (int i = 1; i < attempts && ms < last_retry.ms; ++i) ms *= 2;
    return {std::min(ms, last_retry.ms)};
}

/// One clock in one transaction. False when the row was stale: it is put right.
bool wake_one(const Office& office, const ports::DeadlineRow& due) {
    auto tx = office.store.begin();
    const Instant now = office.clock.now();
    auto row = tx->cases().load_for_update(due.case_id);
    if (!row) return false;
    auto law = law_of_case(office, *tx, row->definition_hash);
    if (!law) return false;
    const auto subject = read_case(*row);
    auto decision = due.deadline == casework::pending_send_row
                        ? casework::decide_pending(*law, subject, now)
                        : casework::decide_wake(*law, subject, {due.deadline, due.entry}, now);
    Directory names(*tx);
    const Recording recording{office, *law, *tx, names, now};
    if (!decision) {
        rewrite_deadlines(recording, subject);
        tx->commit();
        return false;
    }
    const ActNote note{"clock", {}, "clock", {}, {}};
    LinkedCases linked(office, *tx, names, {"clock", "", {}, "clock"}, now);
    auto saved = linked.record(*law, subject, row->version, *decision, note);
    if (!saved) return false;
    tx->commit();
    return true;
}

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

ports::SendOutcome hand_over(ports::Mailer& mailer, const ports::MailRow& row,
                             std::optional<ports::Attachment> picture) {
    const auto values = parse_json(row.values);
    if (!values || !values->is_object()) {
        return {ports::SendStatus::permanent, "The stored values of this letter cannot be read."};
    }
    return mailer.send({row.message_id, row.to_address, row.to_name, row.letter,
                        values->as_object(), std::move(picture)});
}

/// A server that refuses our settings says nothing about the letter: that is no attempt.
void note_outcome(ports::MailRow& row, const ports::SendOutcome& outcome, Instant now) {
    using ports::SendStatus;
    row.last_error = outcome.detail;
    if (outcome.status != SendStatus::misconfigured) ++row.attempts;
    if (outcome.status == SendStatus::accepted) {
        row.state = ports::MailState::sent;
        row.last_error.clear();
        return;
    }
    const bool is_given_up =
        outcome.status == SendStatus::temporary && row.attempts >= attempts_max;
    if (outcome.status == SendStatus::permanent || is_given_up) row.state = ports::MailState::dead;
    row.not_before = now + retry_after(row.attempts);
}

}  // namespace

int Dispatcher::wake_clocks(int limit) {
    std::vector<ports::DeadlineRow> due;
    {
        auto tx = office_.store.begin_read();
        due = tx->deadlines().due(office_.clock.now(), limit);
    }
    int woken = 0;
    std::string failure;
    for (const auto& row : due) {
        try {
            woken += wake_one(office_, row) ? 1 : 0;
        } catch (const ports::StoreFailure& fault) {
            failure = fault.what();  // One case must not hold up the clocks of the others.
        }
    }
    if (!failure.empty() && woken == 0) throw ports::StoreFailure(failure);
    return woken;
}

int Dispatcher::queue_digests() {
    const Instant now = office_.clock.now();
    const Date today = local_date(now);
    const casework::OfficeHours hours = office_.shelf.hours();
    const bool is_morning = now >= local_time(today, hours.morning_hour, hours.morning_minute);
    auto calendar = office_.shelf.calendar();
    if (!is_morning || today == digests_done_ || !calendar || !(*calendar)->is_working(today)) {
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
    digests_done_ = today;
    return queued;
}

DispatchReport Dispatcher::send_mail(ports::Mailer& mailer, int limit) {
    DispatchReport report;
    std::vector<ports::MailRow> ready;
    {
        auto tx = office_.store.begin_read();
        ready = tx->outbox().ready(office_.clock.now(), limit);
    }
    LetterPictures pictures(office_);
    for (auto& row : ready) {
        auto picture = options_.attaches_pictures ? pictures.of(row) : std::nullopt;
        const auto outcome = hand_over(mailer, row, std::move(picture));
        note_outcome(row, outcome, office_.clock.now());
        if (row.state == ports::MailState::sent) {
            ++report.mails_sent;
        } else {
            ++report.mails_failed;
        }
        auto tx = office_.store.begin();
        tx->outbox().save_outcome(row);
        tx->commit();
        if (outcome.status == ports::SendStatus::misconfigured) {
            report.is_mail_stopped = true;
            break;
        }
    }
    return report;
}

}  // namespace trinh::service
