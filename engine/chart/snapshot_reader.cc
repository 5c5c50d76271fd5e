#include "engine/chart/snapshot_reader.h"

#include <algorithm>

namespace trinh::chart {
namespace {

bool read_event(const json::value* from, Event& into) {
    const json::object* object = from == nullptr ? nullptr : from->if_object();
    if (object == nullptr) return false;
    const auto take = [&](const char* key, std::string& text) {
        const json::value* value = object->if_contains(key);
        if (value != nullptr && value->is_string()) text = value->get_string();
    };
    take("name", into.name);
    take("type", into.type);
    take("sendid", into.send_id);
    take("origin", into.origin);
    take("origintype", into.origin_type);
    take("invokeid", into.invoke_id);
    take("raw", into.raw);
    if (const json::value* value = object->if_contains("data")) into.data = *value;
    return !into.name.empty() || object->contains("name");
}

}  // namespace

SnapshotReader::SnapshotReader(std::shared_ptr<const Chart> chart, json::object snapshot)
    : from_(std::move(snapshot)), tables_(chart->tables()), session_(std::move(chart), "") {}

Result<Session> SnapshotReader::read() {
    const json::value* format = from_.if_contains("format");
    if (format == nullptr || !format->is_int64() || format->get_int64() != 1)
        return Refusal{Reason::invalid_input,
                       "This is not a snapshot of a session: expected \"format\": 1."};
    if (read_status() && read_active() && read_history() && read_sends() && read_invokes())
        return std::move(session_);
    return Refusal{Reason::invalid_input, refusal_};
}

bool SnapshotReader::refuse(std::string message) {
    refusal_ = std::move(message);
    return false;
}

std::string SnapshotReader::text(const json::object& from, const char* key) const {
    const json::value* value = from.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

std::uint64_t SnapshotReader::number(const json::object& from, const char* key) const {
    const json::value* value = from.if_contains(key);
    if (value == nullptr) return 0;
    if (value->is_uint64()) return value->get_uint64();
    return value->is_int64() && value->get_int64() > 0
               ? static_cast<std::uint64_t>(value->get_int64())
               : 0;
}

const json::array& SnapshotReader::list(const char* key) const {
    static const json::array empty;
    const json::value* value = from_.if_contains(key);
    return value != nullptr && value->is_array() ? value->get_array() : empty;
}

bool SnapshotReader::find_state(const json::value& id, StateIndex& found) {
    if (!id.is_string()) return refuse("A state id of the snapshot is not a text.");
    const std::string name(id.get_string());
    found = tables_.state_by_id.find(name);
    if (found == no_state)
        return refuse("The snapshot names the state '" + name + "', which the chart '" +
                      tables_.name + "' does not have; migrate the case with a state map.");
    return true;
}

bool SnapshotReader::read_status() {
    session_.session_id_ = text(from_, "session");
    const std::string status = text(from_, "status");
    if (status != "new" && status != "running" && status != "final")
        return refuse("The snapshot's status is '" + status +
                      "'; expected 'new', 'running' or 'final'.");
    session_.is_running_ = status == "running";
    session_.is_final_ = status == "final";
    session_.send_count_ = number(from_, "send_count");
    session_.invoke_count_ = number(from_, "invoke_count");
    if (const json::value* parent = from_.if_contains("parent"); parent && parent->is_object()) {
        session_.parent_id_ = text(parent->get_object(), "session");
        session_.invoke_id_ = text(parent->get_object(), "invoke");
    }
    json::value* data = from_.if_contains("data");
    if (data == nullptr || !data->is_object())
        return refuse("The snapshot has no object \"data\".");
    session_.data_ = std::move(data->get_object());
    // A newer definition may declare more.
    if (status == "running")
        for (const DataRow& row : tables_.datamodel) session_.data_.emplace(row.id, nullptr);
    for (const json::value& id : list("initialised")) {
        const StateIndex known = tables_.state_by_id.find(
            id.is_string() ? std::string_view(id.get_string()) : std::string_view());
        if (known != no_state) session_.initialised_.insert(known);
    }
    return true;
}

bool SnapshotReader::read_active() {
    const json::array& ids = list("active");
    if (!session_.is_running_ && !session_.is_final_)
        return ids.empty() || refuse("A session that has not started has no active state.");
    for (const json::value& id : ids) {
        StateIndex state = 0;
        if (!find_state(id, state)) return false;
        if (!tables_.is_leaf(state))
            return refuse("The snapshot lists '" + tables_.states[state].id +
                          "' as active, but only atomic and final states are listed.");
        for (StateIndex at = state; at != no_state; at = tables_.states[at].parent)
            session_.active_.insert(at);
    }
    session_.active_.insert(0);
    return check_configuration();
}

bool SnapshotReader::check_configuration() {
    const StateSet& active = session_.active_;
    std::vector<Index> children(active.size());  // Of each active state, how many are active.
    bool is_at_end = false;
    for (const StateIndex i : active) {
        if (i == 0) continue;
        const StateIndex parent = tables_.states[i].parent;
        ++children[static_cast<std::size_t>(active.at_or_after(parent) - active.begin())];
        is_at_end |= tables_.states[i].kind == StateKind::final && parent == 0;
    }
    for (std::size_t at = 0; at < active.size(); ++at) {
        const StateRow& row = tables_.states[active[at]];
        const Index expected = row.kind == StateKind::parallel ? row.children.count : 1;
        if (row.children.empty() || children[at] == expected) continue;
        const std::string owner = active[at] == 0 ? "The chart" : "State '" + row.id + "'";
        return refuse(owner + " would have " + std::to_string(children[at]) +
                      " active children; expected " + std::to_string(expected) +
                      ", so these states cannot be active together.");
    }
    if (is_at_end != session_.is_final_)
        return refuse("The snapshot's status does not fit its active states.");
    return true;
}

bool SnapshotReader::read_history() {
    const json::value* history = from_.if_contains("history");
    if (history == nullptr || !history->is_object()) return true;
    for (const auto& member : history->get_object()) {
        StateIndex state = 0;
        if (!find_state(json::value(member.key()), state)) return false;
        if (!tables_.is_history(state) || !member.value().is_array())
            return refuse("'" + std::string(member.key()) + "' is not a history of this chart.");
        const bool is_deep = tables_.states[state].kind == StateKind::history_deep;
        const StateIndex holder = tables_.states[state].parent;
        std::vector<StateIndex> recalled;
        for (const json::value& id : member.value().get_array()) {
            StateIndex one = 0;
            if (!find_state(id, one)) return false;
            const bool fits = is_deep ? tables_.is_inside(one, holder) && tables_.is_leaf(one)
                                      : tables_.states[one].parent == holder;
            if (!fits || tables_.is_history(one))
                return refuse("History '" + tables_.states[state].id + "' cannot recall '" +
                              tables_.states[one].id + "'.");
            recalled.push_back(one);
        }
        if (recalled.empty())
            return refuse("History '" + tables_.states[state].id + "' recalls nothing.");
        session_.history_[state] = std::move(recalled);
    }
    return true;
}

bool SnapshotReader::read_sends() {
    for (const json::value& one : list("sends")) {
        const json::object* row = one.if_object();
        const json::value* due = row == nullptr ? nullptr : row->if_contains("due");
        PendingSend send;
        if (due == nullptr || !due->is_number() ||
            !read_event(row->if_contains("event"), send.event))
            return refuse("A pending send of the snapshot has no 'due' or no 'event'.");
        send.due.ms = due->to_number<std::int64_t>();
        send.send_id = text(*row, "id");
        send.target = text(*row, "target");
        send.type = text(*row, "type");
        if (const json::value* content = row->if_contains("content"))
            send.is_content = *content == json::value(true);
        session_.pending_.push_back(std::move(send));
    }
    std::stable_sort(session_.pending_.begin(), session_.pending_.end(),
                     [](const PendingSend& a, const PendingSend& b) { return a.due < b.due; });
    return true;
}

bool SnapshotReader::read_invokes() {
    json::value* rows = from_.if_contains("invokes");
    if (rows == nullptr || !rows->is_array()) return true;
    for (json::value& one : rows->get_array())
        if (!one.is_object() || !read_invoke(one.get_object()))
            return refusal_.empty() ? refuse("An invoke of the snapshot is not an object.") : false;
    return true;
}

bool SnapshotReader::read_invoke(json::object& row) {
    Session::Invoked invoked{0, 0, text(row, "id"), text(row, "source"),
                             Session(session_.chart_, "")};
    const json::value* state = row.if_contains("state");
    json::value* inner = row.if_contains("session");
    if (state == nullptr || inner == nullptr || !inner->is_object())
        return refuse("An invoke of the snapshot has no 'state' or no 'session'.");
    if (!find_state(*state, invoked.state)) return false;
    const StateRow& owner = tables_.states[invoked.state];
    const std::uint64_t ordinal = number(row, "ordinal");
    if (!session_.active_.has(invoked.state) || ordinal >= owner.invokes.count)
        return refuse("The invoke '" + invoked.invoke_id + "' belongs to no active state.");
    invoked.invoke = owner.invokes.first + static_cast<Index>(ordinal);
    std::shared_ptr<const Chart> chart = tables_.invokes[invoked.invoke].inline_chart;
    if (!invoked.source.empty()) {
        ReadLimits limits;
        limits.faults_at_run_time = true;
        chart = read_chart(invoked.source, limits, tables_.sources).chart;
    }
    if (!chart) return refuse("The chart of the invoke '" + invoked.invoke_id + "' is not known.");
    auto session = Session::restore(std::move(chart), std::move(inner->get_object()));
    if (!session) return refuse("Invoke '" + invoked.invoke_id + "': " + session.error().message);
    invoked.session = std::move(session.value());
    session_.invoked_.push_back(std::move(invoked));
    return true;
}

}  // namespace trinh::chart
