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

}  // namespace

Result<std::string> LetterPictures::drawn(const ports::MailRow& row) {
    auto person = office_.store.begin_read()->people().person(row.to_person);
    if (!person) return person.error();
    if (!person->is_active) {
        return Refusal{Reason::not_permitted, "The receiver has left the office."};
    }
    // As a reader of the page: whoever may not see the case there does not see it here.
    const Caller receiver{std::move(*person), "mail"};
    CaseDesk desk(office_);
    const auto version = desk.sees(receiver, *row.case_id);
    if (!version) return version.error();
    const auto known = drawn_.find({row.case_id->number, *version});
    if (known != drawn_.end()) return known->second;
    auto picture = desk.diagram(receiver, *row.case_id);
    if (picture) drawn_.emplace(std::pair(row.case_id->number, *version), *picture);
    return picture;
}

std::optional<ports::Attachment> LetterPictures::of(const ports::MailRow& row) {
    if (!has_picture(row)) return std::nullopt;
    try {
        auto picture = drawn(row);
        if (!picture || picture->size() > ports::attachment_bytes_max) return std::nullopt;
        return ports::Attachment{fmt::format("so-do-ho-so-{}.svg", row.case_id->number),
                                 "image/svg+xml", std::move(*picture)};
    } catch (const std::exception&) {
        return std::nullopt;  // The letter links to the page, which will say what is wrong.
    }
}

}  // namespace trinh::service
