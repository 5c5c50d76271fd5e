#include <fmt/format.h>

#include "engine/workflow/xml_walk.h"

namespace trinh::workflow {
namespace {

Role read_role(XmlWalk& walk, const pugi::xml_node& node) {
    Role role;
    role.id = walk.required(node, "id");
    walk.declare(NameKind::role, node, "id");
    role.title = walk.title(node);
    role.is_appointed = walk.flag(node, "appointed", false);
    const std::string scope = walk.required(node, "scope");
    if (scope == "drafting-agency") {
        role.scope = Scope::drafting_agency;
    } else if (scope == "department") {
        role.scope = Scope::department;
    } else if (scope.rfind("agency:", 0) == 0 && scope.size() > 7) {
        role.scope = Scope::fixed_agency;
        role.agency = scope.substr(7);
    } else if (!scope.empty()) {
        walk.fault_in("TR303", node, "scope", {},
                      fmt::format("'{}' is not a scope of a role.", scope),
                      "Write drafting-agency, department or agency:ID.");
    }
    return role;
}

DossierItem read_item(XmlWalk& walk, const pugi::xml_node& node) {
    DossierItem item;
    item.id = walk.required(node, "id");
    walk.declare(NameKind::dossier_item, node, "id");
    item.title = walk.title(node);
    item.form = walk.required(node, "form");
    item.is_required = walk.flag(node, "required", true);
    item.basis = walk.required(node, "basis");
    if (!item.form.empty() && item.form != "paper" && item.form != "electronic") {
        walk.fault_in("TR303", node, "form", {},
                      fmt::format("'{}' is not a form of a dossier item.", item.form),
                      "Write paper or electronic.");
    }
    return item;
}

DraftKind read_draft(XmlWalk& walk, const pugi::xml_node& node) {
    DraftKind draft;
    draft.number = node.attribute("number").as_int(0);
    walk.declare(NameKind::draft, node, "number");
    draft.title = walk.title(node);
    draft.meaning = {walk.required(node, "meaning"), XmlWalk::optional(node, "meaning-en")};
    if (draft.meaning.en.empty()) draft.meaning.en = draft.meaning.vi;
    draft.basis = walk.required(node, "basis");
    if (draft.number < 1 || draft.number > 99) {
        walk.fault_in("TR303", node, "number", {},
                      "The number of a draft must be between 1 and 99.", "Write number=\"1\".");
    }
    return draft;
}

std::optional<FieldType> field_type(std::string_view word) {
    if (word == "date") return FieldType::date;
    if (word == "text") return FieldType::text;
    if (word == "long-text") return FieldType::long_text;
    if (word == "number") return FieldType::number;
    if (word == "boolean") return FieldType::boolean;
    if (word == "choice") return FieldType::choice;
    if (word == "person") return FieldType::person;
    if (word == "dossier-items") return FieldType::dossier_items;
    if (word == "row") return FieldType::row;
    if (word == "rows") return FieldType::rows;
    return std::nullopt;
}

bool is_of_table(const Field& field) {
    return field.type == FieldType::row || field.type == FieldType::rows;
}

/// What a type of field needs besides its id and title.
void check_field(XmlWalk& walk, const pugi::xml_node& node, const Field& field) {
    if (field.type == FieldType::choice && field.choices.empty()) {
        walk.fault("TR305", node, fmt::format("Field '{}' offers no choice.", field.id),
                   "Add <t:choice value=\"...\" title=\"...\"/>.");
    }
    if (field.type == FieldType::person && field.role.empty()) {
        walk.fault("TR302", node, fmt::format("Field '{}' does not say whom it offers.", field.id),
                   "Add role=\"...\".");
    }
    if (is_of_table(field) && field.table.empty()) {
        walk.fault("TR302", node,
                   fmt::format("Field '{}' does not say of which table its rows are.", field.id),
                   "Add table=\"...\".");
    }
}

Field read_field(XmlWalk& walk, const pugi::xml_node& node) {
    Field field;
    field.id = walk.required(node, "id");
    walk.declare(NameKind::field, node, "id");
    field.title = walk.title(node);
    field.role = XmlWalk::optional(node, "role");
    if (!field.role.empty()) walk.use(NameKind::role, node, "role", "field " + field.id);
    field.table = XmlWalk::optional(node, "table");
    if (!field.table.empty()) walk.use(NameKind::table, node, "table", "field " + field.id);
    const std::string type = walk.required(node, "type");
    if (const auto known = field_type(type)) {
        field.type = *known;
    } else if (!type.empty()) {
        walk.fault_in("TR303", node, "type", {},
                      fmt::format("'{}' is not a type of a field.", type),
                      "Write date, text, long-text, number, boolean, choice, person, "
                      "dossier-items, row or rows.");
    }
    walk.only(node, {"choice"});
    for (const auto& choice : walk.overlay(node, "choice")) {
        walk.declare(NameKind::choice, choice, "value", field.id);
        field.choices.push_back({walk.required(choice, "value"), walk.title(choice)});
    }
    check_field(walk, node, field);
    return field;
}

/// After the fields: a column shows what a field is.
Table read_table(XmlWalk& walk, const pugi::xml_node& node, const Process& process) {
    Table table;
    table.id = walk.required(node, "id");
    table.title = walk.title(node);
    table.basis = XmlWalk::optional(node, "basis");
    walk.declare(NameKind::table, node, "id");
    walk.use(NameKind::datum, node, "id", "table " + table.id);
    walk.only(node, {"column"});
    for (const auto& column : walk.overlay(node, "column")) {
        table.columns.push_back(walk.required(column, "field"));
        walk.declare(NameKind::column, column, "field", table.id);
        walk.use(NameKind::field, column, "field", "table " + table.id);
        const auto* field = process.field(table.columns.back());
        if (field == nullptr || !is_of_table(*field)) continue;
        walk.fault_in("TR315", column, "field", {},
                      fmt::format("Table '{}' has a column '{}' that would hold rows itself.",
                                  table.id, field->id),
                      "A column is a field of another type than row and rows.");
    }
    if (table.columns.empty()) {
        walk.fault("TR315", node, fmt::format("Table '{}' has no column.", table.id),
                   "Add <t:column field=\"...\"/>.");
    }
    return table;
}

}  // namespace

void read_head(XmlWalk& walk, const pugi::xml_node& head, Process& process) {
    process.title = walk.title(head);
    process.plan = XmlWalk::optional(head, "plan");
    process.regime = walk.required(head, "regime");
    process.basis = walk.required(head, "basis");
    process.calendar = walk.required(head, "calendar");
    process.valid_from = walk.date(head, "valid-from");
    process.valid_to = walk.date(head, "valid-to");
    if (process.valid_from && process.valid_to && *process.valid_to < *process.valid_from) {
        walk.fault_in("TR303", head, "valid-to", {}, "The validity ends before it begins.",
                      "Write a valid-to that is not before valid-from.");
    }
    const Position where = walk.place(head);
    process.line = where.line;
    process.column = where.column;
    process.opened_by = XmlWalk::words(walk.required(head, "opened-by"));
    walk.use(NameKind::role, head, "opened-by", "opened-by");
    const std::string department = XmlWalk::optional(head, "department");
    process.is_of_office = department == "office";
    if (!department.empty() && department != "office" && department != "agency") {
        walk.fault_in("TR303", head, "department", {},
                      fmt::format("'{}' does not say to whom a case belongs.", department),
                      "Write office, or agency: the department of the agency that opens it.");
    }
    walk.once(head, "dossier");
    walk.only(head, {"role", "dossier", "draft", "field", "table"});
    for (const auto& node : walk.overlay(head, "role")) {
        process.roles.push_back(read_role(walk, node));
    }
    for (const auto& dossier : walk.overlay(head, "dossier")) {
        process.dossier_basis = walk.required(dossier, "basis");
        walk.only(dossier, {"item"});
        for (const auto& node : walk.overlay(dossier, "item")) {
            process.dossier.push_back(read_item(walk, node));
        }
    }
    for (const auto& node : walk.overlay(head, "draft")) {
        process.drafts.push_back(read_draft(walk, node));
    }
    for (const auto& node : walk.overlay(head, "field")) {
        process.fields.push_back(read_field(walk, node));
    }
    for (const auto& node : walk.overlay(head, "table")) {
        process.tables.push_back(read_table(walk, node, process));
    }
}

}  // namespace trinh::workflow
