#include <algorithm>
#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "engine/casework/facts.h"
#include "engine/casework/permission.h"
#include "engine/casework/questions.h"
#include "engine/service/table_view.h"
#include "engine/service/views.h"

namespace trinh::service {
namespace {

json::array values_view(const Viewing& viewing, const casework::Case& subject) {
    json::array rows;
    const auto& values = casework::values_of(subject);
    for (const auto& field : viewing.law.process.fields) {
        const auto* value = values.if_contains(field.id);
        if (value == nullptr || value->is_null()) continue;
        json::object row = titled(field.title);
        row["field"] = field.id;
        row["type"] = type_word(field.type);
        row["value"] = *value;
        row["shown"] = shown_value(viewing.names, field, *value);
        rows.push_back(std::move(row));
    }
    return rows;
}

json::object dossier_view(const Viewing& viewing, const casework::Case& subject) {
    const auto& process = viewing.law.process;
    json::array items;
    for (const auto& item : process.dossier) {
        const auto at = subject.dossier.find(item.id);
        const auto entry = at == subject.dossier.end() ? casework::DossierEntry{} : at->second;
        json::object row = titled(item.title);
        row["id"] = item.id;
        row["form"] = item.form;
        row["required"] = item.is_required;
        row["basis"] = item.basis;
        row["received"] = entry.is_received;
        row["received_form"] = entry.form;
        row["received_on"] =
            entry.received_on ? json::value(entry.received_on->iso()) : json::value(nullptr);
        row["by"] = viewing.names.person(entry.by);
        items.push_back(std::move(row));
    }
    return {{"basis", process.dossier_basis},
            {"complete", casework::missing_items(process, subject).empty()},
            {"items", std::move(items)}};
}

json::array drafts_view(const Viewing& viewing, const casework::Case& subject) {
    json::array rows;
    for (const auto& kind : viewing.law.process.drafts) {
        json::object row = titled(kind.title);
        row["number"] = kind.number;
        row["meaning"] = kind.meaning.vi;
        row["meaning_en"] = kind.meaning.en;
        row["basis"] = kind.basis;
        json::array versions;
        for (const auto& draft : subject.drafts) {
            if (draft.number != kind.number) continue;
            versions.push_back({{"sha256", draft.sha256},
                                {"file_name", draft.file_name},
                                {"bytes", draft.bytes},
                                {"at", draft.at.iso()},
                                {"by", viewing.names.person(draft.by)}});
        }
        row["versions"] = std::move(versions);
        rows.push_back(std::move(row));
    }
    return rows;
}

json::object input_view(const Viewing& viewing, const casework::Case& subject,
                        const workflow::Input& input) {
    const auto& field = *viewing.law.process.field(input.field);
    json::object row = titled(field.title);
    row["field"] = field.id;
    row["type"] = type_word(field.type);
    row["required"] = input.is_required;
    json::array choices;
    for (const auto& choice : field.choices) {
        json::object option = titled(choice.title);
        option["value"] = choice.value;
        choices.push_back(std::move(option));
    }
    if (field.type == workflow::FieldType::dossier_items) {
        for (const auto& item : viewing.law.process.dossier) {
            json::object option = titled(item.title);
            option["value"] = item.id;
            choices.push_back(std::move(option));
        }
    }
    if (field.type == workflow::FieldType::row) choices = row_choices(viewing, subject, field);
    if (field.type == workflow::FieldType::rows) {
        row["columns"] = columns_view(viewing.law.process, field.table);
    }
    row["choices"] = std::move(choices);
    if (!field.role.empty()) {
        const auto* role = viewing.law.process.role(field.role);
        row["role"] = field.role;
        row["agency"] = casework::agency_of(*role, subject);
    }
    const auto* value = casework::values_of(subject).if_contains(field.id);
    row["value"] = value == nullptr ? json::value(nullptr) : *value;
    return row;
}

json::array actions_view(const Viewing& viewing, const casework::Case& subject,
                         const Caller& caller) {
    json::array rows;
    for (const auto& open : casework::allowed(viewing.law, subject, caller.actor(), viewing.now)) {
        json::object row = titled(open.action->title);
        row["event"] = open.action->event;
        row["permitted"] = open.is_permitted;
        row["refusal"] = open.is_permitted ? "" : open.refusal.message_vi;
        row["refusal_en"] = open.is_permitted ? "" : open.refusal.message;
        row["note"] = open.action->note == workflow::NoteRule::required ? "required"
                      : open.action->note == workflow::NoteRule::none   ? "none"
                                                                        : "optional";
        json::array inputs;
        for (const auto& input : open.action->inputs) {
            inputs.push_back(input_view(viewing, subject, input));
        }
        row["inputs"] = std::move(inputs);
        rows.push_back(std::move(row));
    }
    return rows;
}

json::array appointed_view(const Viewing& viewing, const casework::Case& subject) {
    json::array rows;
    for (const auto& role : viewing.law.process.roles) {
        const auto at = subject.appointed.find(role.id);
        if (at == subject.appointed.end()) continue;
        json::object row = titled(role.title);
        row["role"] = role.id;
        row["person"] = viewing.names.person(at->second);
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

std::string shown_value(Directory& names, const workflow::Field& field, const json::value& value) {
    if (value.is_bool()) return value.as_bool() ? "Có" : "Không";
    if (value.is_int64()) return fmt::format("{}", value.as_int64());
    if (value.is_double()) return fmt::format("{}", value.as_double());
    const auto* text = value.if_string();
    if (text == nullptr) return {};
    if (field.type == workflow::FieldType::date) {
        const auto date = Date::parse(std::string_view(*text));
        return date ? date->spoken() : std::string(*text);
    }
    if (field.type == workflow::FieldType::person) {
        const auto person = names.person(std::string(*text));
        return person.is_null() ? std::string() : std::string(person.at("name").as_string());
    }
    for (const auto& choice : field.choices) {
        if (*text == choice.value) return choice.title.vi;
    }
    return std::string(*text);
}

json::object case_view(const Viewing& viewing, const casework::Case& subject,
                       const Caller& caller) {
    const auto& process = viewing.law.process;
    json::array clocks;
    for (const auto& clock : subject.clocks) {
        clocks.push_back(clock_view(viewing.law, clock, local_date(viewing.now)));
    }
    json::object process_view = titled(process.title);
    process_view["id"] = process.id;
    for (auto& [key, value] : regime_view(process)) process_view[key] = value;
    process_view["hash"] = subject.definition_hash;
    json::object view{{"id", subject.id.number},
                      {"title", subject.title},
                      {"process", std::move(process_view)},
                      {"drafting_agency", viewing.names.agency(subject.drafting_agency)},
                      {"department", viewing.names.agency(subject.department)},
                      {"opened_at", subject.opened_at.iso()},
                      {"triggered_on", casework::triggering_date(subject).iso()},
                      {"opened_by", viewing.names.person(subject.opened_by)},
                      {"is_closed", subject.is_closed},
                      {"stages", stages_view(viewing.law, subject)},
                      {"data", values_view(viewing, subject)},
                      {"tables", tables_view(viewing, subject)},
                      {"dossier", dossier_view(viewing, subject)},
                      {"drafts", drafts_view(viewing, subject)},
                      {"clocks", std::move(clocks)},
                      {"actions", actions_view(viewing, subject, caller)},
                      {"appointed", appointed_view(viewing, subject)},
                      {"waiting_for", waiting_view(viewing, subject)}};
    view["earlier_case"] =
        subject.earlier_case ? json::value(*subject.earlier_case) : json::value(nullptr);
    view["relation"] = subject.relation;
    return view;
}

}  // namespace trinh::service
