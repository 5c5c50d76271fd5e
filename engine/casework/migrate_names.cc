// The names that a migration map speaks of: does either definition have them?
#include <algorithm>
#include <fmt/format.h>

#include "engine/casework/migration_work.h"
#include "engine/chart/declared_data.h"

namespace trinh::casework {
namespace {

/// "state 'x', deadline 'y'": the names a map leads to and the target lacks.
class UnknownNames {
public:
    template <class IsKnown>
    void check(const char* kind, const std::string& id, IsKnown is_known) {
        if (is_known(id)) return;
        text_ += fmt::format("{}{} '{}'", text_.empty() ? "" : ", ", kind, id);
    }
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    std::string text_;
};

bool has_action(const workflow::Process& process, const std::string& event) {
    return std::any_of(process.overlays.begin(), process.overlays.end(), [&](const auto& overlay) {
        return overlay.action && overlay.action->event == event;
    });
}

bool declares(const workflow::Process& process, const std::string& id) {
    const auto declared = chart::declared_data(process.chart, {});
    return std::any_of(declared.begin(), declared.end(),
                       [&](const auto& datum) { return datum.id == id; });
}

bool has_state(const workflow::Process& process, const std::string& id) {
    return process.chart->find(id) != chart::no_state;
}

/// Tells of every row of the map whose old name the case's own definition lacks.
class Unmatched {
public:
    explicit Unmatched(MigrationWork& work) : work_(work) {}

    void note(const char* subject, const std::string& id, bool is_known) {
        if (is_known || id.empty()) return;
        MigrationLine line{subject, "noted", id};
        line.text = fmt::format(
            "Bảng chuyển đổi nêu “{}”, nhưng quy trình của hồ sơ không có tên này; dòng đó không "
            "được áp dụng",
            id);
        line.text_en = fmt::format(
            "The map names '{}', which the case's own definition does not have; that row does "
            "nothing here",
            id);
        work_.tell(std::move(line));
    }

private:
    MigrationWork& work_;
};

}  // namespace

Result<Done> check_migration_map(const workflow::MigrationMap& map,
                                 const workflow::Process& target) {
    UnknownNames unknown;
    for (const auto& rule : map.states) {
        for (const auto& id : rule.to) {
            unknown.check("state", id, [&](const auto& one) { return has_state(target, one); });
        }
    }
    for (const auto& rule : map.data) {
        unknown.check("data", rule.to, [&](const auto& one) { return declares(target, one); });
    }
    for (const auto& row : map.deadlines) {
        unknown.check("deadline", row.to, [&](const auto& one) { return target.deadline(one); });
    }
    for (const auto& row : map.items) {
        unknown.check("item", row.to, [&](const auto& one) { return target.item(one); });
    }
    for (const auto& row : map.roles) {
        unknown.check("role", row.to, [&](const auto& one) { return target.role(one); });
    }
    for (const auto& row : map.events) {
        unknown.check("event", row.to, [&](const auto& one) { return has_action(target, one); });
    }
    if (unknown.text().empty()) return Done{};
    return Refusal{Reason::invalid_input,
                   fmt::format("The map leads to what '{}' does not have: {}. Correct the map, or "
                               "name the right definition.",
                               target.id, unknown.text()),
                   fmt::format("Bảng chuyển đổi nêu tên không có trong quy trình “{}”: {}.",
                               target.title.vi, unknown.text())};
}

void note_unmatched(MigrationWork& work) {
    const auto& map = work.order.map;
    const auto& old = work.old_process();
    Unmatched unmatched(work);
    for (const auto& rule : map.states)
        unmatched.note("state", rule.from, has_state(old, rule.from));
    for (const auto& rule : map.data) unmatched.note("data", rule.from, declares(old, rule.from));
    for (const auto& row : map.deadlines)
        unmatched.note("deadline", row.from, old.deadline(row.from) != nullptr);
    for (const auto& row : map.items)
        unmatched.note("item", row.from, old.item(row.from) != nullptr);
    for (const auto& row : map.roles)
        unmatched.note("role", row.from, old.role(row.from) != nullptr);
    for (const auto& row : map.events)
        unmatched.note("action", row.from, has_action(old, row.from));
}

}  // namespace trinh::casework
