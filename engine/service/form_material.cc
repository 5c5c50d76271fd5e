#include "engine/service/form_material.h"

#include <boost/json/array.hpp>
#include <fmt/format.h>

namespace trinh::service {
namespace {

json::value day_of(const std::optional<Date>& day) {
    return day ? json::value(day->iso()) : json::value(nullptr);
}

json::object deadlines_of(const Viewing& viewing, const casework::Case& subject) {
    const Date today = local_date(viewing.now);
    json::object deadlines;
    for (const auto& deadline : viewing.law.process.deadlines) {
        deadlines[deadline.id] = json::object{{"due", nullptr},
                                              {"closed_on", nullptr},
                                              {"was_on_time", false},
                                              {"is_overdue", false}};
    }
    for (const auto& clock : subject.clocks) {
        json::object row{{"due", day_of(clock.due)}, {"was_on_time", clock.was_on_time}};
        row["closed_on"] = clock.closed_at ? json::value(local_date(*clock.closed_at).iso())
                                           : json::value(nullptr);
        row["is_overdue"] = !clock.is_closed && clock.due && *clock.due < today;
        deadlines[clock.deadline] = std::move(row);
    }
    return deadlines;
}

json::array dossier_of(const Viewing& viewing, const casework::Case& subject) {
    json::array items;
    for (const auto& item : viewing.law.process.dossier) {
        const auto at = subject.dossier.find(item.id);
        const auto entry = at == subject.dossier.end() ? casework::DossierEntry{} : at->second;
        items.push_back(json::object{{"title", item.title.vi},
                                     {"form", entry.form.empty() ? item.form : entry.form},
                                     {"is_received", entry.is_received},
                                     {"received_on", day_of(entry.received_on)}});
    }
    return items;
}

std::string stages_of(const Viewing& viewing, const casework::Case& subject) {
    std::string titles;
    for (const auto* stage : active_stages(viewing.law, subject)) {
        if (!titles.empty()) titles += "; ";
        titles += stage->title.vi;
    }
    return titles;
}

void add_standing(const Viewing& viewing, const casework::Case& subject, json::object& into) {
    const auto& process = viewing.law.process;
    into["_id"] = subject.id.number;
    into["_title"] = subject.title;
    into["_process"] = process.id;
    into["_process_title"] = process.title.vi;
    into["_regime"] = process.regime;
    into["_agency_id"] = subject.drafting_agency;
    into["_agency"] = viewing.names.agency_name(subject.drafting_agency);
    into["_department"] = viewing.names.agency_name(subject.department);
    into["_opened_on"] = local_date(subject.opened_at).iso();
    into["_is_closed"] = subject.is_closed;
    into["_stage"] = stages_of(viewing, subject);
    json::array ids;
    for (auto& id : active_states(subject)) ids.emplace_back(id);
    into["_stages"] = std::move(ids);
    into["_relation"] = subject.relation;
    into["_parent"] =
        subject.earlier_case ? json::value(*subject.earlier_case) : json::value(nullptr);
    into["_deadlines"] = deadlines_of(viewing, subject);
    const auto* nearest = nearest_running_clock(subject);
    into["_due"] = day_of(nearest == nullptr ? std::nullopt : nearest->due);
    into["_is_overdue"] =
        nearest != nullptr && nearest->due && *nearest->due < local_date(viewing.now);
    into["_dossier"] = dossier_of(viewing, subject);
}

json::array shown_rows(const Viewing& viewing, const json::value& rows) {
    json::array shown;
    if (!rows.is_array()) return shown;
    for (const auto& row : rows.as_array()) {
        json::object cells;
        if (row.is_object()) {
            for (const auto& cell : row.as_object()) {
                const auto* field = viewing.law.process.field(cell.key());
                if (field != nullptr)
                    cells[cell.key()] = shown_value(viewing.names, *field, cell.value());
            }
        }
        shown.push_back(std::move(cells));
    }
    return shown;
}

}  // namespace

forms::CaseMaterial form_material(const Viewing& viewing, const casework::Case& subject) {
    const auto& process = viewing.law.process;
    forms::CaseMaterial material;
    material.id = subject.id.number;
    material.title = subject.title;
    material.data = casework::values_of(subject);
    for (const auto& field : process.fields) {
        const auto* value = material.data.if_contains(field.id);
        material.shown[field.id] =
            value == nullptr ? std::string() : shown_value(viewing.names, field, *value);
    }
    for (const auto& table : process.tables) {
        const auto* rows = material.data.if_contains(table.id);
        if (rows != nullptr) material.shown[table.id] = shown_rows(viewing, *rows);
    }
    add_standing(viewing, subject, material.data);
    return material;
}

}  // namespace trinh::service
