// Everything that is compiled: conditions, values, places, and texts given either way.
#include <algorithm>
#include <cctype>

#include "engine/chart/literal.h"
#include "engine/chart/reader.h"

namespace trinh::chart {

Index Reader::add_text(std::string_view text) {
    out_->texts.emplace_back(text);
    return static_cast<Index>(out_->texts.size() - 1);
}

Index Reader::add_literal(boost::json::value value, pugi::xml_node element) {
    Expression row{"", std::move(value), false, false, source_.of(element).line};
    out_->expressions.push_back(std::move(row));
    return static_cast<Index>(out_->expressions.size() - 1);
}

Index Reader::add_fault(std::string message, pugi::xml_node element) {
    Expression row{"", expression::Fault{0, std::move(message)}, false, false,
                   source_.of(element).line};
    out_->expressions.push_back(std::move(row));
    return static_cast<Index>(out_->expressions.size() - 1);
}

Index Reader::add_expression(pugi::xml_node element, const char* attribute) {
    return add_expression(element.attribute(attribute).value(), element, attribute);
}

Index Reader::add_expression(std::string_view text, pugi::xml_node element, const char* attribute) {
    Expression row{std::string(text), nullptr, false, false, source_.of(element).line};
    auto compiled = expression::Program::compile(text);
    if (auto* program = std::get_if<expression::Program>(&compiled)) {
        const auto names = program->names();
        row.needs_system = program->needs_system();
        row.reads_event = program->reads_event();
        if (out_->model == DataModel::null && !names.empty()) {
            compiled = expression::Fault{
                1, "The null data model has no variables, so '" + names.front() + "' is unknown."};
        }
    }
    if (const auto* wrong = std::get_if<expression::Fault>(&compiled)) {
        const Position where =
            element.attribute(attribute)
                ? source_.of_value(element, attribute, std::max(0, wrong->column - 1))
                : statement_.value_or(source_.of(element));
        fault("TR115", where,
              {"The expression '" + std::string(clipped(text, 80)) +
                   "' cannot be read: " + wrong->message,
               "Correct the expression; only ECMAScript expressions without functions are read."});
        row.code = *wrong;
    } else {
        row.code = std::get<expression::Program>(std::move(compiled));
    }
    out_->expressions.push_back(std::move(row));
    return static_cast<Index>(out_->expressions.size() - 1);
}

void Reader::read_condition(pugi::xml_node element, TransitionRow& into) {
    const std::string_view text = trimmed(element.attribute("cond").value());
    // In a published definition a condition is asked often and without effect: it changes nothing.
    const bool counts =
        limits_.faults_at_run_time && (text.starts_with("++") || text.starts_with("--"));
    const std::string_view rest = trimmed(text.substr(counts ? 2 : 0));
    const auto is_part = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '$';
    };
    const auto end = static_cast<std::size_t>(std::find_if_not(rest.begin(), rest.end(), is_part) -
                                              rest.begin());
    const std::string_view name = rest.substr(0, end);
    const std::string_view behind = trimmed(rest.substr(end));
    const bool is_plain = !behind.starts_with('.') && !behind.starts_with('[');
    if (!counts || !is_variable_name(name) || !is_plain || out_->model == DataModel::null) {
        into.condition = add_expression(element, "cond");
        return;
    }
    const std::string value = "(+" + std::string(name) + ' ' + text.front() + " 1)";
    into.condition = add_expression(value + std::string(rest.substr(end)), element, "cond");
    const auto first = static_cast<Index>(out_->ops.size());
    add_assign(add_place(name, element, "cond"), add_expression(value, element, "cond"), false,
               element);
    out_->counters[into.condition] = static_cast<Index>(out_->blocks.size());
    out_->blocks.push_back({first, 1});
}

Index Reader::add_place(std::string_view text, pugi::xml_node element, const char* attribute) {
    Place row{std::string(text), expression::Fault{}, is_variable_name(trimmed(text)),
              source_.of(element).line};
    auto compiled = expression::Location::compile(trimmed(text));
    if (out_->model == DataModel::null)
        compiled = expression::Fault{1, "The null data model has no variables."};
    if (const auto* wrong = std::get_if<expression::Fault>(&compiled)) {
        fault("TR116",
              statement_ ? *statement_
                         : source_.of_value(element, attribute, std::max(0, wrong->column - 1)),
              {"'" + std::string(text) + "' is not a place that can be written: " + wrong->message,
               "Name a declared variable, or a member of one."});
        row.code = *wrong;
    } else {
        row.code = std::get<expression::Location>(std::move(compiled));
    }
    out_->places.push_back(std::move(row));
    return static_cast<Index>(out_->places.size() - 1);
}

Wording Reader::wording(pugi::xml_node element, const char* plain, const char* computed) {
    Wording found;
    check_pair(element, plain, computed);
    if (element.attribute(plain)) {
        found.text = trimmed(element.attribute(plain).value());
        found.is_given = true;
    } else if (*computed != '\0' && element.attribute(computed)) {
        found.expression = add_expression(element, computed);
        found.is_given = true;
    }
    return found;
}

}  // namespace trinh::chart
