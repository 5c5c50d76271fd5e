// <invoke>: charts that run inside this one's household while a state is active.
#include <algorithm>

#include "engine/chart/file_names.h"
#include "engine/chart/interpreter.h"
#include "engine/chart/literal.h"

namespace trinh::chart {
namespace {

int depth_of(std::string_view session_id) {
    return static_cast<int>(std::count(session_id.begin(), session_id.end(), '/'));
}

}  // namespace

void Interpreter::run_invokes() {
    std::vector<StateIndex> states = std::exchange(work_.to_invoke, {});
    std::sort(states.begin(), states.end());
    for (const StateIndex state : states) {
        const Span rows = tables_.states[state].invokes;
        for (Index i = rows.first; i < rows.end(); ++i) invoke(i);
    }
}

void Interpreter::invoke(Index index) {
    const InvokeRow& row = tables_.invokes[index];
    std::shared_ptr<const Chart> chart;
    Session::Invoked invoked{row.state, index, "", "", Session(session_.chart_, "")};
    Letter start;
    start.is_start = true;
    if (!prepare(row, invoked) || !find_chart(row, invoked, chart)) return;
    if (row.payload.params.count > 0) {
        PayloadRow params = row.payload;
        params.content = none;
        if (!read_payload(params, start.event.data, row.line)) return;
    }
    // "/" counts the depth of invocations; the number makes the id unique in its parent.
    invoked.session =
        Session(chart, session_.session_id_ + "/" + std::to_string(session_.invoke_count_));
    invoked.session.parent_id_ = session_.session_id_;
    invoked.session.invoke_id_ = invoked.invoke_id;
    start.to = invoked.session.session_id_;
    session_.invoked_.push_back(std::move(invoked));
    household_.post(std::move(start));
}

bool Interpreter::prepare(const InvokeRow& row, Session::Invoked& into) {
    std::string type;
    if (!read_wording(row.type, type, row.line)) return false;
    if (!is_chart_type(type)) {
        fail("'" + type + "' is not a type of <invoke> that is known here.", row.line);
        return false;
    }
    if (depth_of(session_.session_id_) >= around_.limits.invoke_depth_max) {
        fail("Charts invoke charts deeper than " + std::to_string(around_.limits.invoke_depth_max) +
                 " levels.",
             row.line);
        return false;
    }
    const std::uint64_t number = ++session_.invoke_count_;
    into.invoke_id =
        row.id.is_given ? row.id.text : tables_.states[row.state].id + "." + std::to_string(number);
    return row.id_place == none ||
           write(tables_.places[row.id_place], json::value(into.invoke_id), false, row.line);
}

bool Interpreter::find_chart(const InvokeRow& row, Session::Invoked& into,
                             std::shared_ptr<const Chart>& found) {
    if (row.inline_chart) {
        found = row.inline_chart;
        return true;
    }
    if (row.source.is_given) {
        std::string name;
        if (!read_wording(row.source, name, row.line)) return false;
        const auto source = tables_.sources.find(bare_file_name(name));
        if (source == tables_.sources.end()) {
            fail("There is no file '" + name + "' beside the definition to invoke.", row.line, "",
                 "error.communication");
            return false;
        }
        into.source = source->second;
    } else if (row.payload.content != none) {
        const auto answer = scope_.evaluate(row.payload.content);
        if (const auto* fault = std::get_if<expression::Fault>(&answer)) {
            fail("<content> could not be computed: " + fault->message, row.line);
            return false;
        }
        into.source = expression::to_text(std::get<expression::Value>(answer));
    }
    ReadLimits limits;
    limits.faults_at_run_time = true;
    limits.bytes_max = around_.limits.data_bytes_max;
    ReadResult read = read_chart(into.source, limits, tables_.sources);
    found = std::move(read.chart);
    if (found) return true;
    const auto wrong = std::find_if(read.diagnostics.begin(), read.diagnostics.end(),
                                    [](const auto& d) { return d.severity == Severity::error; });
    fail("What <invoke> names is not a chart: " + wrong->message, row.line);
    return false;
}

void Interpreter::cancel_invokes(StateIndex state) {
    for (Session::Invoked& invoked : session_.invoked_)
        if (invoked.state == state) Interpreter(invoked.session, household_, false).cancel();
    std::erase_if(session_.invoked_,
                  [&](const Session::Invoked& invoked) { return invoked.state == state; });
}

void Interpreter::pass_on(const Event& event) {
    for (const Session::Invoked& invoked : session_.invoked_) {
        const InvokeRow& row = tables_.invokes[invoked.invoke];
        if (invoked.invoke_id == event.invoke_id) run_finalize(invoked, event);
        if (row.is_autoforward && !invoked.session.is_final_)
            household_.post({invoked.session.session_id_, event});
    }
}

void Interpreter::run_finalize(const Session::Invoked& invoked, const Event& event) {
    const InvokeRow& row = tables_.invokes[invoked.invoke];
    if (row.finalize == none) return;
    if (!row.has_empty_finalize) return run_block(row.finalize);
    // Section 6.5: an empty <finalize> writes back what was passed by place.
    const json::object* answer = event.data.if_object();
    if (answer == nullptr) return;
    for (Index i = row.payload.params.first; i < row.payload.params.end(); ++i) {
        const ParamRow& param = tables_.params[i];
        const json::value* value = answer->if_contains(param.name);
        if (value != nullptr && param.place != none)
            write(tables_.places[param.place], *value, false, row.line);
    }
}

}  // namespace trinh::chart
