#include "engine/chart/scope.h"

namespace trinh::chart {
namespace {

json::value text_or_null(const std::string& text) {
    return text.empty() ? json::value(nullptr) : json::value(text);
}

}  // namespace

void Scope::look(const Session& session, const json::object& facts) {
    session_ = &session;
    tables_ = &session.chart().tables();
    environment_.data = &session.data();
    environment_.system = &system_;
    environment_.facts = &facts;
    environment_.states = this;
    environment_.event = nullptr;
    event_ = nullptr;
    has_event_ = has_system_ = false;
    if (!system_.empty()) system_.clear();
}

bool Scope::is_active(std::string_view state_id) const {
    const StateIndex found = tables_->state_by_id.find(state_id);
    return found != no_state && session_->active_.has(found);
}

void Scope::see(const Event& event) {
    event_ = &event;
    environment_.event = nullptr;
    has_event_ = false;
}

void Scope::show_fields() {
    if (event_ == nullptr || environment_.event != nullptr) return;
    fields_ = {event_->name,        event_->type,      event_->send_id, event_->origin,
               event_->origin_type, event_->invoke_id, &event_->data};
    environment_.event = &fields_;
}

const expression::Environment& Scope::environment() {
    if (!has_system_) {
        const std::string address = std::string(session_address) + session_->session_id();
        const json::object processor{{"location", address}};
        system_["_sessionid"] = session_->session_id();
        system_["_name"] = tables_->name;
        json::object processors{{"scxml", processor}, {std::string(scxml_processor), processor}};
        if (http_ != nullptr) {
            const json::object post{{"location", http_->location(session_->session_id())}};
            processors["basichttp"] = post;
            processors[http_processor] = post;
        }
        system_["_ioprocessors"] = std::move(processors);
        has_system_ = true;
    }
    if (event_ != nullptr && !has_event_) {
        system_["_event"] = json::object{{"name", event_->name},
                                         {"type", event_->type},
                                         {"sendid", text_or_null(event_->send_id)},
                                         {"origin", text_or_null(event_->origin)},
                                         {"origintype", text_or_null(event_->origin_type)},
                                         {"invokeid", text_or_null(event_->invoke_id)},
                                         {"data", event_->data}};
        if (!event_->raw.empty()) system_["_event"].as_object()["raw"] = event_->raw;
        has_event_ = true;
    }
    return environment_;
}

const expression::Environment& Scope::environment_for(const Expression& row) {
    if (row.reads_event) show_fields();
    return row.needs_system ? environment() : environment_;
}

std::variant<expression::Value, expression::Fault> Scope::evaluate(Index expression) {
    const Expression& row = tables_->expressions[expression];
    if (const auto* program = std::get_if<expression::Program>(&row.code))
        return program->evaluate(environment_for(row));
    if (const auto* fault = std::get_if<expression::Fault>(&row.code)) return *fault;
    return expression::Value(std::get<json::value>(row.code));
}

std::variant<bool, expression::Fault> Scope::test(Index expression) {
    const Expression& row = tables_->expressions[expression];
    if (const auto* program = std::get_if<expression::Program>(&row.code))
        return program->test(environment_for(row));
    if (const auto* fault = std::get_if<expression::Fault>(&row.code)) return *fault;
    return expression::truthy(expression::Value(std::get<json::value>(row.code)));
}

}  // namespace trinh::chart
