/// Scope: what the expressions of one session see: its data, its system variables, the facts and
/// its active states. Lives for one call; reads the session, never writes it.
#pragma once

#include <boost/json/object.hpp>
#include <string_view>
#include <variant>

#include "engine/chart/session.h"
#include "engine/chart/tables.h"
#include "engine/expression/program.h"

namespace trinh::chart {

/// How other sessions address this one: "#_scxml_<session id>".
inline constexpr std::string_view session_address = "#_scxml_";
inline constexpr std::string_view scxml_processor =
    "http://www.w3.org/TR/scxml/#SCXMLEventProcessor";

class Scope final : public expression::ActiveStates {
public:
    Scope() = default;
    /// Keeps both references.
    Scope(const Session& session, const json::object& facts) { look(session, facts); }
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

    /// From now on it shows this session, before any event. Keeps both references.
    void look(const Session& session, const json::object& facts);

    /// From now on `_ioprocessors` says where HTTP reaches this session; null: nowhere.
    void offer_http(const HttpPost* http) { http_ = http; }

    [[nodiscard]] bool is_active(std::string_view state_id) const override;

    /// From now on `_event` is this event, which must outlive its stay.
    void see(const Event& event);

    [[nodiscard]] std::variant<expression::Value, expression::Fault> evaluate(Index expression);
    [[nodiscard]] std::variant<bool, expression::Fault> test(Index expression);
    /// With the system variables filled in.
    [[nodiscard]] const expression::Environment& environment();
    /// The data and the facts only.
    [[nodiscard]] const expression::Environment& variables() const { return environment_; }

private:
    void show_fields();
    const expression::Environment& environment_for(const Expression& row);

    const Session* session_ = nullptr;
    const Tables* tables_ = nullptr;
    json::object system_;
    expression::Environment environment_;
    expression::EventFields fields_;
    const Event* event_ = nullptr;
    const HttpPost* http_ = nullptr;
    bool has_system_ = false, has_event_ = false;
};

}  // namespace trinh::chart
