#include "engine/service/mail_desk.h"

#include <boost/json/array.hpp>
#include <fmt/format.h>

namespace trinh::service {
namespace {

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
    return {{"id", row.id.number},
            {"to", row.to_name + " <" + row.to_address + ">"},
            {"letter", row.letter},
            {"state", state_word(row.state)},
            {"attempts", row.attempts},
            {"queued_at", row.queued_at.iso()},
            {"not_before", row.not_before.iso()},
            {"last_error", row.last_error},
            {"case_id", row.case_id ? json::value(row.case_id->number) : json::value(nullptr)}};
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
    for (auto row : tx->outbox().list(std::nullopt, 10'000)) {
        if (row.id != id || row.state == ports::MailState::sent) continue;
        row.state = ports::MailState::pending;
        row.not_before = office_.clock.now();
        row.attempts = 0;
        tx->outbox().save_outcome(row);
        tx->commit();
        return mail_view(row);
    }
    return Refusal{Reason::not_found, fmt::format("There is no unsent letter {}.", id.number),
                   "Không có thư chưa gửi với số này."};
}

}  // namespace trinh::service
