#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "engine/base/json_text.h"
#include "engine/base/text.h"
#include "engine/casework/facts.h"
#include "engine/casework/migration_work.h"
#include "engine/chart/declared_data.h"

namespace trinh::casework {
namespace {

constexpr std::size_t shown_bytes_max = 200;

/// For the report; a long text is cut at a whole character.
std::string shown(const json::value& value) {
    return shortened(to_json_text(value), shown_bytes_max);
}

workflow::Title datum_title(const workflow::Process& process, const std::string& id) {
    const auto* field = process.field(id);
    if (field == nullptr) return {fmt::format("“{}”", id), fmt::format("'{}'", id)};
    return {fmt::format("“{}” ({})", field->title.vi, id),
            fmt::format("'{}' ({})", field->title.en, id)};
}

class DataCarrier {
public:
    explicit DataCarrier(MigrationWork& work)
        : work_(work),
          old_(values_of(work.before)),
          facts_(facts_of(work.order.to, work.after, work.actor, work.now)) {}

    Result<json::object> carry() {
        for (const auto& datum : chart::declared_data(work_.target().chart, facts_)) {
            declared_.insert(datum.id);
            auto done = carry_one(datum);
            if (!done) return done.error();
        }
        for (const auto& [key, value] : old_) leave(std::string(key), value);
        return std::move(next_);
    }

private:
    Result<Done> carry_one(const chart::DeclaredDatum& datum) {
        const auto& rules = work_.order.map.data;
        const auto rule = std::find_if(rules.begin(), rules.end(),
                                       [&](const auto& row) { return row.to == datum.id; });
        if (rule != rules.end()) return by_rule(*rule);
        if (const auto* known = old_.if_contains(datum.id)) {
            used_.insert(datum.id);
            next_[datum.id] = *known;
            tell("kept", datum.id, *known, *known);
            return Done{};
        }
        const bool begins_later = datum.is_late && !work_.stands_in(datum.state);
        next_[datum.id] = begins_later ? json::value(nullptr) : datum.initial;
        tell("created", datum.id, nullptr, next_[datum.id]);
        return Done{};
    }

    Result<Done> by_rule(const workflow::DataRule& rule) {
        if (rule.value) return by_value(rule);
        const auto* known = old_.if_contains(rule.from);
        if (known == nullptr) {
            return Refusal{Reason::invalid_input,
                           fmt::format("The map takes '{}' from '{}', which this case does not "
                                       "have. Give a value: <data to=\"{}\" expr=\"...\"/>.",
                                       rule.to, rule.from, rule.to),
                           fmt::format("Bảng chuyển đổi lấy dữ liệu “{}” từ “{}”, nhưng hồ sơ "
                                       "không có dữ liệu này.",
                                       rule.to, rule.from)};
        }
        used_.insert(rule.from);
        next_[rule.to] = *known;
        tell("moved", rule.from, *known, *known, rule.to);
        return Done{};
    }

    Result<Done> by_value(const workflow::DataRule& rule) {
        expression::Environment environment;
        environment.data = &old_;
        environment.facts = &facts_;
        const auto answer = rule.value->evaluate(environment);
        if (const auto* fault = std::get_if<expression::Fault>(&answer)) {
            return Refusal{
                Reason::invalid_input,
                fmt::format("The map's value of '{}' cannot be computed for this case: "
                            "{} Correct expr=\"{}\".",
                            rule.to, fault->message, rule.value->text()),
                fmt::format("Không tính được giá trị của “{}” theo bảng chuyển đổi.", rule.to)};
        }
        const auto& value = std::get<expression::Value>(answer);
        const auto* known = old_.if_contains(rule.to);
        if (known != nullptr) used_.insert(rule.to);
        next_[rule.to] = value.is_undefined() ? json::value(nullptr) : value.as_json();
        const bool is_same = known != nullptr && *known == next_[rule.to];
        tell(is_same            ? "kept"
             : known != nullptr ? "moved"
                                : "created",
             rule.to, known == nullptr ? json::value(nullptr) : *known, next_[rule.to]);
        return Done{};
    }

    /// What the target does not declare goes; but a name that neither definition declares, such
    /// as the counter of a <foreach>, stays with a process that goes on.
    void leave(const std::string& key, const json::value& value) {
        if (used_.count(key) > 0) return;
        const bool is_scratch = declared_.count(key) == 0 && !is_declared_before(key) &&
                                work_.old_process().id == work_.target().id;
        if (is_scratch) {
            next_[key] = value;
            return;
        }
        MigrationLine line{"data", "dropped", key, shown(value)};
        const auto title = datum_title(work_.old_process(), key);
        line.text = fmt::format("Bỏ dữ liệu {} = {}", title.vi, line.before);
        line.text_en = fmt::format("Drops {} = {}", title.en, line.before);
        work_.tell(std::move(line));
    }

    bool is_declared_before(const std::string& key) {
        if (declared_before_.empty()) {
            for (const auto& datum : chart::declared_data(work_.old_process().chart, facts_)) {
                declared_before_.insert(datum.id);
            }
        }
        return declared_before_.count(key) > 0;
    }

    void tell(const char* change, const std::string& id, const json::value& before,
              const json::value& after, const std::string& new_id = {}) {
        MigrationLine line{"data", change, id, shown(before), shown(after)};
        const auto& now = new_id.empty() ? id : new_id;
        const auto title = datum_title(work_.target(), now);
        if (line.change == "kept") {
            line.text = fmt::format("Giữ dữ liệu {} = {}", title.vi, line.after);
            line.text_en = fmt::format("Keeps {} = {}", title.en, line.after);
        } else if (line.change == "created") {
            line.before.clear();
            line.text = fmt::format("Dữ liệu mới {} = {}", title.vi, line.after);
            line.text_en = fmt::format("New: {} = {}", title.en, line.after);
        } else {
            line.text = fmt::format("Dữ liệu “{}” chuyển thành {} = {}", id, title.vi, line.after);
            line.text_en = fmt::format("'{}' becomes {} = {}", id, title.en, line.after);
        }
        work_.tell(std::move(line));
        note_unknown_choice(now, after, title);
    }

    /// A kept value that the target's form does not offer: lawful once, to be looked at now.
    void note_unknown_choice(const std::string& id, const json::value& value,
                             const workflow::Title& title) {
        const auto* field = work_.target().field(id);
        const auto* text = value.if_string();
        if (field == nullptr || text == nullptr || field->type != workflow::FieldType::choice) {
            return;
        }
        const auto& choices = field->choices;
        const bool is_offered = std::any_of(choices.begin(), choices.end(), [&](const auto& one) {
            return one.value == std::string_view(*text);
        });
        if (is_offered) return;
        MigrationLine line{"data", "noted", id, shown(value), shown(value)};
        line.text = fmt::format(
            "Giá trị {} của {} không có trong danh sách lựa chọn của quy trình "
            "mới",
            line.after, title.vi);
        line.text_en =
            fmt::format("{} of {} is no choice of the target's form", line.after, title.en);
        work_.tell(std::move(line));
    }

    MigrationWork& work_;
    const json::object& old_;
    const json::object facts_;
    json::object next_;
    std::set<std::string> used_, declared_, declared_before_;
};

}  // namespace

Result<json::object> carry_data(MigrationWork& work) {
    return DataCarrier(work).carry();
}

}  // namespace trinh::casework
