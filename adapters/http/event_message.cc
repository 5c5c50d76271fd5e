#include "adapters/http/event_message.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <optional>

#include "engine/base/json_text.h"
#include "engine/base/text.h"
#include "engine/chart/names.h"
#include "engine/expression/value.h"

namespace trinh::http {
namespace {

namespace json = boost::json;

constexpr std::string_view name_field = "_scxmleventname";
constexpr std::string_view form_type = "application/x-www-form-urlencoded";
constexpr std::size_t fields_max = 1000, name_bytes_max = 256;

Refusal bad(std::string message) {
    return {Reason::invalid_input, std::move(message)};
}

/// A value as the text of a form's field: nothing for null, JSON for arrays and objects.
std::string field_text(const json::value& value) {
    if (value.is_null()) return {};
    if (value.is_structured()) return to_json_text(value);
    return expression::to_text(expression::Value(value));
}

void add_field(std::string& form, std::string_view name, std::string_view value) {
    if (!form.empty()) form += '&';
    form += percent_encoded(name) + '=' + percent_encoded(value);
}

/// Several plain values under one name are several fields, as they were named in the <send>.
void add_values(std::string& form, std::string_view name, const json::value& value) {
    const json::array* several = value.if_array();
    const bool are_plain = several != nullptr && several->size() > 1 &&
                           std::ranges::none_of(*several, &json::value::is_structured);
    if (!are_plain) return add_field(form, name, field_text(value));
    for (const json::value& one : *several) add_field(form, name, field_text(one));
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// Of a form, where line ends are data (percent_decoded() is for addresses). Nothing: malformed.
std::optional<std::string> form_decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i] == '+' ? ' ' : text[i];
            continue;
        }
        if (i + 2 >= text.size()) return std::nullopt;
        const int high = hex_digit(text[i + 1]), low = hex_digit(text[i + 2]);
        if (high < 0 || low < 0) return std::nullopt;
        out += static_cast<char>(high * 16 + low);
        i += 2;
    }
    if (!is_text(out)) return std::nullopt;
    return out;
}

/// A field that stands more than once becomes an array.
void put_field(json::object& fields, std::string_view name, std::string_view value) {
    json::value* known = fields.if_contains(name);
    if (known == nullptr) {
        fields.emplace(name, value);
        return;
    }
    if (!known->is_array()) *known = json::array{*known};
    known->as_array().emplace_back(value);
}

Result<Done> read_form(std::string_view body, json::object& fields) {
    while (!body.empty()) {
        const std::size_t end = std::min(body.find('&'), body.size());
        const std::string_view pair = body.substr(0, end);
        body.remove_prefix(std::min(end + 1, body.size()));
        if (pair.empty()) continue;
        const std::size_t equals = std::min(pair.find('='), pair.size());
        const auto name = form_decoded(pair.substr(0, equals));
        const auto value = form_decoded(pair.substr(std::min(equals + 1, pair.size())));
        if (!name || !value)
            return bad("The form holds a \"%\" that is no percent-encoding, or is not UTF-8.");
        put_field(fields, *name, *value);
        if (fields.size() > fields_max)
            return bad("The form has more than " + std::to_string(fields_max) + " fields.");
    }
    return Done{};
}

bool is_type(const Request& request, std::string_view type) {
    const std::string_view found = request.header("content-type");
    return found.substr(0, type.size()) == type &&
           (found.size() == type.size() || found[type.size()] == ';' || found[type.size()] == ' ');
}

bool is_form(const Request& request) {
    return is_type(request, form_type) && request.body.find('=') != std::string::npos;
}

std::string raw_of(const Request& request) {
    std::string raw = request.method + ' ' + request.target + " HTTP/1.1\r\n";
    for (const auto& [name, value] : request.headers) raw += name + ": " + value + "\r\n";
    const bool is_plain = !is_form(request) && !is_type(request, "application/json");
    return raw + "\r\n" + (is_plain ? percent_encoded(request.body) : request.body);
}

Result<json::value> content_of(const Request& request) {
    if (!is_text(request.body)) return bad("The body is not UTF-8 text.");
    if (!is_type(request, "application/json")) return json::value(request.body);
    auto read = parse_json(request.body, {.depth_max = 24, .subject = "The body"});
    if (!read) return bad(read.error().message);
    return read;
}

/// Takes the name out of the fields; a header of that name counts where there is no field.
Result<std::string> take_name(const Request& request, json::object& fields) {
    std::string name(request.header(name_field));
    if (const json::value* found = fields.if_contains(name_field)) {
        if (!found->is_string())
            return bad("\"" + std::string(name_field) + "\" stands more than once.");
        name = found->get_string();
        fields.erase(name_field);
    }
    if (name.empty()) return "HTTP." + request.method;
    if (name.size() > name_bytes_max || !chart::is_event_name(name))
        return bad("\"" + std::string(name_field) + "\" is not the name of an event.");
    return name;
}

}  // namespace

EventMessage event_message(const chart::OutgoingSend& send) {
    EventMessage out;
    const chart::Event& event = send.event;
    if (send.is_content) {
        const json::string* text = event.data.if_string();
        out.content_type = text != nullptr ? "text/plain; charset=utf-8" : "application/json";
        out.body = text != nullptr ? std::string(*text) : to_json_text(event.data);
        if (!event.name.empty()) add_field(out.query, name_field, event.name);
        return out;
    }
    out.content_type = form_type;
    if (!event.name.empty()) add_field(out.body, name_field, event.name);
    const json::object* values = event.data.if_object();
    if (values == nullptr) return out;
    for (const auto& member : *values)
        if (event.name.empty() || member.key() != name_field)
            add_values(out.body, member.key(), member.value());
    return out;
}

Result<chart::Event> event_of(const Request& request) {
    json::object fields;
    for (const auto& [name, value] : request.query) put_field(fields, name, value);
    json::value content;
    if (is_form(request)) {
        if (auto read = read_form(request.body, fields); !read) return read.error();
    } else if (!request.body.empty()) {
        auto read = content_of(request);
        if (!read) return read.error();
        content = std::move(read.value());
    }
    auto name = take_name(request, fields);
    if (!name) return name.error();
    chart::Event event;
    event.name = std::move(name.value());
    event.origin_type = chart::http_processor;
    event.raw = raw_of(request);
    if (!content.is_null() && !fields.empty()) fields["content"] = std::move(content);
    event.data = fields.empty() ? std::move(content) : json::value(std::move(fields));
    return event;
}

}  // namespace trinh::http
