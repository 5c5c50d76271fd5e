#include "engine/casework/links.h"

#include <fmt/format.h>

#include "engine/base/json_text.h"

namespace trinh::casework {
namespace {

/// Opens the cases of one rule; what it may read is `scope` with `_item` and `_number`.
class Opener {
public:
    Opener(Recorder& recorder, const StepContext& step, const workflow::OpenCaseRule& rule,
           const expression::Environment& scope)
        : recorder_(recorder), step_(step), rule_(rule), scope_(scope) {
        if (scope.facts != nullptr) names_ = *scope.facts;
        scope_.facts = &names_;
    }
    Opener(const Opener&) = delete;
    Opener& operator=(const Opener&) = delete;

    void open() {
        if (!rule_.each) return open_one(json::object(), 0);
        const auto result = rule_.each->evaluate(scope_);
        const auto* value = std::get_if<expression::Value>(&result);
        if (value == nullptr || value->is_undefined() || !value->as_json().is_array()) {
            const auto* fault = std::get_if<expression::Fault>(&result);
            return fail("each", fault != nullptr ? fault->message : "It is not an array.");
        }
        const json::value list = value->as_json();
        const auto& items = list.get_array();
        if (items.size() > opened_cases_max) {
            recorder_.fail(
                {Reason::invalid_input,
                 fmt::format("One act opens at most {} cases; the list has {}. Split it.",
                             opened_cases_max, items.size()),
                 fmt::format("Mỗi lần mở tối đa {} hồ sơ; danh sách có {}. Đề nghị chia nhỏ.",
                             opened_cases_max, items.size())});
            return;
        }
        for (std::size_t i = 0; i < items.size(); ++i) {
            names_["_item"] = items[i];
            names_["_number"] = i + 1;
            const auto* members = items[i].if_object();
            open_one(members == nullptr ? json::object() : *members, i + 1);
        }
    }

private:
    void open_one(const json::object& members, std::size_t number) {
        OpenLinked linked;
        linked.process = rule_.process;
        linked.relation = rule_.relation;
        linked.number = number;
        for (const auto& [key, value] : members) {
            if (!value.is_null()) linked.values[key] = value;  // Else as the process begins it.
        }
        for (const auto& field : rule_.carried) {
            const auto* value = step_.session.data().if_contains(field);
            if (value != nullptr) linked.values[field] = *value;
        }
        linked.title = text_of(rule_.title, "title");
        linked.drafting_agency = text_of(rule_.agency, "agency");
        recorder_.add(Effect(std::move(linked)));
    }

    /// Empty when there is no such expression.
    std::string text_of(const std::optional<expression::Program>& program, const char* attribute) {
        if (!program) return {};
        const auto result = program->evaluate(scope_);
        const auto* value = std::get_if<expression::Value>(&result);
        const bool is_text =
            value != nullptr && !value->is_undefined() && value->as_json().is_string();
        if (is_text) return std::string(value->as_json().as_string());
        const auto* fault = std::get_if<expression::Fault>(&result);
        fail(attribute, fault != nullptr ? fault->message : "It is not a text.");
        return {};
    }

    void fail(const char* attribute, const std::string& why) {
        const auto* number = names_.if_contains("_number");
        const std::string where =
            number == nullptr ? "" : fmt::format(" (row {})", to_json_text(*number));
        const std::string where_vi =
            number == nullptr ? "" : fmt::format(" (dòng {})", to_json_text(*number));
        recorder_.fail(
            {Reason::invalid_input,
             fmt::format("The cases '{}' cannot be opened{}: '{}' of <t:open-case>: {}",
                         rule_.relation, where, attribute, why),
             fmt::format("Không mở được hồ sơ tiếp theo{}: dữ liệu chưa đủ để xác định {}.",
                         where_vi,
                         std::string_view(attribute) == "agency"  ? "cơ quan thực hiện"
                         : std::string_view(attribute) == "title" ? "tên hồ sơ"
                                                                  : "danh sách hồ sơ")});
    }

    Recorder& recorder_;
    const StepContext& step_;
    const workflow::OpenCaseRule& rule_;
    json::object names_;
    expression::Environment scope_;
};

json::object carried_values(const StepContext& step, const std::vector<std::string>& names) {
    json::object values;
    for (const auto& name : names) {
        const auto* value = step.session.data().if_contains(name);
        values[name] = value == nullptr ? json::value(nullptr) : *value;
    }
    return values;
}

}  // namespace

void record_links(Recorder& recorder, const StepContext& step,
                  const workflow::TransitionOverlay& overlay,
                  const expression::Environment& scope) {
    for (const auto& rule : overlay.opens) Opener(recorder, step, rule, scope).open();
    for (const auto& rule : overlay.tells) {
        recorder.add(Effect(TellParent{rule.event, carried_values(step, rule.carried)}));
    }
    for (const auto& rule : overlay.chases) {
        const auto* note = step.event.if_contains("note");
        recorder.add(Effect(
            Chase{rule.relation, rule.letter,
                  note == nullptr || !note->is_string() ? "" : std::string(note->as_string())}));
    }
}

}  // namespace trinh::casework
