#include "adapters/mail/mime.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <openssl/evp.h>

#include "engine/base/check.h"

namespace trinh::mail {
namespace {

constexpr std::size_t line_length = 76;
constexpr std::string_view word_start = "=?UTF-8?B?";
constexpr std::string_view word_end = "?=";

// "_" never stands in base64, so these can not stand in a part.
constexpr std::string_view outer_boundary = "=_trinh_outer";
constexpr std::string_view inner_boundary = "=_trinh_inner";

std::string base64(std::string_view bytes) {
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
    const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                       reinterpret_cast<const unsigned char*>(bytes.data()),
                                       static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(length));
    return text;
}

std::string base64_lines(std::string_view bytes) {
    const std::string text = base64(bytes);
    std::string lines;
    for (std::size_t at = 0; at < text.size(); at += line_length) {
        lines.append(text, at, line_length);
        lines += "\r\n";
    }
    return lines;
}

/// Texts travel with CRLF whatever they were written with.
std::string with_crlf(std::string_view text) {
    std::string lines;
    for (const char c : text) {
        if (c == '\r') continue;
        if (c == '\n') lines += '\r';
        lines += c;
    }
    return lines;
}

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

std::string on_one_line(std::string_view text) {
    std::string line;
    for (const char c : text) {
        const char shown = is_control(c) ? ' ' : c;
        if (shown == ' ' && (line.empty() || line.back() == ' ')) continue;
        line += shown;
    }
    if (!line.empty() && line.back() == ' ') line.pop_back();
    return line;
}

bool continues_a_letter(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80;
}

/// As many whole letters as fit into `bytes_max`, at least one.
std::string_view first_letters(std::string_view text, std::size_t bytes_max) {
    std::size_t length = std::min(text.size(), bytes_max);
    while (length > 0 && length < text.size() && continues_a_letter(text[length])) --length;
    return text.substr(0, std::max<std::size_t>(length, 1));
}

std::string encoded_words(std::string_view text, std::size_t used) {
    std::string words;
    while (!text.empty()) {
        const std::size_t room = line_length - used - word_start.size() - word_end.size();
        const std::string_view letters = first_letters(text, room / 4 * 3);
        if (!words.empty()) words += "\r\n ";
        words += fmt::format("{}{}{}", word_start, base64(letters), word_end);
        text.remove_prefix(letters.size());
        used = 1;
    }
    return words;
}

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_word(std::string_view text) {
    return !text.empty() && text.size() <= 40 && std::ranges::all_of(text, [](char c) {
        return is_letter_or_digit(c) || c == ' ' || c == '-';
    });
}

std::string mailbox(std::string_view name, std::string_view address, std::size_t name_length) {
    const std::string line = on_one_line(name);
    if (line.empty()) return std::string(address);
    const std::string shown = is_word(line) ? line : encoded_words(line, name_length + 2);
    const std::size_t last_line = shown.size() - (shown.rfind('\n') + 1);
    const bool fits = last_line + address.size() + 3 <= line_length;
    return fmt::format("{}{}<{}>", shown, fits ? " " : "\r\n ", address);
}

/// A part whose bytes arrive as they are.
std::string file_part(std::string_view boundary, std::string_view type,
                      std::string_view more_headers, std::string_view bytes) {
    return fmt::format("--{}\r\nContent-Type: {}\r\nContent-Transfer-Encoding: base64\r\n{}\r\n{}",
                       boundary, type, more_headers, base64_lines(bytes));
}

std::string part(std::string_view boundary, std::string_view type, std::string_view more_headers,
                 std::string_view body) {
    return file_part(boundary, type, more_headers, with_crlf(body));
}

std::string alternative(const MimeLetter& letter) {
    return fmt::format(
        "Content-Type: multipart/alternative; boundary=\"{0}\"\r\n\r\n{1}{2}--{0}--\r\n",
        inner_boundary, part(inner_boundary, "text/plain; charset=utf-8", "", letter.text),
        part(inner_boundary, "text/html; charset=utf-8", "", letter.html));
}

std::string calendar_part(const MimeLetter& letter) {
    if (letter.calendar.empty()) return "";
    return part(outer_boundary, "text/calendar; charset=utf-8; method=PUBLISH; name=\"han.ics\"",
                "Content-Disposition: attachment; filename=\"han.ics\"\r\n", letter.calendar);
}

std::string attachment_part(const MimeLetter& letter) {
    if (!letter.attachment) return "";
    const auto& file = *letter.attachment;
    return file_part(
        outer_boundary, fmt::format("{};\r\n name=\"{}\"", file.media_type, file.file_name),
        fmt::format("Content-Disposition: attachment;\r\n filename=\"{}\"\r\n", file.file_name),
        file.bytes);
}

std::string content(const MimeLetter& letter) {
    const std::string files = calendar_part(letter) + attachment_part(letter);
    if (files.empty()) return alternative(letter);
    return fmt::format(
        "Content-Type: multipart/mixed; boundary=\"{0}\"\r\n\r\n--{0}\r\n{1}{2}--{0}--\r\n",
        outer_boundary, alternative(letter), files);
}

/// Not empty, not too long, ASCII letters and digits and the signs of `more`.
bool is_plain(std::string_view text, std::string_view more) {
    constexpr std::size_t length_max = 60;
    return !text.empty() && text.size() <= length_max && std::ranges::all_of(text, [more](char c) {
        return is_letter_or_digit(c) || more.find(c) != std::string_view::npos;
    });
}

}  // namespace

