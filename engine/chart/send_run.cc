// <send>: what it says, when it goes and where to.
#include <algorithm>

#include "engine/base/json_text.h"
#include "engine/chart/interpreter.h"
#include "engine/chart/literal.h"

namespace trinh::chart {
namespace {

enum class Processor { scxml, http, unknown };

Processor processor_of(std::string_view type) {
    if (type.empty() || type == "scxml" || type == scxml_processor) return Processor::scxml;
    if (type == "basichttp" || type == http_processor) return Processor::http;
    return Processor::unknown;
}

/// The named values of a message, in the order they are given.
class Values {
public:
    void replace(const std::string& name, const json::value& value) { object_[name] = value; }
    void add(const std::string& name, const json::value& value) {
        const json::value* first = object_.if_contains(name);
        if (first != nullptr && doubled_.empty())
            for (const auto& member : object_) write(member.key(), member.value());
        if (first != nullptr || !doubled_.empty()) write(name, value);
        const auto [at, is_new] = object_.emplace(name, value);
        if (is_new) return;
        if (std::find(doubled_.begin(), doubled_.end(), name) == doubled_.end()) {
            doubled_.push_back(name);
            at->value() = json::array{at->value()};
        }
        at->value().as_array().push_back(value);
    }
    [[nodiscard]] bool has_doubles() const { return !doubled_.empty(); }
    [[nodiscard]] bool empty() const { return object_.empty(); }
    [[nodiscard]] const std::string& raw() const { return raw_; }
    json::object take() { return std::move(object_); }

private:
    void write(std::string_view name, const json::value& value) {
        raw_ += raw_.empty() ? "" : "&";
        raw_ += name;
        raw_ += '=' + (value.is_structured() ? to_json_text(value) : expression::to_text(value));
    }

