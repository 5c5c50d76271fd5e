/// Short ways for the tests of this room to evaluate a text.
#pragma once

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <string>
#include <string_view>
#include <variant>

#include "engine/expression/program.h"

namespace trinh::expression {

/// An environment that owns what it shows, read from JSON.
struct World {
    json::object data, system, facts;

    explicit World(std::string_view data_json = "{}", std::string_view system_json = "{}",
                   std::string_view facts_json = "{}")
        : data(json::parse(data_json).as_object()),
          system(json::parse(system_json).as_object()),
          facts(json::parse(facts_json).as_object()) {}

    [[nodiscard]] Environment environment(const ActiveStates* states = nullptr) const {
        return {&data, &system, &facts, states};
    }
};

/// The value as typeof and text ("number 3"), or "fault COLUMN: MESSAGE".
inline std::string shown(const std::variant<Value, Fault>& outcome) {
    if (const Fault* fault = std::get_if<Fault>(&outcome)) {
        return "fault " + std::to_string(fault->column) + ": " + fault->message;
    }
    const Value& value = std::get<Value>(outcome);
    if (value.is_undefined()) return "undefined";
    if (value.held().is_structured()) return json::serialize(value.held());
    if (value.held().is_string()) return "'" + to_text(value) + "'";
    return to_text(value);
}

inline std::string evaluated(std::string_view text, const World& world = World(),
                             const ActiveStates* states = nullptr, const Limits& limits = {}) {
    const std::variant<Program, Fault> program = Program::compile(text, limits);
    if (const Fault* fault = std::get_if<Fault>(&program)) {
        return "refused " + std::to_string(fault->column) + ": " + fault->message;
    }
    return shown(std::get<Program>(program).evaluate(world.environment(states)));
}

}  // namespace trinh::expression