std::string mime_message(const MimeLetter& letter) {
    CHECK(is_address(letter.from_address) && is_address(letter.to_address) &&
          is_address(letter.message_id));
    CHECK(!letter.attachment || can_attach(*letter.attachment));
    return fmt::format(
        "Date: {}\r\nFrom: {}\r\nTo: {}\r\nSubject: {}\r\nMessage-ID: <{}>\r\n"
        "Auto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: All\r\n"
        "Content-Language: vi\r\nMIME-Version: 1.0\r\n{}",
        mail_date(letter.sent_at), mailbox(letter.from_name, letter.from_address, 4),
        mailbox(letter.to_name, letter.to_address, 2), header_text(letter.subject, 7),
        letter.message_id, content(letter));
}

std::string header_text(std::string_view text, std::size_t name_length) {
    const std::string line = on_one_line(text);
    const bool is_ascii =
        std::ranges::all_of(line, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    const bool fits = name_length + 2 + line.size() <= line_length;
    if (is_ascii && fits && line.find("=?") == std::string::npos) return line;
    return encoded_words(line, name_length + 2);
}

bool is_address(std::string_view text) {
    const std::size_t at = text.find('@');
    if (at == 0 || at == std::string_view::npos || at + 1 == text.size()) return false;
    if (text.size() > 254 || text.find('@', at + 1) != std::string_view::npos) return false;
    return std::ranges::all_of(text, [](char c) {
        constexpr std::string_view special = "<>()[],;:\\\"";
        return c > 0x20 && c < 0x7F && special.find(c) == std::string_view::npos;
    });
}

bool can_attach(const ports::Attachment& attachment) {
    const std::string_view type = attachment.media_type;
    const std::size_t slash = type.find('/');
    return slash != std::string_view::npos && is_plain(type.substr(0, slash), "-.+") &&
           is_plain(type.substr(slash + 1), "-.+") && is_plain(attachment.file_name, "-_.") &&
           attachment.file_name.front() != '.' &&
           attachment.bytes.size() <= ports::attachment_bytes_max;
}

std::string mail_date(Instant at) {
    constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const Date day = local_date(at);
    const int minute = local_minute(at);
    return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} +0700",
                       days.at(static_cast<std::size_t>(day.weekday())), day.day(),
                       months.at(static_cast<std::size_t>(day.month() - 1)), day.year(),
                       minute / 60, minute % 60, at.ms / 1000 % 60);
}

}  // namespace trinh::mail
