#include "engine/service/answer_desk.h"

#include <fmt/format.h>

namespace trinh::service {
namespace {

constexpr Duration kept_for = hours(24 * 7);

}  // namespace

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
    return std::optional<KeptAnswer>(KeptAnswer{row->status, row->body});
}

void AnswerDesk::keep(const Caller& caller, std::string_view key, std::string_view request_hash,
                      const KeptAnswer& answer) {
    auto tx = office_.store.begin();
    const Instant now = office_.clock.now();
    tx->answers().remove_before(now - kept_for);
    if (!tx->answers().find(caller.person.id, key)) {
        tx->answers().add({std::string(key), caller.person.id, std::string(request_hash),
                           answer.status, answer.body, now});
    }
    tx->commit();
}

}  // namespace trinh::service