    json::object object_;
    std::vector<std::string> doubled_;
    std::string raw_;
};

}  // namespace

struct Interpreter::Sending {
    const std::string& send_id;
    std::string& raw;
};

bool Interpreter::read_wording(const Wording& wording, std::string& into, int line,
                               const std::string& send_id) {
    into = wording.text;
    if (wording.expression == none) return true;
    const auto answer = scope_.evaluate(wording.expression);
    if (const auto* fault = std::get_if<expression::Fault>(&answer)) {
        fail("'" + tables_.expressions[wording.expression].text +
                 "' could not be computed: " + fault->message,
             line, send_id);
        return false;
    }
    into = expression::to_text(std::get<expression::Value>(answer));
    return true;
}

/// False when the whole message must not leave: a name of its namelist is unknown.
/// Section 6.2: all values of a <send> are kept, even under one name; they become an array, and
/// `_event.raw` shows them as they were given.
bool Interpreter::read_payload(const PayloadRow& row, json::value& into, int line,
                               Sending* sending) {
    into = nullptr;
    const std::string send_id = sending != nullptr ? sending->send_id : std::string();
    Values named;
    for (Index i = row.params.first; i < row.params.end(); ++i) {
        const ParamRow& param = tables_.params[i];
        const auto answer = scope_.evaluate(param.expression);
        if (const auto* fault = std::get_if<expression::Fault>(&answer)) {
            fail("The parameter '" + param.name + "' could not be computed: " + fault->message,
                 line, send_id);
            if (param.is_namelist) return false;
            continue;
        }
        const json::value& value = std::get<expression::Value>(answer).as_json();
        sending == nullptr ? named.replace(param.name, value) : named.add(param.name, value);
    }
    if (sending != nullptr && named.has_doubles()) sending->raw = named.raw();
    if (!named.empty()) into = named.take();
    if (row.content == none) return true;
    const auto answer = scope_.evaluate(row.content);
    if (const auto* fault = std::get_if<expression::Fault>(&answer))
        fail("<content> could not be computed: " + fault->message, line, send_id);
    else
        into = std::get<expression::Value>(answer).as_json();
    return true;
}

bool Interpreter::run_send(const SendRow& row) {
    PendingSend send;
    std::string delay;
    Event& event = send.event;
    const std::uint64_t number = ++session_.send_count_;
    send.send_id = row.id.is_given ? row.id.text : "send." + std::to_string(number);
    if (row.id.is_given || row.id_place != none) event.send_id = send.send_id;
    if (row.id_place != none &&
        !write(tables_.places[row.id_place], json::value(send.send_id), false, row.line))
        return false;
    Sending sending{event.send_id, event.raw};
    if (!read_wording(row.event, event.name, row.line, event.send_id) ||
        !read_wording(row.target, send.target, row.line, event.send_id) ||
        !read_wording(row.type, send.type, row.line, event.send_id) ||
        !read_wording(row.delay, delay, row.line, event.send_id) ||
        !read_payload(row.payload, event.data, row.line, &sending))
        return false;
    std::int64_t wait_ms = 0;
    if (row.delay.is_given) {
        const auto read = parse_delay(delay);
        if (!read) {
            fail("'" + delay + "' is not a delay.", row.line, event.send_id);
            return false;
        }
        wait_ms = *read;
    }
    event.origin = std::string(session_address) + session_.session_id_;
    event.origin_type = scxml_processor;
    send.is_content = row.payload.content != none;
    if (wait_ms == 0) return dispatch(send, row.line);
    if (send.target == "#_internal") {
        fail("A <send> to '#_internal' cannot have a delay.", row.line, event.send_id);
        return false;
    }
    // What can never be sent fails now, where the author can see why.
    if (processor_of(send.type) == Processor::unknown) return dispatch(send, row.line);
    if (session_.pending_.size() >= around_.limits.queue_max) {
        fail("Too many sends are pending: '" + event.name + "' was dropped.", row.line,
             event.send_id);
        return false;
    }
    send.due = around_.now + Duration{wait_ms};
    const auto after =
        std::upper_bound(session_.pending_.begin(), session_.pending_.end(), send.due,
                         [](Instant due, const PendingSend& other) { return due < other.due; });
    session_.pending_.insert(after, std::move(send));
    return true;
}

/// False when the <send> itself is wrong; a target out of reach is no fault of its block.
bool Interpreter::dispatch(const PendingSend& send, int line) {
    switch (processor_of(send.type)) {
        case Processor::scxml:
            if (!send.target.empty() && !send.target.starts_with("#_")) break;
            dispatch_scxml(send, line);
            return true;
        case Processor::http:
            dispatch_http(send, line);
            return true;
        case Processor::unknown:
            fail("'" + send.type + "' is not a type of <send> that is known here.", line,
                 send.event.send_id);
            return false;
    }
    fail("'" + send.target +
             "' is not a target of <send>; expected '#_internal', '#_parent', "
             "'#_scxml_<session>' or '#_<invoke id>'.",
         line, send.event.send_id);
    return false;
}

/// Appendix C.2: whatever keeps the message from arriving is an error.communication.
void Interpreter::dispatch_http(const PendingSend& send, int line) {
    const std::string& id = send.event.send_id;
    const auto refuse = [&](const std::string& why) { fail(why, line, id, "error.communication"); };
    if (send.target.empty())
        return refuse("The message '" + send.event.name + "' has no address it can be sent to.");
    if (send.event.name.empty() && send.event.data.is_null())
        return refuse("The message to '" + send.target + "' has neither an event nor content.");
    OutgoingSend out{send.target, send.type, send.event, send.is_content};
    if (around_.limits.http == nullptr) {
        if (!around_.limits.carries_sends)
            return refuse("Messages over HTTP do not leave from here: '" + send.target + "'.");
        household_.outcome().outgoing.push_back(std::move(out));
        return;
    }
    std::vector<Arrival> arrived;
    const auto trouble = around_.limits.http->carry(out, arrived);
    for (Arrival& one : arrived) household_.post({std::move(one.session_id), std::move(one.event)});
    if (trouble) refuse(*trouble);
}

void Interpreter::dispatch_scxml(const PendingSend& send, int line) {
    const std::string_view target = send.target;
    Event event = send.event;
    if (target == "#_internal") {
        event.type = "internal";
        event.origin.clear();
        event.origin_type.clear();
        return raise(std::move(event));
    }
    if (target.empty()) return household_.post({session_.session_id_, std::move(event)});
    if (target == "#_parent" && !session_.parent_id_.empty()) {
        // Section 6.4: a parent reads nothing that is written while it cancels the invocation. What
        // waits in its queue already is read.
        if (is_cancelled_) return;
        event.invoke_id = session_.invoke_id_;
        return household_.post({session_.parent_id_, std::move(event)});
    }
    if (target.starts_with(session_address)) {
        std::string id(target.substr(session_address.size()));
        if (household_.knows(id)) return household_.post({std::move(id), std::move(event)});
        if (around_.limits.carries_sends) {
            household_.outcome().outgoing.push_back(
                {send.target, send.type, std::move(event), send.is_content});
            return;
        }
    }
    for (const Session::Invoked& invoked : session_.invoked_)
        if (target.substr(2) == invoked.invoke_id && !invoked.session.is_final_)
            return household_.post({invoked.session.session_id_, std::move(event)});
    fail("There is no session '" + send.target + "' to send '" + event.name + "' to.", line,
         send.event.send_id, "error.communication");
}

}  // namespace trinh::chart
