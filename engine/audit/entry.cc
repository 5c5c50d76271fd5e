#include "engine/audit/entry.h"

#include <array>
#include <charconv>
#include <utility>

#include "engine/base/text.h"

namespace trinh::audit {

namespace {

constexpr std::string_view escaped_signs = "\"\\\b\t\n\f\r";
constexpr std::string_view escape_letters = "\"\\btnfr";

void write_text(std::string& out, std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    out += '"';
    for (const char sign : text) {
        if (const std::size_t known = escaped_signs.find(sign); known != std::string_view::npos) {
            out += '\\';
            out += escape_letters[known];
        } else if (static_cast<unsigned char>(sign) < 0x20) {
            const auto code = static_cast<unsigned char>(sign);
            out.append("\\u00") += digits[code >> 4];
            out += digits[code & 15];
        } else {
            out += sign;
        }
    }
    out += '"';
}

/// One member with a text, of the entry itself or of its rule.
struct TextMember {
    std::string_view key;
    std::string Entry::*own = nullptr;
    std::string Rule::*of_rule = nullptr;
};

/// In the order of their keys. "at" and "case" are numbers: they go before the keys named below.
constexpr std::array text_members{
    TextMember{"action", &Entry::action},
    TextMember{"actor", &Entry::actor},
    TextMember{"after", &Entry::after},
    TextMember{"agency", &Entry::agency},
    TextMember{"basis", nullptr, &Rule::basis},
    TextMember{"before", &Entry::before},
    TextMember{"definition", nullptr, &Rule::definition},
    TextMember{"inputs", &Entry::inputs},
    TextMember{"note", &Entry::note},
    TextMember{"on_behalf_of", &Entry::on_behalf_of},
    TextMember{"via", &Entry::via},
};
constexpr std::string_view key_after_at = "basis";
constexpr std::string_view key_after_case = "definition";

/// The member's text in an Entry, constant or not.
auto& text_in(auto& entry, const TextMember& member) {
    return member.own != nullptr ? entry.*member.own : entry.rule.*member.of_rule;
}

void write_key(std::string& out, std::string_view key) {
    out += out.empty() ? '{' : ',';
    out.append("\"").append(key).append("\":");
}

/// Reads what write_text() and write_key() wrote; anything else makes it fail.
class Reader {
public:
    explicit Reader(std::string_view bytes) : rest_(bytes) {}

    bool skip(std::string_view expected) {
        if (!rest_.starts_with(expected)) return false;
        rest_.remove_prefix(expected.size());
        return true;
    }
    bool skip_key(std::string_view key) {
        std::string start(1, is_first_ ? '{' : ',');
        start.append("\"").append(key).append("\":");
        if (!skip(start)) return false;
        is_first_ = false;
        return true;
    }
    std::optional<std::int64_t> number() {
        std::int64_t value = 0;
        const auto [end, fault] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
        if (fault != std::errc{}) return std::nullopt;
        rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
        return value;
    }
    std::optional<std::string> text() {
        if (!skip("\"")) return std::nullopt;
        std::string value;
        while (!rest_.empty() && rest_.front() != '"') {
            if (rest_.front() == '\\') {
                const auto sign = escaped();
                if (!sign) return std::nullopt;
                value += *sign;
            } else {
                value += rest_.front();
                rest_.remove_prefix(1);
            }
        }
        if (!skip("\"")) return std::nullopt;
        return value;
    }
    [[nodiscard]] bool is_at_end() const { return rest_.empty(); }

private:
    std::optional<char> escaped() {
        if (rest_.size() < 2) return std::nullopt;
        const std::size_t known = escape_letters.find(rest_[1]);
        if (known != std::string_view::npos) {
            rest_.remove_prefix(2);
            return escaped_signs[known];
        }
        if (!skip("\\u00") || rest_.size() < 2) return std::nullopt;
        int code = 0;
        const auto [end, fault] = std::from_chars(rest_.data(), rest_.data() + 2, code, 16);
        if (fault != std::errc{} || end != rest_.data() + 2) return std::nullopt;
        rest_.remove_prefix(2);
        return static_cast<char>(code);
    }

    std::string_view rest_;
    bool is_first_ = true;
};

bool read_numbers(Reader& reader, std::string_view next_key, Entry& entry) {
    if (next_key == key_after_at) {
        const auto at = reader.skip_key("at") ? reader.number() : std::nullopt;
        if (at) entry.at = Instant{*at};
        return at.has_value();
    }
    if (next_key == key_after_case && reader.skip_key("case")) {
        const auto number = reader.number();
        if (number) entry.case_id = CaseId{*number};
        return number.has_value();
    }
    return true;
}

bool read_members(Reader& reader, Entry& entry) {
    for (const TextMember& member : text_members) {
        if (!read_numbers(reader, member.key, entry)) return false;
        if (!reader.skip_key(member.key)) continue;
        auto text = reader.text();
        if (!text) return false;
        text_in(entry, member) = std::move(*text);
    }
    return reader.skip("}") && reader.is_at_end();
}

}  // namespace

std::string canonical_bytes(const Entry& entry) {
    std::string out;
    for (const TextMember& member : text_members) {
        if (member.key == key_after_at) {
            write_key(out, "at");
            out += std::to_string(entry.at.ms);
        }
        if (member.key == key_after_case && entry.case_id) {
            write_key(out, "case");
            out += std::to_string(entry.case_id->number);
        }
        const std::string& text = text_in(entry, member);
        if (text.empty()) continue;
        write_key(out, member.key);
        write_text(out, text);
    }
    return out + "}";
}

Result<Entry> read_entry(std::string_view bytes) {
    Entry entry;
    Reader reader(bytes);
    // Writing it again decides: one entry has one spelling.
    if (is_text(bytes) && read_members(reader, entry) && canonical_bytes(entry) == bytes) {
        return entry;
    }
    return Refusal{Reason::invalid_input,
                   "The bytes are not an audit entry as this program writes it: verify the audit "
                   "log to find where it was changed."};
}

}  // namespace trinh::audit
