// Any bytes as an expression and as a location: no crash, no hang, and test() agrees with
// evaluate().
#include <boost/json/parse.hpp>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <variant>

#include "engine/base/check.h"
#include "engine/expression/program.h"

namespace {

namespace json = boost::json;
namespace expression = trinh::expression;

class OneState : public expression::ActiveStates {
public:
    [[nodiscard]] bool is_active(std::string_view state_id) const override {
        return state_id == "a";
    }
};

const json::object& data() {
    static const json::object object =
        json::parse(R"({"a": {"b": [1, "hai", null, {"c": -0.5}]}, "b": "Sở Tư pháp", "c": null,
                        "d": [[1, [2]], 3], "n": 12345678901234567890})")
            .as_object();
    return object;
}

const json::object& system_names() {
    static const json::object object =
        json::parse(R"({"_event": {"name": "go", "sendid": null, "data": {"a": "2023-05-04"}}})")
            .as_object();
    return object;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const OneState states;
    const expression::Environment environment{&data(), &system_names(), nullptr, &states};
    expression::Value value;
    const auto program = expression::Program::compile(text);
    if (const auto* compiled = std::get_if<expression::Program>(&program)) {
        auto outcome = compiled->evaluate(environment);
        const auto decision = compiled->test(environment);
        CHECK(outcome.index() == decision.index());
        if (outcome.index() == 0) {
            CHECK(truthy(std::get<0>(outcome)) == std::get<0>(decision));
            value = std::get<0>(std::move(outcome));
            static_cast<void>(to_text(value));
            static_cast<void>(to_number(value));
        }
    }
    const auto location = expression::Location::compile(text);
    if (const auto* compiled = std::get_if<expression::Location>(&location)) {
        json::object copy = data();
        static_cast<void>(compiled->assign(copy, value, environment));
    }
    return 0;
}
