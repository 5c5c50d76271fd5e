/// Mime: one letter as the bytes that travel over SMTP. Pure: no clock, no socket.
///
/// Every byte of the result is 7-bit; every line ends with CRLF and has at most 78 characters,
/// but for a very long address. Nothing in a value can start a header of its own.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/instant.h"
#include "engine/ports/mailer.h"

namespace trinh::mail {

struct MimeLetter {
    std::string message_id;  ///< Without angle brackets.
    Instant sent_at;
    std::string from_name, from_address, to_name, to_address;
    std::string subject, text, html;
    std::string calendar;  ///< iCalendar; empty: no such part.
    std::optional<ports::Attachment> attachment = std::nullopt;
};

/// multipart/mixed { multipart/alternative { text, html }, text/calendar, attachment }. The
/// addresses and the message id must have passed is_address(), the attachment can_attach().
std::string mime_message(const MimeLetter& letter);

/// The value of a header line named by `name_length` characters and ": ": as it is when it is
/// short and ASCII, else RFC 2047 encoded words, folded.
std::string header_text(std::string_view text, std::size_t name_length);

/// True for "local@domain" in printable ASCII without brackets, quotes, commas or blanks: what
/// may stand in SMTP commands and headers as it is.
bool is_address(std::string_view text);

/// True for what ports::Attachment promises of size and names: nothing in them can end a header.
bool can_attach(const ports::Attachment& attachment);

/// "Tue, 14 Nov 2023 08:00:00 +0700" (RFC 5322).
std::string mail_date(Instant at);

}  // namespace trinh::mail
