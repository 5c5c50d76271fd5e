#include "engine/service/mail_desk.h"

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "engine/service/trail.h"

namespace trinh::service {
namespace {

constexpr int retried_max = 10'000;

const char* state_word(ports::MailState state) {
    switch (state) {
        case ports::MailState::pending:
            return "pending";
        case ports::MailState::sent:
            return "sent";
        case ports::MailState::dead:
            return "dead";
    }
    CHECK(false);
    return "";
}

Result<Done> may_see(const Caller& caller) {
    for (const char* role : {"admin", "head", "director", "deputy-director"}) {
        if (caller.has_role(role)) return Done{};
    }
    return Refusal{Reason::not_permitted,
                   "The outbox is for administrators, heads of division and directors.",
                   "Chỉ quản trị viên và lãnh đạo được xem hộp thư đi."};
}

json::object mail_view(const ports::MailRow& row) {
    const auto number = [](const auto& id) { return id ? json::value(id->number) : json::value(); };
    return {
        {"id", row.id.number},
        {"channel", row.channel == ports::Channel::mail ? "mail" : "webhook"},
        {"to", row.to_name.empty() ? row.to_address : row.to_name + " <" + row.to_address + ">"},
        {"letter", row.letter},
        {"state", state_word(row.state)},
        {"attempts", row.attempts},
        {"queued_at", row.queued_at.iso()},
        {"not_before", row.not_before.iso()},
        {"last_error", row.last_error},
        {"case_id", number(row.case_id)},
        {"together", number(row.together)}};
}

/// The leaf that says who had it tried again.
audit::Entry entry_of(const Caller& caller, const ports::MailRow& row, Instant now) {
    audit::Entry entry;
    entry.at = now;
    entry.actor = caller.person.id;
    entry.agency = caller.person.agency;
    entry.case_id = row.case_id;
    entry.action = "mail.retry";
    entry.before = state_word(row.state);
    entry.after = state_word(ports::MailState::pending);
    entry.note = fmt::format("{} {}, {}", row.letter, row.id.number, row.to_address);
    entry.via = caller.via;
    return entry;
}

void make_ready(ports::MailRow& row, Instant now) {
    row.state = ports::MailState::pending;
    row.not_before = now;
    row.attempts = 0;
}

}  // namespace

Result<json::object> MailDesk::list(const Caller& caller, std::string_view state) {
    auto may = may_see(caller);
    if (!may) return may.error();
    std::optional<ports::MailState> wanted;
    for (const auto known :
         {ports::MailState::pending, ports::MailState::sent, ports::MailState::dead}) {
        if (state == state_word(known)) wanted = known;
    }
    if (!state.empty() && !wanted) {
        return Refusal{Reason::invalid_input,
                       fmt::format("'{}' is not a state: expected pending, sent or dead.", state),
                       "Trạng thái thư không hợp lệ."};
    }
    auto tx = office_.store.begin_read();
    json::array items;
    for (const auto& row : tx->outbox().list(wanted, 200)) items.push_back(mail_view(row));
    return json::object{{"items", std::move(items)}};
}

Result<json::object> MailDesk::retry(const Caller& caller, MailId id) {
    auto may = may_see(caller);
    if (!may) return may.error();
    auto tx = office_.store.begin();
    auto row = tx->outbox().find(id);
    if (!row || row->state == ports::MailState::sent) {
        return Refusal{Reason::not_found, fmt::format("There is no unsent letter {}.", id.number),
                       fmt::format("Không có thư chưa gửi số {}.", id.number)};
    }
    const Instant now = office_.clock.now();
    append_entry(*tx, entry_of(caller, *row, now));
    make_ready(*row, now);
    tx->outbox().save_outcome(*row);
    tx->commit();
    return mail_view(*row);
}

Result<json::object> MailDesk::retry_all(const Caller& caller) {
    auto may = may_see(caller);
    if (!may) return may.error();
    auto tx = office_.store.begin();
    const Instant now = office_.clock.now();
    auto dead = tx->outbox().list(ports::MailState::dead, retried_max);
    if (dead.empty()) return json::object{{"count", 0}};
    auto entry = entry_of(caller, dead.front(), now);
    entry.case_id.reset();
    entry.note = fmt::format("{} dead letters", dead.size());
    append_entry(*tx, entry);
    for (auto& row : dead) {
        make_ready(row, now);
        tx->outbox().save_outcome(row);
    }
    tx->commit();
    return json::object{{"count", dead.size()}};
}

}  // namespace trinh::service
