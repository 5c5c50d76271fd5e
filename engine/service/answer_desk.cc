#include "engine/service/answer_desk.h"

#include <fmt/format.h>

namespace trinh::service {
namespace {

constexpr int no_answer_yet = 0;
constexpr Duration kept_for = hours(24 * 7);

}  // namespace

std::optional<ports::AnsweredRow> key_of(const Caller& caller, Instant now) {
    if (!caller.once) return std::nullopt;
    return ports::AnsweredRow{
        caller.once->key, caller.person.id, caller.once->request_hash, no_answer_yet, "", now};
}

void use_up_key(ports::Transaction& tx, const Caller& caller, Instant now) {
    if (const auto row = key_of(caller, now)) tx.answers().add(*row);
}

Result<std::optional<KeptAnswer>> AnswerDesk::find(const Caller& caller, std::string_view key,
                                                   std::string_view request_hash) {
    auto tx = office_.store.begin_read();
    auto row = tx->answers().find(caller.person.id, key);
    if (!row) return std::optional<KeptAnswer>();
    if (row->request_hash != request_hash) {
        return Refusal{Reason::invalid_input,
                       "This Idempotency-Key was used for another request; use a new one.",
                       "Khóa chống lặp đã được dùng cho một yêu cầu khác."};
    }
    if (row->status == no_answer_yet) {
        return Refusal{Reason::conflict,
                       "This request was carried out already, but its answer is not here: reload "
                       "to see what it did.",
                       "Yêu cầu này đã được thực hiện. Đề nghị tải lại để xem kết quả."};
    }
    return std::optional<KeptAnswer>(KeptAnswer{row->status, row->body});
}

void AnswerDesk::keep(const Caller& caller, std::string_view key, std::string_view request_hash,
                      const KeptAnswer& answer) {
    auto tx = office_.store.begin();
    const Instant now = office_.clock.now();
    tx->answers().remove_before(now - kept_for);
    const ports::AnsweredRow row{std::string(key), caller.person.id, std::string(request_hash),
                                 answer.status,    answer.body,      now};
    const auto before = tx->answers().find(caller.person.id, key);
    if (!before) {
        tx->answers().add(row);
    } else if (before->status == no_answer_yet) {
        tx->answers().complete(row);
    }
    tx->commit();
}

}  // namespace trinh::service
