// How the machine reads: names, members, indexes, states, and what it says when nothing is there.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "engine/expression/coercion.h"
#include "engine/expression/functions.h"
#include "engine/expression/machine.h"
#include "engine/expression/utf16.h"

namespace trinh::expression {
namespace {

/// "count, items, ... and 3 more", sorted.
std::string declared_names(const Environment& environment) {
    constexpr std::size_t names_max = 12;
    std::vector<std::string_view> names;
    for (const json::object* source : {environment.data, environment.facts}) {
        if (source == nullptr) continue;
        for (const auto& member : *source) names.emplace_back(member.key());
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    std::string list;
    for (std::size_t i = 0; i < names.size() && i < names_max; ++i) {
        list += (i > 0 ? ", " : "") + std::string(names[i]);
    }
    if (names.size() > names_max) {
        list += " and " + std::to_string(names.size() - names_max) + " more";
    }
    return list.empty() ? "none" : list;
}

/// The index that a key in brackets means for an array or a text.
std::optional<std::size_t> numeric_index(const Slot& key) {
    constexpr double index_max = 4'294'967'294.0;
    if (key.kind != Kind::number) return std::nullopt;
    if (!(key.number >= 0) || key.number > index_max || key.number != std::trunc(key.number)) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(key.number);
}

}  // namespace

std::string unknown_name(std::string_view name, const Environment& environment) {
    return "'" + std::string(name) +
           "' is not a known name; declared are: " + declared_names(environment) + ".";
}

/// Data mostly stands in the order in which the chart declares it.
const json::value* Machine::find_variable(const json::object& data, const Op& op) const {
    const std::string& name = code_.names[op.operand].text;
    if (op.operand < order_.size() && order_[op.operand] < data.size()) {
        const json::key_value_pair& member = data.begin()[order_[op.operand]];
        if (std::string_view(member.key()) == name) return &member.value();
    }
    return find_member(data, name);
}

void Machine::load_event_field(const Op& op) {
    const EventFields* event = environment_.event;
    if (event == nullptr) {
        const json::value* known =
            environment_.system == nullptr ? nullptr : find_member(*environment_.system, "_event");
        push(known == nullptr ? Slot() : slot_of(*known));
        if (known == nullptr) return fail(unknown_name("_event", environment_));
        top().is_system = true;
        return load_member(op);
    }
    const auto field = static_cast<EventField>(op.count);
    if (field == EventField::data) {
        push(event->data == nullptr ? Slot::unset() : slot_of(*event->data));
        if (top().kind == Kind::null) top() = Slot::unset();
        return;
    }
    const std::array<std::string_view, 6> texts = {
        event->name, event->type, event->sendid, event->origin, event->origintype, event->invokeid};
    const std::string_view text = texts.at(op.count);
    push(text.empty() ? Slot::unset() : Slot::of(text));
}

void Machine::load_name(const Op& op, bool is_for_type) {
    const Name& name = code_.names[op.operand];
    const json::value* found = nullptr;
    if (name.is_system) {
        if (environment_.system != nullptr) found = find_member(*environment_.system, name.text);
    } else {
        if (environment_.data != nullptr) found = find_variable(*environment_.data, op);
        if (found == nullptr && environment_.facts != nullptr) {
            found = find_member(*environment_.facts, name.text);
        }
    }
    if (found == nullptr) {
        push(Slot());
        if (!is_for_type) fail(unknown_name(name.text, environment_));
        return;
    }
    Slot slot = slot_of(*found);
    if (slot.kind == Kind::null) slot = Slot::unset();
    slot.is_system = name.is_system;
    push(slot);
}

void Machine::load_member(const Op& op) {
    Slot& holder = top();
    const std::string& key = code_.names[op.operand].text;
    if (holder.kind != Kind::object) {
        if (holder.is_nullish()) return fail_member(holder, key);
        holder = member_of(holder, key);
        return;
    }
    const json::value* found = find_member(*holder.object, key);
    const bool is_system = holder.is_system;
    holder = found == nullptr ? Slot() : slot_of(*found);
    if (is_system && holder.kind == Kind::null) holder = Slot::unset();
}

void Machine::load_index() {
    const Slot key = pop();
    Slot& holder = top();
    if (holder.is_nullish()) return fail_member(holder, text_of(key));
    const std::optional<std::size_t> index = numeric_index(key);
    if (index && holder.kind == Kind::array) {
        holder = *index < holder.array->size() ? slot_of((*holder.array)[*index]) : Slot();
        return;
    }
    const bool is_system = holder.is_system;
    holder = member_of(holder, text_of(key));
    if (is_system && holder.kind == Kind::null) holder = Slot::unset();
}

void Machine::fail_member(const Slot& slot, std::string_view key) {
    fail("Cannot read '" + std::string(key) + "' of " + operand_source() + ", which is " +
         std::string(described(slot)) + "; test it first.");
}

Slot Machine::member_of(const Slot& slot, std::string_view key) {
    if (slot.kind == Kind::object) {
        const json::value* found = find_member(*slot.object, key);
        return found == nullptr ? Slot() : slot_of(*found);
    }
    if (slot.kind == Kind::array) {
        if (key == "length") return Slot::of(static_cast<double>(slot.array->size()));
        const std::optional<std::size_t> index = array_index(key);
        return index && *index < slot.array->size() ? slot_of((*slot.array)[*index]) : Slot();
    }
    if (slot.kind != Kind::text || !charge_work(slot.size)) return {};
    if (key == "length") return Slot::of(static_cast<double>(utf16_length(slot.view())));
    const std::optional<std::size_t> index = array_index(key);
    if (!index || *index >= slot.size) return {};
    std::string unit = utf16_substring(slot.view(), *index, *index + 1);
    return unit.empty() ? Slot() : keep(std::move(unit));
}

void Machine::check_membership() {
    const Slot holder = pop();
    if (!holder.is_tree()) {
        return fail("'in' looks into an object or an array, but its right side is " +
                    std::string(described(holder)) + ".");
    }
    const std::string_view key = text_of(top());
    bool is_member = false;
    if (holder.kind == Kind::object) {
        is_member = holder.object->contains(key);
    } else {
        const std::optional<std::size_t> index = array_index(key);
        is_member = key == "length" || (index && *index < holder.array->size());
    }
    top() = Slot::of(is_member);
}

void Machine::ask_state() {
    if (environment_.states == nullptr) {
        return fail("In() asks for the active states, but there is no running chart here.");
    }
    if (top().kind != Kind::text) {
        return fail("In() expects the id of a state in quotes but found " +
                    std::string(described(top())) + ".");
    }
    top() = Slot::of(environment_.states->is_active(top().view()));
}

void Machine::call(const Op& op) {
    const Function& function = functions()[op.operand];
    height_ -= op.count;
    push(function.call(*this, std::span<const Slot>(stack_ + height_, op.count)));
}

}  // namespace trinh::expression
