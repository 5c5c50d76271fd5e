#include "engine/forms/values.h"

#include <boost/json/array.hpp>
#include <charconv>
#include <fmt/format.h>

namespace trinh::forms {
namespace {

/// The facts with a case, or without one.
std::shared_ptr<const json::object> shared_names(const Material& material,
                                                 const json::object* subject) {
    auto names = std::make_shared<json::object>(material.facts);
    (*names)["count"] = static_cast<std::int64_t>(material.cases.size());
    if (subject != nullptr) (*names)["case"] = *subject;
    return names;
}

json::value element(const json::object& of, const std::string& table, std::size_t at) {
    const auto* rows = of.if_contains(table);
    if (rows == nullptr || !rows->is_array() || at >= rows->as_array().size()) return nullptr;
    return rows->as_array()[at];
}

RowView row_of_case(const CaseMaterial& each, std::shared_ptr<const json::object> shared) {
    RowView view;
    view.names.own["row"] = each.data;
    view.names.own["shown"] = each.shown;
    view.names.shared = std::move(shared);
    view.case_id = each.id;
    view.subject = fmt::format("hồ sơ số {} “{}”", each.id, each.title);
    view.subject_en = fmt::format("case {} \"{}\"", each.id, each.title);
    return view;
}

void add_elements(const Material& material, const CaseMaterial& owner, const std::string& table,
                  std::vector<RowView>& into) {
    const auto* rows = owner.data.if_contains(table);
    if (rows == nullptr || !rows->is_array()) return;
    const auto shared = shared_names(material, &owner.data);
    for (std::size_t i = 0; i < rows->as_array().size(); ++i) {
        RowView view;
        view.names.own["row"] = rows->as_array()[i];
        view.names.own["shown"] = element(owner.shown, table, i);
        view.names.shared = shared;
        view.case_id = owner.id;
        view.subject = fmt::format("hồ sơ số {}, dòng {}", owner.id, i + 1);
        view.subject_en = fmt::format("case {}, row {}", owner.id, i + 1);
        into.push_back(std::move(view));
    }
}

std::optional<double> number_in(const json::value& value) {
    if (value.is_int64()) return static_cast<double>(value.as_int64());
    if (value.is_uint64()) return static_cast<double>(value.as_uint64());
    if (value.is_double()) return value.as_double();
    return std::nullopt;
}

std::optional<Date> date_in(const json::value& value) {
    const auto* text = value.if_string();
    return text == nullptr ? std::nullopt : Date::parse(std::string_view(*text));
}

}  // namespace

std::vector<RowView> rows_of(const Form& form, const Material& material, const std::string& rows) {
    std::vector<RowView> views;
    if (form.source.kind == SourceKind::one_case) {
        add_elements(material, material.subject, rows, views);
        return views;
    }
    const auto shared = names_of(form, material).shared;
    for (const auto& each : material.cases) {
        if (rows.empty())
            views.push_back(row_of_case(each, shared));
        else
            add_elements(material, each, rows, views);
    }
    return views;
}

Names names_of(const Form& form, const Material& material) {
    if (form.source.kind == SourceKind::cases) return {{}, shared_names(material, nullptr)};
    return {{{"shown", material.subject.shown}}, shared_names(material, &material.subject.data)};
}

Result<json::value> evaluate(const expression::Program& program, const Names& names,
                             const std::string& about) {
    expression::Environment environment;
    environment.data = &names.own;
    environment.facts = names.shared.get();
    auto outcome = program.evaluate(environment);
    if (const auto* fault = std::get_if<expression::Fault>(&outcome)) {
        return Refusal{Reason::invalid_input,
                       fmt::format("'{}' cannot be computed for {}: {}", program.text(), about,
                                   fault->message),
                       fmt::format("Không tính được giá trị “{}” của {}. Đề nghị kiểm tra tệp biểu "
                                   "mẫu và định nghĩa quy trình.",
                                   program.text(), about)};
    }
    return std::get<expression::Value>(outcome).as_json();
}

Result<std::optional<Date>> day_of(const Form& form, const CaseMaterial& material) {
    json::value day = material.data.at("_opened_on");
    if (form.source.day) {
        const Names names{{{"row", material.data}}, std::make_shared<const json::object>()};
        auto value = evaluate(*form.source.day, names, fmt::format("hồ sơ số {}", material.id));
        if (!value) return value.error();
        day = std::move(*value);
    }
    return date_in(day);
}

Result<bool> holds(const std::optional<expression::Program>& program, const Names& names,
                   const std::string& about) {
    if (!program) return true;
    auto value = evaluate(*program, names, about);
    if (!value) return value.error();
    return expression::truthy(expression::Value(std::move(*value)));
}

std::string text_of(const json::value& value) {
    if (value.is_null()) return {};
    if (value.is_bool()) return value.as_bool() ? "Có" : "Không";
    if (const auto number = number_in(value)) return cell_text(*number);
    if (const auto date = date_in(value)) return date->spoken();
    if (const auto* text = value.if_string()) return std::string(*text);
    std::string joined;
    if (const auto* list = value.if_array()) {
        for (const auto& each : *list) {
            const std::string text = text_of(each);
            if (text.empty()) continue;
            if (!joined.empty()) joined += "; ";
            joined += text;
        }
    }
    return joined;
}

CellValue cell_of(const json::value& value, ColumnKind kind) {
    if (kind == ColumnKind::number) {
        if (const auto number = number_in(value)) return *number;
    }
    if (kind == ColumnKind::date) {
        if (const auto date = date_in(value)) return *date;
    }
    std::string text = text_of(value);
    if (text.empty()) return std::monostate{};
    return text;
}

Result<std::string> filled(const Template& text, const Names& names) {
    std::string whole;
    for (const auto& piece : text.pieces) {
        whole += piece.words;
        if (!piece.value) continue;
        auto value = evaluate(*piece.value, names, "biểu mẫu");
        if (!value) return value.error();
        whole += text_of(*value);
    }
    return whole;
}

}  // namespace trinh::forms
