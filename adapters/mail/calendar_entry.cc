#include "adapters/mail/calendar_entry.h"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>
#include <optional>
#include <string_view>

#include "adapters/mail/letter_values.h"
#include "engine/base/date.h"
#include "engine/base/text.h"

namespace trinh::mail {
namespace {

namespace json = boost::json;

// RFC 5545, 3.1: lines longer than 75 octets are folded.
constexpr std::size_t octets_max = 75;

/// RFC 5545, 3.3.11; other control characters have no place in a TEXT.
std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c == '\n') {
            result += "\\n";
        } else if (c == '\\' || c == ';' || c == ',') {
            result += '\\';
            result += c;
        } else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) {
            result += c;
        }
    }
    return result;
}

bool continues_a_letter(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80;
}

/// Folds between letters, never inside one.
void add_line(std::string& calendar, std::string_view line) {
    std::size_t room = octets_max;
    while (line.size() > room) {
        std::size_t length = room;
        while (continues_a_letter(line[length])) --length;
        calendar.append(line.substr(0, length)).append("\r\n ");
        line.remove_prefix(length);
        room = octets_max - 1;
    }
    calendar.append(line).append("\r\n");
}

/// Letters, digits and hyphens of any text: "Thẩm định" -> "tham-dinh".
std::string slug(std::string_view text) {
    std::string result;
    for (const char c : folded(text)) {
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (is_plain) {
            result += c;
        } else if (!result.empty() && result.back() != '-') {
            result += '-';
        }
    }
    if (result.ends_with('-')) result.pop_back();
    return result;
}

/// The host of an http address; "trinh" when there is none.
std::string host_of(std::string_view url) {
    const std::size_t start = url.find("://");
    if (start == std::string_view::npos) return "trinh";
    const std::string_view host = url.substr(start + 3);
    const std::string name(host.substr(0, host.find_first_of(":/?#")));
    return name.empty() ? "trinh" : name;
}

std::string uid_of(const json::object& item, const std::string& host) {
    const std::string id = text_of(item, "deadline_id");
    const std::string named = id.empty() ? text_of(item, "deadline") : id;
    return fmt::format("case-{}-{}@{}", slug(text_of(item, "case_id")), slug(named), host);
}

std::string basic_date(Date day) {
    return fmt::format("{:04}{:02}{:02}", day.year(), day.month(), day.day());
}

/// "20231114T010000Z"
std::string utc_stamp(Instant at) {
    std::string stamp;
    for (const char c : at.iso().substr(0, 19)) {
        if (c != '-' && c != ':') stamp += c;
    }
    return stamp + "Z";
}

void add_event(std::string& calendar, const json::object& item, const std::string& host,
               Instant sent_at) {
    const std::optional<Date> due = Date::parse(text_of(item, "due_iso"));
    if (!due) return;
    const std::string url = text_of(item, "url");
    const std::string summary =
        fmt::format("Hạn: {} – {}", text_of(item, "deadline"), text_of(item, "title"));
    add_line(calendar, "BEGIN:VEVENT");
    add_line(calendar, "UID:" + uid_of(item, host));
    add_line(calendar, "DTSTAMP:" + utc_stamp(sent_at));
    // Grows with every later day on which a letter speaks about it (RFC 5546, 2.1.4-5: within
    // one day the DTSTAMP decides).
    add_line(calendar, fmt::format("SEQUENCE:{}", local_date(sent_at).days()));
    add_line(calendar, "DTSTART;VALUE=DATE:" + basic_date(*due));
    add_line(calendar, "DTEND;VALUE=DATE:" + basic_date(*due + 1));
    add_line(calendar, "SUMMARY:" + escaped(summary));
    const std::string caveat = text_of(item, "caveat_vi");
    add_line(calendar, "DESCRIPTION:" + escaped(text_of(item, "reason_vi") +
                                                (caveat.empty() ? "" : "; " + caveat)));
    if (!url.empty()) add_line(calendar, "URL:" + escaped(url));
    add_line(calendar, "TRANSP:TRANSPARENT");
    add_line(calendar, "END:VEVENT");
}

}  // namespace

std::string calendar_of(const json::object& values, Instant sent_at) {
    const std::string host = host_of(text_of(values, "base_url"));
    std::string events;
    if (const auto* item = values.if_contains("item"); item != nullptr && item->is_object()) {
        add_event(events, item->get_object(), host, sent_at);
    }
    if (const auto* items = values.if_contains("items"); items != nullptr && items->is_array()) {
        for (const auto& item : items->get_array()) {
            if (item.is_object()) add_event(events, item.get_object(), host, sent_at);
        }
    }
    if (events.empty()) return "";
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Trinh//Trinh 1//VI\r\n"
           "METHOD:PUBLISH\r\n" +
           events + "END:VCALENDAR\r\n";
}

}  // namespace trinh::mail
