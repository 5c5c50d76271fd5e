#include <cmath>

#include "engine/expression/coercion.h"
#include "engine/expression/machine.h"
#include "engine/expression/parser.h"
#include "engine/expression/program.h"

namespace trinh::expression {
namespace {

/// One assignment, from the root of the data to the place that is written.
class Walk {
public:
    Walk(const Code& code, const Environment& environment)
        : code_(code), machine_(code, environment) {}

    /// The keys of all steps, indexes computed before anything is written.
    bool read_keys();
    bool write(json::value& root, const Value& value);

    Fault fault;

private:
    bool fail(const Step& step, std::string message);
    json::value* child(json::value& holder, std::size_t step);
    bool write_member(json::value& holder, const Value& value);

    const Code& code_;
    Machine machine_;
    std::vector<std::string> keys_;
};

bool Walk::fail(const Step& step, std::string message) {
    fault = Fault{static_cast<int>(step.column), std::move(message)};
    return false;
}

bool Walk::read_keys() {
    for (const Step& step : code_.steps) {
        if (step.first == step.last) {
            keys_.push_back(step.key);
            continue;
        }
        if (machine_.run(step.first, step.last)) {
            keys_.emplace_back(machine_.text_of(machine_.result()));
        }
        if (machine_.has_failed()) {
            fault = machine_.fault();
            return false;
        }
    }
    return true;
}

json::value* Walk::child(json::value& holder, std::size_t step) {
    const std::string& key = keys_[step];
    json::value* found = nullptr;
    if (json::object* object = holder.if_object()) {
        found = object->if_contains(key);
    } else if (json::array* array = holder.if_array()) {
        const std::optional<std::size_t> index = array_index(key);
        if (index && *index < array->size()) found = &(*array)[*index];
    }
    if (found == nullptr) {
        fail(code_.steps[step], "'" + code_.text + "' leads through '" + key +
                                    "', which is not there; assign it an object first.");
    }
    return found;
}

bool Walk::write_member(json::value& holder, const Value& value) {
    const Step& step = code_.steps.back();
    const std::string& key = keys_.back();
    if (json::object* object = holder.if_object()) {
        if (value.is_undefined()) {
            object->stable_erase(key);
        } else {
            object->insert_or_assign(key, value.held());
        }
        return true;
    }
    json::array* array = holder.if_array();
    if (array == nullptr) {
        return fail(step, "'" + code_.text + "' leads into " +
                              std::string(described(slot_of(holder))) +
                              ", which holds no members; assign an object or an array first.");
    }
    const std::optional<std::size_t> index = array_index(key);
    if (!index || *index > array->size()) {
        return fail(step, "'" + key + "' is not an index of this array; expected 0 to " +
                              std::to_string(array->size()) + ".");
    }
    if (*index == array->size()) {
        array->push_back(value.as_json());
    } else {
        (*array)[*index] = value.as_json();
    }
    return true;
}

bool Walk::write(json::value& root, const Value& value) {
    if (keys_.empty()) {
        root = value.as_json();
        return true;
    }
    json::value* holder = &root;
    for (std::size_t step = 0; step + 1 < keys_.size(); ++step) {
        holder = child(*holder, step);
        if (holder == nullptr) return false;
    }
    return write_member(*holder, value);
}

/// Whether a value nests at most `depth` levels.
bool fits(const json::value& value, int depth) {
    if (depth < 0) return false;
    if (const json::array* array = value.if_array()) {
        for (const json::value& element : *array) {
            if (!fits(element, depth - 1)) return false;
        }
    } else if (const json::object* object = value.if_object()) {
        for (const auto& member : *object) {
            if (!fits(member.value(), depth - 1)) return false;
        }
    }
    return true;
}

/// Why this place or this value can never be assigned, whatever the path leads to.
std::optional<Fault> refusal(const Code& code, const json::object& data, const Value& value,
                             const Environment& environment) {
    if (is_system_name(code.root)) {
        return Fault{1, "'" + code.root +
                            "' belongs to the system and cannot be assigned to; "
                            "choose a declared variable."};
    }
    if (!data.contains(code.root)) return Fault{1, unknown_name(code.root, environment)};
    const double* number = value.is_undefined() ? nullptr : value.held().if_double();
    if (number != nullptr && !std::isfinite(*number)) {
        return Fault{0, "Cannot assign " + to_text(value) + " to '" + code.text +
                            "', because JSON has no such number; test with isNaN() first."};
    }
    const int depth = code.limits.value_depth_max - static_cast<int>(code.steps.size());
    if (!fits(value.as_json(), depth)) {
        return Fault{0, "'" + code.text + "' would be nested deeper than " +
                            std::to_string(code.limits.value_depth_max) +
                            " levels; keep data flatter."};
    }
    return std::nullopt;
}

}  // namespace

std::variant<Location, Fault> Location::compile(std::string_view text, const Limits& limits) {
    Compiled compiled = compile_location(text, limits);
    if (auto* fault = std::get_if<Fault>(&compiled)) return std::move(*fault);
    return Location(std::get<0>(std::move(compiled)));
}

std::variant<std::monostate, Fault> Location::assign(json::object& data, const Value& value,
                                                     const Environment& environment) const {
    if (std::optional<Fault> fault = refusal(*code_, data, value, environment)) {
        return *std::move(fault);
    }
    Walk walk(*code_, environment);
    if (!walk.read_keys() || !walk.write(data.at(code_->root), value)) return walk.fault;
    return std::monostate();
}

const std::string& Location::text() const {
    return code_->text;
}
const std::string& Location::root_name() const {
    return code_->root;
}

}  // namespace trinh::expression
