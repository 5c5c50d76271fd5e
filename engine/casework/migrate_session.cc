#include <algorithm>
#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "engine/casework/configuration.h"
#include "engine/casework/migration_work.h"
#include "engine/chart/declared_data.h"
#include "engine/chart/session.h"

namespace trinh::casework {
namespace {

using workflow::renamed;

std::string text_of(const json::object& row, const char* key) {
    const auto* value = row.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

/// The new id of a state that is not entered by the map: history, owner of an invoke.
std::string single_place(const MigrationOrder& order, const std::string& id) {
    const auto* rule = order.map.state(id);
    return rule == nullptr ? id : rule->to.front();
}

/// What a history recalls in the target; empty when it could not recall just that.
std::vector<std::string> recalled(const MigrationWork& work, chart::StateView history,
                                  const json::array& old) {
    const auto& chart = *work.target().chart;
    const bool is_deep = history.kind == chart::StateKind::history_deep;
    std::vector<std::string> ids;
    for (const auto& one : old) {
        const std::string id(one.as_string());
        const auto places = is_deep ? places_of(work.order, id)
                                    : std::vector<std::string>{single_place(work.order, id)};
        for (const auto& place : places) {
            if (chart.find(place) == chart::no_state) return {};
            if (std::find(ids.begin(), ids.end(), place) == ids.end()) ids.push_back(place);
        }
        if (places.empty()) return {};
    }
    const auto holder = chart.state(history.parent);
    for (const auto& id : ids) {
        const auto view = chart.state(chart.find(id));
        const bool is_leaf = view.last_descendant == view.index;
        const bool is_inside = view.index > holder.index && view.index <= holder.last_descendant;
        if (is_deep ? !(is_leaf && is_inside) : view.parent != holder.index) return {};
    }
    const auto wanted =
        holder.kind == chart::StateKind::parallel ? inner_states(chart, holder.index).size() : 1;
    const bool fits = is_deep ? !why_not_together(chart, holder.index, ids) : ids.size() == wanted;
    return fits ? ids : std::vector<std::string>{};
}

void carry_history(MigrationWork& work, json::object& session) {
    const auto* old = work.before.session.if_contains("history");
    if (old == nullptr) return;
    json::object next;
    const auto& chart = *work.target().chart;
    for (const auto& [key, value] : old->as_object()) {
        const std::string id(key);
        const std::string place = single_place(work.order, id);
        const auto index = chart.find(place);
        std::vector<std::string> ids;
        if (index != chart::no_state) {
            const auto view = chart.state(index);
            const bool is_history = view.kind == chart::StateKind::history_deep ||
                                    view.kind == chart::StateKind::history_shallow;
            if (is_history) ids = recalled(work, view, value.as_array());
        }
        std::string before;
        for (const auto& one : value.as_array()) {
            before += (before.empty() ? "" : " ") + std::string(one.as_string());
        }
        MigrationLine line{"history", "kept", id, before, fmt::format("{}", fmt::join(ids, " "))};
        if (ids.empty()) {
            line.change = "dropped";
            line.text = fmt::format("Không giữ được bước đã ghi nhớ “{}” ({})", id, before);
            line.text_en =
                fmt::format("What '{}' recalled ({}) has no place and is forgotten", id, before);
        } else {
            if (place != id || line.after != before) line.change = "moved";
            line.text = fmt::format("Bước đã ghi nhớ “{}”: {}", place, line.after);
            line.text_en = fmt::format("'{}' recalls {}", place, line.after);
            next[place] = json::array(ids.begin(), ids.end());
        }
        work.tell(std::move(line));
    }
    if (!next.empty()) session["history"] = std::move(next);
}

/// "a", "a.b" and "a.b.c" take "a.b.c"; so do "a.*" and "*".
bool takes(std::string_view descriptor, std::string_view event) {
    if (descriptor.ends_with(".*")) descriptor.remove_suffix(2);
    if (descriptor.ends_with(".")) descriptor.remove_suffix(1);
    if (descriptor == "*") return true;
    return event.starts_with(descriptor) &&
           (event.size() == descriptor.size() || event[descriptor.size()] == '.');
}

bool is_taken_somewhere(const chart::Chart& chart, std::string_view event) {
    for (std::uint32_t i = 0; i < chart.transition_count(); ++i) {
        for (const auto descriptor : chart.transition(i).events) {
            if (takes(descriptor, event)) return true;
        }
    }
    return false;
}

void carry_sends(MigrationWork& work, json::object& session) {
    const auto* old = work.before.session.if_contains("sends");
    if (old == nullptr) return;
    json::array next;
    for (const auto& item : old->as_array()) {
        json::object row = item.as_object();
        auto& event = row.at("event").as_object();
        const std::string name = text_of(event, "name");
        const std::string& now = renamed(work.order.map.events, name);
        const bool is_ours = text_of(row, "target").empty() && text_of(row, "type").empty();
        const Instant due{row.at("due").to_number<std::int64_t>()};
        MigrationLine line{"send", "kept", name, due.iso(), due.iso()};
        if (is_ours && !is_taken_somewhere(*work.target().chart, now)) {
            line.change = "dropped";
            line.after.clear();
            line.text = fmt::format(
                "Bỏ sự kiện hẹn giờ “{}” ({}): quy trình mới không có bước nào "
                "tiếp nhận",
                name, due.spoken());
            line.text_en = fmt::format(
                "Drops the delayed event '{}' ({}): no transition of the "
                "target takes it",
                name, due.spoken());
        } else {
            if (now != name) line.change = "moved";
            event["name"] = now;
            line.text = fmt::format("Giữ sự kiện hẹn giờ “{}”: {}", now, due.spoken());
            line.text_en = fmt::format("Keeps the delayed event '{}': {}", now, due.spoken());
            next.push_back(std::move(row));
        }
        work.tell(std::move(line));
    }
    if (!next.empty()) session["sends"] = std::move(next);
}

/// Policy: a running child stays when its state stands and has such an <invoke>; else it ends.
/// A child that the target has besides is not started before its state is entered again.
void carry_invokes(MigrationWork& work, json::object& session) {
    const auto& chart = *work.target().chart;
    std::map<std::string, std::size_t> kept;
    json::array next;
    if (const auto* old = work.before.session.if_contains("invokes")) {
        for (const auto& item : old->as_array()) {
            json::object row = item.as_object();
            const std::string owner = text_of(row, "state"), id = text_of(row, "id");
            const std::string place = single_place(work.order, owner);
            const auto index = chart.find(place);
            const auto ordinal = row.at("ordinal").to_number<std::size_t>();
            const bool stays = index != chart::no_state && work.stands_in(index) &&
                               ordinal < chart.state(index).invokes;
            MigrationLine line{"invoke", stays ? "kept" : "dropped", id, owner, stays ? place : ""};
            line.text = fmt::format("{} quy trình con “{}”", stays ? "Giữ" : "Chấm dứt", id);
            line.text_en = fmt::format("{} the invoked chart '{}'", stays ? "Keeps" : "Ends", id);
            work.tell(std::move(line));
            if (!stays) continue;
            ++kept[place];
            row["state"] = place;
            next.push_back(std::move(row));
        }
    }
    if (!next.empty()) session["invokes"] = std::move(next);
    for (const auto& [state, since] : work.entered) {
        if (chart.state(chart.find(state)).invokes <= kept[state]) continue;
        MigrationLine line{"invoke", "noted", state};
        line.text =
            fmt::format("Quy trình con của bước “{}” chỉ bắt đầu khi vào lại bước này", state);
        line.text_en = fmt::format(
            "The chart that '{}' invokes begins when that state is entered again", state);
        work.tell(std::move(line));
    }
}

/// Late binding: which states have given their data a value already.
void carry_initialised(MigrationWork& work, json::object& session) {
    const auto declared = chart::declared_data(work.target().chart, {});
    const bool is_late = std::any_of(declared.begin(), declared.end(),
                                     [](const auto& datum) { return datum.is_late; });
    json::array ids;
    const auto* old = work.before.session.if_contains("initialised");
    if (old != nullptr) {
        for (const auto& id : old->as_array()) {
            ids.emplace_back(single_place(work.order, std::string(id.as_string())));
        }
    }
    if (is_late) {
        for (const auto& [state, since] : work.entered) ids.emplace_back(state);
    }
    if (!ids.empty()) session["initialised"] = std::move(ids);
}

}  // namespace

Result<Done> carry_session(MigrationWork& work, json::object data) {
    const auto& chart = work.target().chart;
    json::object session = work.before.session;
    for (const char* key : {"history", "sends", "invokes", "initialised"}) session.erase(key);
    session["active"] = json::array(work.active.begin(), work.active.end());
    session["data"] = std::move(data);
    carry_history(work, session);
    carry_sends(work, session);
    carry_invokes(work, session);
    carry_initialised(work, session);
    const auto restored = chart::Session::restore(chart, session);
    if (!restored) {
        return Refusal{Reason::invalid_input,
                       fmt::format("The case cannot go on in '{}': {}", work.target().id,
                                   restored.error().message),
                       "Hồ sơ không thể tiếp tục theo quy trình mới với bảng chuyển đổi này."};
    }
    work.after.session = restored->snapshot();
    return Done{};
}

}  // namespace trinh::casework
