#include "engine/service/daily_checkpoint.h"

#include <algorithm>
#include <fmt/format.h>

#include "engine/base/json_text.h"
#include "engine/service/audit_log_desk.h"
#include "engine/service/letters.h"

namespace trinh::service {
namespace {

bool is_signed_since(ports::Transaction& tx, Instant morning) {
    const auto points = tx.audit().checkpoints();
    return std::ranges::any_of(points, [&](const auto& point) { return point.at >= morning; });
}

json::object values_of(const Office& office, const ports::PersonRow& person,
                       const ports::CheckpointRow& point, const audit::SignedNote& note) {
    json::object values = letter_head(office, person, local_date(point.at));
    values["others_vi"] = "";
    values["next_vi"] = "";
    values["size"] = point.size;
    values["root"] = point.root;
    values["key_id"] = point.key_id;
    values["key"] = checkpoint_key(office)->public_key().base64();
    values["checkpoint"] = audit::printed(note);
    return values;
}

}  // namespace

int DailyCheckpoint::queue() {
    const Instant now = office_.clock.now();
    const Date today = local_date(now);
    const casework::OfficeHours hours = office_.shelf.hours();
    const Instant morning = local_time(today, hours.morning_hour, hours.morning_minute);
    if (now < morning || today == done_ || office_.secrets == nullptr) return 0;
    auto tx = office_.store.begin_behind();
    const bool is_signed = is_signed_since(*tx, morning);
    ports::PersonRow clock;
    clock.id = "clock";
    auto point = sign_checkpoint(office_, *tx, {clock, "clock"});
    if (!point) throw ports::StoreFailure(point.error().message);
    auto note = note_of(*point);
    int queued = 0, readers = 0;
    for (const auto& person : tx->people().people()) {
        const bool audits = std::ranges::count(person.roles, "auditor") > 0;
        if (!audits || person.email.empty()) continue;
        ++readers;
        ports::MailRow row;
        row.message_id =
            fmt::format("checkpoint.{}.{}@{}", today.iso(), person.id, office_.mail_host);
        row.to_person = person.id;
        row.to_address = person.email;
        row.to_name = person.name;
        row.letter = "audit-checkpoint";
        row.values = to_json_text(values_of(office_, person, *point, *note));
        row.queued_at = now;
        row.not_before = now;
        queued += tx->outbox().queue(row) ? 1 : 0;
    }
    // Letters of the day that stand there already: another node was quicker, ours is taken back.
    if (queued > 0 || (readers == 0 && !is_signed)) tx->commit();
    done_ = today;
    return queued;
}

}  // namespace trinh::service
