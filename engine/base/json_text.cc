#include "engine/base/json_text.h"

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value_stack.hpp>
#include <charconv>
#include <cmath>
#include <cstring>

namespace trinh {
namespace {

namespace json = boost::json;

// Writing.

/// For each byte: 0 when it stands for itself, else the letter of its escape ('u': by number).
constexpr std::array<char, 256> escapes = [] {
    std::array<char, 256> table{};
    for (std::size_t i = 0; i < 0x20; ++i) table[i] = 'u';
    table['\b'] = 'b';
    table['\f'] = 'f';
    table['\n'] = 'n';
    table['\r'] = 'r';
    table['\t'] = 't';
    table['"'] = '"';
    table['\\'] = '\\';
    return table;
}();

/// Whether none of the eight bytes at `at` needs an escape.
bool are_plain(const char* at) {
    constexpr std::uint64_t ones = 0x0101010101010101, tops = 0x8080808080808080;
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, at, sizeof bytes);
    const std::uint64_t quotes = bytes ^ (ones * '"'), strokes = bytes ^ (ones * '\\');
    const std::uint64_t marked = ((bytes - ones * 0x20) & ~bytes) | ((quotes - ones) & ~quotes) |
                                 ((strokes - ones) & ~strokes);
    return (marked & tops) == 0;
}

/// Collects in a buffer of its own, so that a short text costs one allocation.
class Writer {
public:
    explicit Writer(std::string& into) : into_(into) {}

    void value(const json::value& value);
    void object(const json::object& object);
    void finish() {
        into_.append(room_.data(), used_);
        used_ = 0;
    }

private:
    void array(const json::array& array);
    void text(std::string_view text);
    void escape(unsigned char byte);
    void number(double number);
    void whole(auto number) {
        make_room(number_bytes_max);
        const auto written =
            std::to_chars(room_.data() + used_, room_.data() + room_.size(), number);
        used_ = static_cast<std::size_t>(written.ptr - room_.data());
    }
    void put(char c) {
        make_room(1);
        room_[used_++] = c;
    }
    void put(std::string_view plain) {
        if (plain.size() > room_.size() - used_) finish();
        if (plain.size() > room_.size()) {
            into_ += plain;
            return;
        }
        std::memcpy(room_.data() + used_, plain.data(), plain.size());
        used_ += plain.size();
    }
    void make_room(std::size_t bytes) {
        if (bytes > room_.size() - used_) finish();
    }

    static constexpr std::size_t number_bytes_max = 40;
    std::string& into_;
    std::size_t used_ = 0;
    std::array<char, 4096> room_;
};

void Writer::number(double number) {
    if (!std::isfinite(number)) return put("null");
    const std::size_t before = used_ + number_bytes_max > room_.size() ? 0 : used_;
    whole(number);
    const std::string_view written(room_.data() + before, used_ - before);
    if (written.find_first_of(".e") == std::string_view::npos) put(".0");
}

void Writer::escape(unsigned char byte) {
    constexpr std::string_view digits = "0123456789abcdef";
    const char letter = escapes[byte];
    put('\\');
    put(letter);
    if (letter != 'u') return;
    put("00");
    put(digits[byte >> 4]);
    put(digits[byte & 15]);
}

void Writer::text(std::string_view text) {
    put('"');
    const char* plain = text.data();
    const char* const end = plain + text.size();
    for (const char* at = plain; at != end;) {
        if (end - at >= 8 && are_plain(at)) {
            at += 8;
            continue;
        }
        const auto byte = static_cast<unsigned char>(*at++);
        if (escapes[byte] == 0) continue;
        put({plain, at - 1});
        escape(byte);
        plain = at;
    }
    put({plain, end});
    put('"');
}

void Writer::array(const json::array& array) {
    char before = '[';
    for (const json::value& element : array) {
        put(before);
        before = ',';
        value(element);
    }
    put(array.empty() ? "[]" : "]");
}

void Writer::object(const json::object& object) {
    char before = '{';
    for (const auto& member : object) {
        put(before);
        before = ',';
        text(member.key());
        put(':');
        value(member.value());
    }
    put(object.empty() ? "{}" : "}");
}

void Writer::value(const json::value& value) {
    switch (value.kind()) {
        case json::kind::null:
            return put("null");
        case json::kind::bool_:
            return put(value.get_bool() ? "true" : "false");
        case json::kind::int64:
            return whole(value.get_int64());
        case json::kind::uint64:
            return whole(value.get_uint64());
        case json::kind::double_:
            return number(value.get_double());
        case json::kind::string:
            return text(value.get_string());
        case json::kind::array:
            return array(value.get_array());
        case json::kind::object:
            return object(value.get_object());
    }
}

// Reading.

/// What boost::json::parser does, except that it reads doubles from their digits.
struct Builder {
    static constexpr std::size_t max_object_size = json::object::max_size();
    static constexpr std::size_t max_array_size = json::array::max_size();
    static constexpr std::size_t max_key_size = json::string::max_size();
    static constexpr std::size_t max_string_size = json::string::max_size();
    using Text = json::string_view;
    using Fault = json::error_code;

