// A session as JSON and back. Names only: positions change when a definition does.
#include <algorithm>
#include <boost/json/array.hpp>

#include "engine/base/json_text.h"
#include "engine/chart/session.h"
#include "engine/chart/snapshot_reader.h"
#include "engine/chart/tables.h"

namespace trinh::chart {
namespace {

json::array names(const std::vector<std::string>& ids) {
    return json::array(ids.begin(), ids.end());
}

json::object event_json(const Event& event) {
    json::object out{{"name", event.name}, {"type", event.type}, {"data", event.data}};
    const auto add = [&](const char* key, const std::string& value) {
        if (!value.empty()) out[key] = value;
    };
    add("sendid", event.send_id);
    add("origin", event.origin);
    add("origintype", event.origin_type);
    add("invokeid", event.invoke_id);
    add("raw", event.raw);
    return out;
}

json::array sends_json(const std::vector<PendingSend>& sends) {
    json::array out;
    for (const PendingSend& send : sends) {
        json::object one{
            {"id", send.send_id}, {"due", send.due.ms}, {"event", event_json(send.event)}};
        if (!send.target.empty()) one["target"] = send.target;
        if (!send.type.empty()) one["type"] = send.type;
        if (send.is_content) one["content"] = true;
        out.push_back(std::move(one));
    }
    return out;
}

}  // namespace

json::object Session::snapshot_but_data() const {
    const Tables& tables = chart_->tables();
    json::object out{{"format", 1},
                     {"chart", {{"name", tables.name}, {"hash", tables.content_hash}}},
                     {"session", session_id_},
                     {"status", is_final_     ? "final"
                                : is_running_ ? "running"
                                              : "new"},
                     {"active", names(active_atomic())},
                     {"send_count", send_count_}};
    json::object history;
    for (const auto& [state, recalled] : history_) {
        json::array ids;
        for (const StateIndex one : recalled) ids.emplace_back(tables.states[one].id);
        history[tables.states[state].id] = std::move(ids);
    }
    if (!history.empty()) out["history"] = std::move(history);
    json::array initialised;
    for (const StateIndex i : initialised_) initialised.emplace_back(tables.states[i].id);
    if (!initialised.empty()) out["initialised"] = std::move(initialised);
    if (!pending_.empty()) out["sends"] = sends_json(pending_);
    if (!parent_id_.empty()) out["parent"] = {{"session", parent_id_}, {"invoke", invoke_id_}};
    if (invoke_count_ > 0) out["invoke_count"] = invoke_count_;
    json::array invoked;
    for (const Invoked& one : invoked_) {
        json::object row{{"state", tables.states[one.state].id},
                         {"ordinal", one.invoke - tables.states[one.state].invokes.first},
                         {"id", one.invoke_id},
                         {"session", one.session.snapshot()}};
        if (!one.source.empty()) row["source"] = one.source;
        invoked.push_back(std::move(row));
    }
    if (!invoked.empty()) out["invokes"] = std::move(invoked);
    return out;
}

json::object Session::snapshot() const {
    json::object out = snapshot_but_data();
    out["data"] = data_;
    return out;
}

std::string Session::snapshot_text() const {
    std::string text = to_json_text(snapshot_but_data());
    text.back() = ',';
    text += "\"data\":";
    append_json_text(text, data_);
    text += '}';
    return text;
}

Result<Session> Session::restore(std::shared_ptr<const Chart> chart, json::object snapshot) {
    return SnapshotReader(std::move(chart), std::move(snapshot)).read();
}

}  // namespace trinh::chart
