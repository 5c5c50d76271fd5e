#include "engine/service/letter_picture.h"

#include <exception>
#include <fmt/format.h>

#include "engine/service/case_desk.h"

namespace trinh::service {
namespace {

/// One case, and somebody who has to do something about it.
bool has_picture(const ports::MailRow& row) {
    return row.case_id && (row.letter == "deadline-overdue" || row.letter == "action-needed");
}

Result<std::string> drawn(const Office& office, const ports::MailRow& row) {
    auto person = office.store.begin_read()->people().person(row.to_person);
    if (!person) return person.error();
    if (!person->is_active) {
        return Refusal{Reason::not_permitted, "The receiver has left the office."};
    }
    // As a reader of the page: whoever may not see the case there does not see it here.
    return CaseDesk(office).diagram({std::move(*person), "mail"}, *row.case_id);
}

}  // namespace

std::optional<ports::Attachment> letter_picture(const Office& office, const ports::MailRow& row) {
    if (!has_picture(row)) return std::nullopt;
    try {
        auto picture = drawn(office, row);
        if (!picture || picture->size() > ports::attachment_bytes_max) return std::nullopt;
        return ports::Attachment{fmt::format("so-do-ho-so-{}.svg", row.case_id->number),
                                 "image/svg+xml", std::move(*picture)};
    } catch (const std::exception&) {
        return std::nullopt;  // The letter links to the page, which will say what is wrong.
    }
}

}  // namespace trinh::service
