/// Result<T>: the value a function promised, or the reason it refused.
///
/// A Refusal is an expected answer ("the case is closed"): it travels by return value and the
/// compiler warns when it is dropped. A broken outside is thrown, by adapters only. Broken code
/// is CHECKed. Member names follow std::expected, to become it one day.
#pragma once

#include <string>
#include <utility>
#include <variant>

#include "engine/base/check.h"

namespace trinh {

/// Closed set, one HTTP status each. Public: never renumber, never reuse.
enum class Reason { not_found, not_permitted, wrong_state, invalid_input, conflict, not_signed_in };

/// Why a request was refused, in words the person who asked can act on.
struct Refusal {
    Reason reason = Reason::invalid_input;
    std::string message;  ///< Full sentences: what was expected, what was found, what to do.
    /// The same for an officer, in Vietnamese; empty where only programs and authors get here.
    std::string message_vi = {};
};

/// For "nothing to return, but it may be refused".
struct Done {};

template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}  // NOLINT(*-explicit-*)
    Result(Refusal refusal)                                               // NOLINT(*-explicit-*)
        : held_(std::in_place_index<1>, std::move(refusal)) {}

    [[nodiscard]] bool has_value() const { return held_.index() == 0; }
    explicit operator bool() const { return has_value(); }

    /// Asserts that the caller looked first.
    [[nodiscard]] const T& value() const {
        CHECK(has_value());
        return std::get<0>(held_);
    }
    [[nodiscard]] T& value() {
        CHECK(has_value());
        return std::get<0>(held_);
    }
    [[nodiscard]] const Refusal& error() const {
        CHECK(!has_value());
        return std::get<1>(held_);
    }
    const T& operator*() const { return value(); }
    T& operator*() { return value(); }
    const T* operator->() const { return &value(); }
    T* operator->() { return &value(); }

private:
    std::variant<T, Refusal> held_;
};

/// The word for a Reason in JSON answers and logs: "not_found" ...
inline const char* reason_word(Reason reason) {
    switch (reason) {
        case Reason::not_found:
            return "not_found";
        case Reason::not_permitted:
            return "not_permitted";
        case Reason::wrong_state:
            return "wrong_state";
        case Reason::invalid_input:
            return "invalid_input";
        case Reason::conflict:
            return "conflict";
        case Reason::not_signed_in:
            return "not_signed_in";
    }
    CHECK(false);
    return "";
}

}  // namespace trinh
