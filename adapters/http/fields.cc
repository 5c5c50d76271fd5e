#include "adapters/http/fields.h"

#include <algorithm>
#include <charconv>

#include "adapters/http/problem.h"
#include "engine/base/text.h"

namespace trinh::http {

namespace json = boost::json;

namespace {

std::string quoted(std::string_view name) {
    return '"' + std::string(name) + '"';
}

std::string listed(const std::vector<std::string>& names) {
    std::string out;
    for (const auto& name : names) out += (out.empty() ? "" : ", ") + name;
    return out.empty() ? "none" : out;
}

bool is_known(const std::vector<std::string>& known, std::string_view name) {
    return std::ranges::find(known, name) != known.end();
}

std::optional<Response> complaint_of(const std::string& message) {
    if (message.empty()) return std::nullopt;
    return problem(422, "invalid_input", message);
}

}  // namespace

const json::value* Fields::find(std::string_view name) {
    known_.emplace_back(name);
    const auto* value = from_.if_contains(name);
    return value == nullptr || value->is_null() ? nullptr : value;
}

void Fields::complain(std::string message) {
    if (complaint_.empty()) complaint_ = std::move(message);
}

std::string Fields::secret(std::string_view name) {
    const auto* value = find(name);
    if (value != nullptr && value->is_string() && !value->as_string().empty())
        return std::string(value->as_string());
    complain("The field " + quoted(name) + " is compulsory and must be a text.");
    return {};
}

std::string Fields::text(std::string_view name) {
    return composed(secret(name));
}

std::string Fields::optional_bytes(std::string_view name) {
    const auto* value = find(name);
    if (value == nullptr) return {};
    if (value->is_string()) return std::string(value->as_string());
    complain("The field " + quoted(name) + " must be a text.");
    return {};
}

std::string Fields::optional_text(std::string_view name) {
    return composed(optional_bytes(name));
}

json::array Fields::optional_list(std::string_view name) {
    const auto* value = find(name);
    if (value == nullptr) return {};
    if (value->is_array()) return value->as_array();
    complain("The field " + quoted(name) + " must be a list: [...].");
    return {};
}

bool Fields::optional_flag(std::string_view name) {
    const auto* value = find(name);
    if (value == nullptr) return false;
    if (value->is_bool()) return value->as_bool();
    complain("The field " + quoted(name) + " must be true or false.");
    return false;
}

json::object Fields::optional_object(std::string_view name) {
    const auto* value = find(name);
    if (value == nullptr) return {};
    if (value->is_object()) return value->as_object();
    complain("The field " + quoted(name) + " must be an object: {...}.");
    return {};
}

std::optional<std::int64_t> Fields::optional_number(std::string_view name) {
    const auto* value = find(name);
    if (value == nullptr) return std::nullopt;
    if (const auto* number = value->if_int64()) return *number;
    complain("The field " + quoted(name) + " must be a whole number.");
    return std::nullopt;
}

std::optional<Date> Fields::optional_date(std::string_view name) {
    const auto* value = find(name);
    if (value == nullptr || value->is_null()) return std::nullopt;
    const auto* text = value->if_string();
    const auto date = text == nullptr ? std::nullopt : Date::parse(std::string_view(*text));
    if (!date) complain("The field " + quoted(name) + " must be a date such as 2023-04-14.");
    return date;
}

std::optional<Response> Fields::complaint() {
    for (const auto& member : from_) {
        if (!is_known(known_, member.key()))
            complain("The field " + quoted(member.key()) +
                     " is not known here; known: " + listed(known_) + ".");
    }
    return complaint_of(complaint_);
}

const std::string* Parameters::find(std::string_view name) {
    known_.emplace_back(name);
    const auto found = query_.find(name);
    return found == query_.end() || found->second.empty() ? nullptr : &found->second;
}

void Parameters::complain(std::string message) {
    if (complaint_.empty()) complaint_ = std::move(message);
}

std::string Parameters::text(std::string_view name) {
    const auto* value = find(name);
    return value == nullptr ? std::string() : composed(*value);
}

std::string Parameters::compulsory_text(std::string_view name) {
    auto value = text(name);
    if (value.empty()) complain("The parameter " + quoted(name) + " is compulsory.");
    return value;
}

std::optional<std::int64_t> Parameters::number(std::string_view name) {
    const auto* value = find(name);
    if (value == nullptr) return std::nullopt;
    const auto number = number_of(*value);
    if (!number && *value != "0")
        complain("The parameter " + quoted(name) + " must be a whole number, not " +
                 quoted(*value) + ".");
    return number.value_or(0);
}

std::optional<bool> Parameters::flag(std::string_view name) {
    const auto* value = find(name);
    if (value == nullptr) return std::nullopt;
    if (*value != "true" && *value != "false")
        complain("The parameter " + quoted(name) + " must be true or false, not " + quoted(*value) +
                 ".");
    return *value == "true";
}

std::optional<Date> Parameters::date(std::string_view name) {
    const auto* value = find(name);
    if (value == nullptr) return std::nullopt;
    const auto date = Date::parse_typed(*value);
    if (!date)
        complain("The parameter " + quoted(name) + " must be a date such as 2023-04-14, not " +
                 quoted(*value) + ".");
    return date;
}

int Parameters::limit(int most, int otherwise) {
    const auto wanted = number("limit").value_or(otherwise);
    if (wanted < 1 || wanted > most)
        complain("The parameter \"limit\" must be 1 to " + std::to_string(most) + ".");
    return static_cast<int>(std::clamp<std::int64_t>(wanted, 1, most));
}

std::optional<Response> Parameters::complaint() {
    for (const auto& [name, value] : query_) {
        if (!is_known(known_, name))
            complain("The parameter " + quoted(name) +
                     " is not known here; known: " + listed(known_) + ".");
    }
    return complaint_of(complaint_);
}

std::optional<std::int64_t> number_of(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_whole = fault == std::errc() && end == text.data() + text.size();
    if (!is_whole || number <= 0 || text.front() == '+') return std::nullopt;
    return number;
}

}  // namespace trinh::http
