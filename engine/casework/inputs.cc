#include "engine/casework/inputs.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "engine/base/date.h"
#include "engine/base/json_text.h"
#include "engine/base/text.h"
#include "engine/casework/command.h"

namespace trinh::casework {
namespace {

using workflow::FieldType;

constexpr std::size_t text_bytes_max = 20'000;
constexpr std::size_t short_text_bytes_max = 500;

Refusal refuse(const workflow::Field& field, const std::string& en, const std::string& vi) {
    return {Reason::invalid_input, fmt::format("Field '{}': {}", field.id, en),
            fmt::format("Mục “{}”: {}", field.title.vi, vi)};
}

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

Result<json::value> as_text(const workflow::Field& field, const json::value& given) {
    const auto* text = given.if_string();
    if (text == nullptr || !is_text(*text)) {
        return refuse(field, "expected a text.", "cần nhập chữ.");
    }
    const bool is_short = field.type != FieldType::long_text;
    const std::size_t limit = is_short ? short_text_bytes_max : text_bytes_max;
    if (text->size() > limit) {
        return refuse(field,
                      fmt::format("expected at most {} bytes, found {}.", limit, text->size()),
                      "nội dung quá dài.");
    }
    return json::value(composed(trimmed(*text)));
}

Result<json::value> as_date(const workflow::Field& field, const json::value& given) {
    const auto* text = given.if_string();
    const auto date = text == nullptr ? std::nullopt : Date::parse_typed(std::string_view(*text));
    if (!date) {
        return refuse(field,
                      fmt::format("expected a date such as 2023-05-04 or 04/05/2023, found {}.",
                                  to_json_text(given)),
                      "cần nhập ngày có thật, ví dụ 04/05/2023.");
    }
    return json::value(date->iso());
}

Result<json::value> as_number(const workflow::Field& field, const json::value& given) {
    const bool is_number = given.is_number();
    const double number = is_number ? given.to_number<double>() : 0;
    if (!is_number || !std::isfinite(number)) {
        return refuse(field, fmt::format("expected a number, found {}.", to_json_text(given)),
                      "cần nhập số.");
    }
    return given;
}

Result<json::value> as_choice(const workflow::Field& field, const json::value& given) {
    const auto* text = given.if_string();
    const bool is_known =
        text != nullptr && std::any_of(field.choices.begin(), field.choices.end(),
                                       [&](const auto& choice) { return *text == choice.value; });
    if (is_known) return given;
    std::string values;
    for (const auto& choice : field.choices) values += (values.empty() ? "" : ", ") + choice.value;
    return refuse(field, fmt::format("expected one of: {}; found {}.", values, to_json_text(given)),
                  "giá trị không nằm trong danh mục lựa chọn.");
}

Result<json::value> as_items(const workflow::Process& process, const workflow::Field& field,
                             const json::value& given) {
    const auto* list = given.if_array();
    if (list == nullptr) {
        return refuse(field, "expected a list of dossier items.", "cần chọn tài liệu trong hồ sơ.");
    }
    for (const auto& entry : *list) {
        if (entry.is_string() && process.item(entry.as_string()) != nullptr) continue;
        return refuse(field, fmt::format("{} is not an item of the dossier.", to_json_text(entry)),
                      "có tài liệu không thuộc danh mục hồ sơ.");
    }
    return given;
}

Result<json::value> checked(const workflow::Process& process, const workflow::Field& field,
                            const json::value& given) {
    switch (field.type) {
        case FieldType::date:
            return as_date(field, given);
        case FieldType::text:
        case FieldType::long_text:
        case FieldType::person:
            return as_text(field, given);
        case FieldType::number:
            return as_number(field, given);
        case FieldType::choice:
            return as_choice(field, given);
        case FieldType::dossier_items:
            return as_items(process, field, given);
        case FieldType::boolean:
            if (given.is_bool()) return given;
            return refuse(field, "expected true or false.", "cần chọn có hoặc không.");
    }
    CHECK(false);
    return given;
}

bool is_empty(const json::value& value) {
    if (value.is_null()) return true;
    if (const auto* list = value.if_array()) return list->empty();
    const auto* text = value.if_string();
    return text != nullptr && trimmed(*text).empty();
}

bool is_built_in(const std::string& event) {
    return event == event_mark_item || event == event_add_draft;
}

}  // namespace

Result<json::object> check_inputs(const workflow::Process& process, const workflow::Action& action,
                                  const json::object& given) {
    json::object out;
    for (const auto& input : action.inputs) {
        const workflow::Field& field = *process.field(input.field);
        const auto* value = given.if_contains(input.field);
        if (value == nullptr || is_empty(*value)) {
            if (input.is_required) {
                return refuse(field, fmt::format("'{}' asks for it.", action.title.en),
                              "bắt buộc phải nhập.");
            }
            out[input.field] = nullptr;
            continue;
        }
        auto good = checked(process, field, *value);
        if (!good) return good.error();
        out[input.field] = *good;
    }
    for (const auto& [key, value] : given) {
        if (out.contains(key)) continue;
        if (is_built_in(action.event)) {
            out[key] = value;
            continue;
        }
        return Refusal{
            Reason::invalid_input,
            fmt::format("'{}' does not ask for '{}'.", action.title.en, std::string_view(key)),
            fmt::format("Việc “{}” không có mục “{}”.", action.title.vi, std::string_view(key))};
    }
    return out;
}

}  // namespace trinh::casework
