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
constexpr std::size_t rows_max = 5'000;

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

/// The number of a row that the table has now.
Result<json::value> as_row(const workflow::Process& process, const workflow::Field& field,
                           const json::value& given, const json::object& values) {
    const auto* rows = values.if_contains(field.table);
    const auto count = rows != nullptr && rows->is_array() ? rows->as_array().size() : 0;
    const auto* number = given.if_int64();
    if (number != nullptr && *number >= 1 && static_cast<std::size_t>(*number) <= count) {
        return given;
    }
    const auto* table = process.table(field.table);
    const workflow::Title title = table == nullptr ? workflow::Title{} : table->title;
    if (count == 0) {
        return refuse(field, fmt::format("the table '{}' has no row yet.", title.en),
                      fmt::format("bảng “{}” chưa có dòng nào.", title.vi));
    }
    return refuse(field,
                  fmt::format("expected the number of a row of '{}', 1 to {}; found {}.", title.en,
                              count, to_json_text(given)),
                  fmt::format("cần chọn một dòng của bảng “{}”, từ 1 đến {}.", title.vi, count));
}

Result<json::value> checked_scalar(const workflow::Process& process, const workflow::Field& field,
                                   const json::value& given);
bool is_empty(const json::value& value);

/// One new row: every column of the table, null where nothing was given.
Result<json::value> as_new_row(const workflow::Process& process, const workflow::Table& table,
                               const json::value& given) {
    const auto* members = given.if_object();
    if (members == nullptr) {
        return Refusal{Reason::invalid_input, "expected an object with a member for each column.",
                       "dòng không đúng cấu trúc của bảng."};
    }
    json::object row;
    for (const auto& id : table.columns) {
        const auto* value = members->if_contains(id);
        row[id] = nullptr;
        if (value == nullptr || is_empty(*value)) continue;
        auto good = checked_scalar(process, *process.field(id), *value);
        if (!good) return good.error();
        row[id] = *good;
    }
    for (const auto& [key, value] : *members) {
        if (row.contains(key)) continue;
        return Refusal{
            Reason::invalid_input,
            fmt::format("'{}' is not a column of '{}'; the columns are: {}.", std::string_view(key),
                        table.title.en, fmt::join(table.columns, ", ")),
            fmt::format("bảng “{}” không có cột “{}”.", table.title.vi, std::string_view(key))};
    }
    return json::value(std::move(row));
}

Result<json::value> as_rows(const workflow::Process& process, const workflow::Field& field,
                            const json::value& given) {
    const auto* table = process.table(field.table);
    const auto* list = given.if_array();
    if (list == nullptr || table == nullptr) {
        return refuse(field, "expected a list of rows.", "cần nhập danh sách các dòng.");
    }
    if (list->size() > rows_max) {
        return refuse(
            field,
            fmt::format("expected at most {} rows, found {}; send them in parts.", rows_max,
                        list->size()),
            fmt::format("mỗi lần nhập tối đa {} dòng; đề nghị chia thành nhiều lần.", rows_max));
    }
    json::array rows;
    for (const auto& one : *list) {
        auto row = as_new_row(process, *table, one);
        if (!row) {
            return refuse(field, fmt::format("row {}: {}", rows.size() + 1, row.error().message),
                          fmt::format("dòng {}: {}", rows.size() + 1, row.error().message_vi));
        }
        rows.push_back(std::move(*row));
    }
    return json::value(std::move(rows));
}

Result<json::value> checked_scalar(const workflow::Process& process, const workflow::Field& field,
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
        case FieldType::row:
        case FieldType::rows:
            break;  // A column is neither; checked() knows them.
    }
    CHECK(false);
    return given;
}

Result<json::value> checked(const workflow::Process& process, const workflow::Field& field,
                            const json::value& given, const json::object& values) {
    if (field.type == FieldType::row) return as_row(process, field, given, values);
    if (field.type == FieldType::rows) return as_rows(process, field, given);
    return checked_scalar(process, field, given);
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
                                  const json::object& given, const json::object& values) {
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
        auto good = checked(process, field, *value, values);
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
