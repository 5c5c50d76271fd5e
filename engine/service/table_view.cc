#include "engine/service/table_view.h"

#include <fmt/format.h>

#include "engine/base/text.h"

namespace trinh::service {
namespace {

constexpr std::size_t label_bytes_max = 120;
constexpr int label_cells_max = 2;

/// The rows of a table in the case's data; empty when there are none.
const json::array& rows_of(const casework::Case& subject, const std::string& table) {
    static const json::array none;
    const auto* rows = casework::values_of(subject).if_contains(table);
    return rows != nullptr && rows->is_array() ? rows->as_array() : none;
}

json::object row_view(const Viewing& viewing, const workflow::Table& table,
                      const json::value& stored, std::size_t number) {
    json::object values, shown;
    for (const auto& id : table.columns) {
        const auto* value = stored.is_object() ? stored.as_object().if_contains(id) : nullptr;
        values[id] = value == nullptr ? json::value(nullptr) : *value;
        shown[id] = value == nullptr
                        ? std::string()
                        : shown_value(viewing.names, *viewing.law.process.field(id), *value);
    }
    return {{"number", number}, {"values", std::move(values)}, {"shown", std::move(shown)}};
}

/// "3. Sở Tài chính – Điều 5 ...": the first columns that hold something.
std::string label_of(const Viewing& viewing, const workflow::Table& table,
                     const json::value& stored, std::size_t number) {
    std::string label;
    int cells = 0;
    for (const auto& id : table.columns) {
        const auto* value = stored.is_object() ? stored.as_object().if_contains(id) : nullptr;
        if (value == nullptr || cells == label_cells_max) continue;
        const auto text = shown_value(viewing.names, *viewing.law.process.field(id), *value);
        if (text.empty()) continue;
        label += (cells++ == 0 ? "" : " – ") + shortened(text, label_bytes_max);
    }
    return fmt::format("{}. {}", number, label);
}

}  // namespace

const char* type_word(workflow::FieldType type) {
    switch (type) {
        case workflow::FieldType::date:
            return "date";
        case workflow::FieldType::text:
            return "text";
        case workflow::FieldType::long_text:
            return "long-text";
        case workflow::FieldType::number:
            return "number";
        case workflow::FieldType::boolean:
            return "boolean";
        case workflow::FieldType::choice:
            return "choice";
        case workflow::FieldType::person:
            return "person";
        case workflow::FieldType::dossier_items:
            return "dossier-items";
        case workflow::FieldType::row:
            return "row";
        case workflow::FieldType::rows:
            return "rows";
    }
    CHECK(false);
    return "";
}

json::array columns_view(const workflow::Process& process, const std::string& table) {
    json::array columns;
    const auto* known = process.table(table);
    if (known == nullptr) return columns;
    for (const auto& id : known->columns) {
        const auto& field = *process.field(id);
        json::object column = titled(field.title);
        column["field"] = field.id;
        column["type"] = type_word(field.type);
        json::array choices;
        for (const auto& choice : field.choices) {
            json::object option = titled(choice.title);
            option["value"] = choice.value;
            choices.push_back(std::move(option));
        }
        column["choices"] = std::move(choices);
        columns.push_back(std::move(column));
    }
    return columns;
}

json::array tables_view(const Viewing& viewing, const casework::Case& subject) {
    json::array tables;
    for (const auto& table : viewing.law.process.tables) {
        json::object view = titled(table.title);
        view["id"] = table.id;
        view["basis"] = table.basis;
        view["columns"] = columns_view(viewing.law.process, table.id);
        json::array rows;
        for (const auto& stored : rows_of(subject, table.id)) {
            rows.push_back(row_view(viewing, table, stored, rows.size() + 1));
        }
        view["rows"] = std::move(rows);
        tables.push_back(std::move(view));
    }
    return tables;
}

json::array row_choices(const Viewing& viewing, const casework::Case& subject,
                        const workflow::Field& field) {
    json::array choices;
    const auto* table = viewing.law.process.table(field.table);
    if (table == nullptr) return choices;
    for (const auto& stored : rows_of(subject, table->id)) {
        const auto number = choices.size() + 1;
        const auto label = label_of(viewing, *table, stored, number);
        choices.push_back(
            {{"value", std::to_string(number)}, {"title", label}, {"title_en", label}});
    }
    return choices;
}

}  // namespace trinh::service
