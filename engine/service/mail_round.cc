#include "engine/service/mail_round.h"

#include "engine/base/json_text.h"
#include "engine/service/group_letter.h"

namespace trinh::service {
namespace {

Result<ports::Letter> single_letter(const ports::MailRow& row) {
    auto values = parse_json(row.values);
    if (!values || !values->is_object()) {
        return Refusal{Reason::invalid_input, "The stored values of this letter cannot be read.",
                       "Không đọc được nội dung thư đã lưu."};
    }
    return ports::Letter{row.message_id, row.to_address, row.to_name, row.letter,
                         std::move(values->as_object())};
}

}  // namespace

Result<ports::Letter> MailRound::letter_of(const OutboxRows& rows, LetterPictures& pictures) {
    if (rows.size() > 1) return group_letter(office_, rows);
    auto letter = single_letter(rows.front());
    if (letter && options_.attaches_pictures) letter->attachment = pictures.of(rows.front());
    return letter;
}

MailReport MailRound::send(ports::Mailer& mailer, int limit) {
    LetterPictures pictures(office_);
    const auto send = [&](const OutboxRows& rows) -> ports::SendOutcome {
        const auto letter = letter_of(rows, pictures);
        if (!letter) return {ports::SendStatus::permanent, letter.error().message};
        return mailer.send(*letter);
    };
    // There is one mail server, whatever the address.
    const auto host_of = [](const ports::MailRow&) { return std::string(); };
    const auto report = round_.run(send, host_of, limit);
    return {report.sent, report.failed, report.is_stopped};
}

}  // namespace trinh::service
