#include "adapters/http/body.h"

#include <algorithm>

#include "adapters/http/problem.h"
#include "engine/base/json_text.h"

namespace trinh::http {

namespace json = boost::json;

namespace {

constexpr std::size_t depth_max = 32;

Response malformed_json(std::string message) {
    return problem(400, "invalid_input", std::move(message));
}

/// "application/json; charset=utf-8" counts too.
bool is_json(std::string_view content_type) {
    constexpr std::string_view wanted = "application/json";
    if (content_type.size() < wanted.size()) return false;
    const auto same = [](char a, char b) { return (a | 0x20) == (b | 0x20); };
    const bool starts = std::equal(wanted.begin(), wanted.end(), content_type.begin(), same);
    const auto rest = content_type.substr(wanted.size());
    return starts && (rest.empty() || rest.front() == ';' || rest.front() == ' ');
}

/// Depth is bounded by the parser, so this recursion is too.
bool is_storable(const json::value& value) {
    if (const auto* text = value.if_string()) return text->find('\0') == json::string::npos;
    if (const auto* list = value.if_array()) return std::ranges::all_of(*list, is_storable);
    if (const auto* object = value.if_object()) {
        return std::ranges::all_of(*object, [](const json::key_value_pair& member) {
            return std::string_view(member.key()).find('\0') == std::string_view::npos &&
                   is_storable(member.value());
        });
    }
    return true;
}

}  // namespace

std::optional<Response> read_json(const Request& request, json::object& into) {
    if (request.body.empty()) return std::nullopt;
    if (!is_json(request.header("content-type")))
        return problem(415, "invalid_input",
                       "This address takes JSON: send Content-Type: application/json.");
    auto value = parse_json(request.body, {.depth_max = depth_max, .subject = "The body"});
    if (!value) return malformed_json(value.error().message);
    if (!value->is_object()) return malformed_json("The body must be a JSON object: {...}.");
    if (!is_storable(*value)) return malformed_json("The JSON holds U+0000.");
    into = std::move(value->as_object());
    return std::nullopt;
}

}  // namespace trinh::http
