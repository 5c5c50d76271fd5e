#include "adapters/http/message.h"

#include <algorithm>
#include <optional>

#include "engine/base/json_text.h"
#include "engine/base/text.h"

namespace trinh::http {
namespace {

Refusal bad(std::string message) {
    return {Reason::invalid_input, std::move(message)};
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// "C4" -> that byte.
std::optional<char> byte_of(std::string_view digits) {
    if (digits.size() != 2) return std::nullopt;
    const int high = hex_digit(digits[0]);
    const int low = hex_digit(digits[1]);
    if (high < 0 || low < 0) return std::nullopt;
    return static_cast<char>(high * 16 + low);
}

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

Result<Done> read_path(Request& request, std::string_view raw) {
    request.path = '/';
    raw.remove_prefix(1);
    while (!raw.empty()) {
        const auto end = std::min(raw.find('/'), raw.size());
        auto segment = percent_decoded(raw.substr(0, end), false);
        if (!segment) return segment.error();
        if (segment->empty()) return bad("The address has an empty part (\"//\").");
        if (*segment == "." || *segment == "..")
            return bad("The address has a \"" + *segment + "\" part; write it out in full.");
        if (segment->find_first_of("/\\") != std::string::npos)
            return bad("A part of the address holds an encoded slash.");
        if (request.path.size() > 1) request.path += '/';
        request.path += *segment;
        request.segments.push_back(std::move(*segment));
        if (end == raw.size()) break;
        raw.remove_prefix(end + 1);
    }
    return Done{};
}

Result<Done> read_query(Request& request, std::string_view raw) {
    while (!raw.empty()) {
        const auto end = std::min(raw.find('&'), raw.size());
        const auto pair = raw.substr(0, end);
        raw.remove_prefix(std::min(end + 1, raw.size()));
        if (pair.empty()) continue;
        const auto equals = std::min(pair.find('='), pair.size());
        auto name = percent_decoded(pair.substr(0, equals), true);
        if (!name) return name.error();
        auto value = percent_decoded(pair.substr(std::min(equals + 1, pair.size())), true);
        if (!value) return value.error();
        if (!request.query.emplace(*name, std::move(*value)).second)
            return bad("The parameter \"" + *name + "\" stands twice in the address.");
    }
    return Done{};
}

}  // namespace

std::string_view Request::header(std::string_view lower_name) const {
    const auto found = headers.find(lower_name);
    return found == headers.end() ? std::string_view() : found->second;
}

std::string_view Request::parameter(std::string_view name) const {
    const auto found = parameters.find(name);
    return found == parameters.end() ? std::string_view() : found->second;
}

std::string_view Request::cookie(std::string_view name) const {
    auto rest = header("cookie");
    while (!rest.empty()) {
        const auto end = std::min(rest.find_first_of(";,"), rest.size());
        auto pair = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        while (!pair.empty() && pair.front() == ' ') pair.remove_prefix(1);
        if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
            return pair.substr(name.size() + 1);
    }
    return {};
}

std::string_view Response::header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
        if (key == name) return value;
    }
    return {};
}

Result<Done> read_target(Request& request) {
    const std::string_view target = request.target;
    if (!target.starts_with('/'))
        return bad("The address of a request must be a path that starts with \"/\".");
    if (target.find('#') != std::string_view::npos)
        return bad("The address of a request must not hold \"#\".");
    const auto mark = std::min(target.find('?'), target.size());
    if (auto path = read_path(request, target.substr(0, mark)); !path) return path;
    return read_query(request, target.substr(std::min(mark + 1, target.size())));
}

Result<std::string> percent_decoded(std::string_view text, bool plus_is_blank) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        std::optional<char> c = text.front();
        if (c == '%') {
            c = byte_of(text.substr(1, 2));
            text.remove_prefix(c ? 2 : 0);
        } else if (c == '+' && plus_is_blank) {
            c = ' ';
        }
        if (!c) return bad("The address holds a \"%\" that no two hexadecimal digits follow.");
        if (is_control(*c)) return bad("The address holds a control character.");
        out += *c;
        text.remove_prefix(1);
    }
    if (!is_text(out)) return bad("The address is not UTF-8 text.");
    return out;
}

Response file_to_save(std::string bytes, std::string_view file_name, std::string content_type,
                      std::string_view plain_name) {
    std::string disposition = "attachment; ";
    if (!plain_name.empty()) disposition += "filename=\"" + std::string(plain_name) + "\"; ";
    Response response{200, std::move(content_type), std::move(bytes)};
    response.headers = {
        {"Content-Disposition", disposition + "filename*=UTF-8''" + percent_encoded(file_name)},
        {"Content-Security-Policy", "default-src 'none'; sandbox"}};
    return response;
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
        if (plain) {
            out += c;
        } else {
            out += '%';
            out += digits[byte >> 4];
            out += digits[byte & 15];
        }
    }
    return out;
}

Response json_answer(const boost::json::object& document, int status) {
    return {status, "application/json; charset=utf-8", to_json_text(document)};
}

}  // namespace trinh::http