    Builder(unsigned char* room, std::size_t bytes) : stack({}, room, bytes) { stack.reset(); }

    // The names are boost::json::basic_parser's.
    static bool on_document_begin(Fault&) { return true; }
    static bool on_document_end(Fault&) { return true; }
    static bool on_object_begin(Fault&) { return true; }
    static bool on_array_begin(Fault&) { return true; }
    static bool on_comment_part(Text, Fault&) { return true; }
    static bool on_comment(Text, Fault&) { return true; }
    static bool on_number_part(Text, Fault&) { return true; }
    bool on_object_end(std::size_t count, Fault&) {
        stack.push_object(count);
        return true;
    }
    bool on_array_end(std::size_t count, Fault&) {
        stack.push_array(count);
        return true;
    }
    bool on_key_part(Text part, std::size_t, Fault&) {
        stack.push_chars(part);
        return true;
    }
    bool on_key(Text rest, std::size_t, Fault&) {
        stack.push_key(rest);
        return true;
    }
    bool on_string_part(Text part, std::size_t, Fault&) {
        stack.push_chars(part);
        return true;
    }
    bool on_string(Text rest, std::size_t, Fault&) {
        stack.push_string(rest);
        return true;
    }
    bool on_int64(std::int64_t number, Text digits, Fault&) {
        // "-0" is the double that ECMAScript reads.
        if (number == 0 && digits.starts_with('-'))
            stack.push_double(-0.0);
        else
            stack.push_int64(number);
        return true;
    }
    bool on_uint64(std::uint64_t number, Text, Fault&) {
        stack.push_uint64(number);
        return true;
    }
    bool on_double(double about, Text digits, Fault& fault) {
        double exact = 0;
        const char* const end = digits.data() + digits.size();
        const auto read = std::from_chars(digits.data(), end, exact);
        if (read.ec == std::errc::result_out_of_range) exact = about;  // Zero, or infinite.
        if (!std::isfinite(exact)) {
            fault = json::error::exponent_overflow;
            return false;
        }
        stack.push_double(exact);
        return true;
    }
    bool on_bool(bool yes, Fault&) {
        stack.push_bool(yes);
        return true;
    }
    bool on_null(Fault&) {
        stack.push_null();
        return true;
    }

    json::value_stack stack;
};

std::string place_of(std::string_view text, std::size_t offset) {
    const auto before = text.substr(0, std::min(offset, text.size()));
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const auto last_end = before.rfind('\n');
    const auto column =
        last_end == std::string_view::npos ? before.size() + 1 : before.size() - last_end;
    return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

Refusal not_json(std::string_view text, std::size_t at, json::error_code fault,
                 const JsonLimits& limits) {
    const std::string place = place_of(text, at), subject(limits.subject);
    if (fault == json::error::extra_data)
        return {Reason::invalid_input, "The JSON is followed by something else at " + place + "."};
    if (fault == json::error::too_deep)
        return {Reason::invalid_input, "The JSON is nested deeper than " +
                                           std::to_string(limits.depth_max) + " levels, at " +
                                           place + "."};
    const std::string words =
        fault == json::error::exponent_overflow ? "a number is out of range" : fault.message();
    return {Reason::invalid_input, subject + " is not valid JSON: " + words + " at " + place + "."};
}

}  // namespace

std::string to_json_text(const json::value& value) {
    std::string text;
    append_json_text(text, value);
    return text;
}

std::string to_json_text(const json::object& object) {
    std::string text;
    append_json_text(text, object);
    return text;
}

void append_json_text(std::string& into, const json::value& value) {
    Writer writer(into);
    writer.value(value);
    writer.finish();
}

void append_json_text(std::string& into, const json::object& object) {
    Writer writer(into);
    writer.object(object);
    writer.finish();
}

Result<json::value> parse_json(std::string_view text, const JsonLimits& limits) {
    if (text.size() > limits.bytes_max)
        return Refusal{Reason::invalid_input, std::string(limits.subject) + " has " +
                                                  std::to_string(text.size()) + " bytes; at most " +
                                                  std::to_string(limits.bytes_max) +
                                                  " bytes of JSON are read."};
    json::parse_options options;
    options.max_depth = limits.depth_max;
    alignas(std::max_align_t) std::array<unsigned char, 4096> room;
    json::basic_parser<Builder> parser(options, room.data(), room.size());
    json::error_code fault;
    const std::size_t read = parser.write_some(false, text.data(), text.size(), fault);
    if (!fault && read < text.size()) fault = json::error::extra_data;
    if (fault) return not_json(text, read, fault, limits);
    return parser.handler().stack.release();
}

}  // namespace trinh
