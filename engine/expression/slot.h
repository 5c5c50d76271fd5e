/// Slot: one operand of the machine: 16 bytes that own nothing.
///
/// Texts, arrays and objects point into the environment, the program's constants or the machine's
/// arena, so reading a member never copies. A slot must not outlive what it points into.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace trinh::expression {

namespace json = boost::json;

/// `unset` is a top-level name (or a field of a system object) that holds JSON null: it is strictly
/// equal to undefined and to null, and behaves like undefined otherwise.
enum class Kind : std::uint8_t { undefined, unset, null, boolean, number, text, array, object };

struct Slot {
    Kind kind = Kind::undefined;
    bool is_system = false;  ///< The object of a system name: its null fields are unset.
    std::uint32_t size = 0;  ///< Bytes of a text.
    union {
        bool boolean;
        double number = 0;
        const char* text;
        const json::array* array;
        const json::object* object;
    };

    static Slot of(bool value) {
        Slot slot;
        slot.kind = Kind::boolean;
        slot.boolean = value;
        return slot;
    }
    static Slot of(double value) {
        Slot slot;
        slot.kind = Kind::number;
        slot.number = value;
        return slot;
    }
    static Slot of(std::string_view value) {
        Slot slot;
        slot.kind = Kind::text;
        slot.size = static_cast<std::uint32_t>(value.size());
        slot.text = value.data();
        return slot;
    }
    static Slot of(const json::array& value) {
        Slot slot;
        slot.kind = Kind::array;
        slot.array = &value;
        return slot;
    }
    static Slot of(const json::object& value) {
        Slot slot;
        slot.kind = Kind::object;
        slot.object = &value;
        return slot;
    }
    static Slot null() {
        Slot slot;
        slot.kind = Kind::null;
        return slot;
    }
    static Slot unset() {
        Slot slot;
        slot.kind = Kind::unset;
        return slot;
    }
    static Slot of(const char*) = delete;  ///< Would become a boolean.

    [[nodiscard]] std::string_view view() const { return {text, size}; }
    [[nodiscard]] bool is_nullish() const { return kind <= Kind::null; }
    [[nodiscard]] bool is_tree() const { return kind >= Kind::array; }
};

/// The slot that shows a JSON value; integers become doubles.
inline Slot slot_of(const json::value& value) {
    switch (value.kind()) {
        case json::kind::null:
            return Slot::null();
        case json::kind::bool_:
            return Slot::of(value.get_bool());
        case json::kind::int64:
            return Slot::of(static_cast<double>(value.get_int64()));
        case json::kind::uint64:
            return Slot::of(static_cast<double>(value.get_uint64()));
        case json::kind::double_:
            return Slot::of(value.get_double());
        case json::kind::string: {
            const json::string& text = value.get_string();
            return Slot::of(std::string_view(text.data(), text.size()));
        }
        case json::kind::array:
            return Slot::of(value.get_array());
        case json::kind::object:
            return Slot::of(value.get_object());
    }
    return {};
}

/// The member of this name; null: there is none. As json::object::if_contains, but inlined for the
/// small objects that guards read, where most names differ in their length or first letter.
inline const json::value* find_member(const json::object& object, std::string_view key) {
    constexpr std::size_t small_size = 16;
    if (object.size() > small_size || key.empty()) return object.if_contains(key);
    for (const json::key_value_pair& member : object) {
        const json::string_view name = member.key();
        if (name.size() == key.size() && name[0] == key[0] && name.back() == key.back() &&
            std::memcmp(name.data(), key.data(), key.size()) == 0) {
            return &member.value();
        }
    }
    return nullptr;
}

/// ECMAScript ToBoolean.
inline bool truthy(const Slot& slot) {
    switch (slot.kind) {
        case Kind::undefined:
        case Kind::unset:
        case Kind::null:
            return false;
        case Kind::boolean:
            return slot.boolean;
        case Kind::number:
            return slot.number < 0 || slot.number > 0;  // NaN is neither.
        case Kind::text:
            return slot.size != 0;
        case Kind::array:
        case Kind::object:
            return true;
    }
    return false;
}

}  // namespace trinh::expression
