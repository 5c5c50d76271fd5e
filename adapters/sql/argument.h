/// Argument: one value for a placeholder of a statement.
///
/// A named string is only pointed at, so it must outlive the call; everything else is copied.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/date.h"
#include "engine/base/id.h"
#include "engine/base/instant.h"

namespace trinh::sql {

class Argument {
public:
    Argument(std::int64_t number) : held_(static_cast<long long>(number)) {}  // NOLINT
    Argument(int number) : held_(static_cast<long long>(number)) {}           // NOLINT
    Argument(bool yes) : held_(yes ? 1LL : 0LL) {}                            // NOLINT
    Argument(Instant at) : held_(static_cast<long long>(at.ms)) {}            // NOLINT
    Argument(Date day) : held_(day.iso()) {}                                  // NOLINT
    Argument(const std::string& text) : held_(&text) {}                       // NOLINT
    Argument(std::string&& text) : held_(std::move(text)) {}                  // NOLINT
    Argument(std::string_view text) : held_(std::string(text)) {}             // NOLINT
    Argument(const char* text) : held_(std::string(text)) {}                  // NOLINT
    template <class Tag>
    Argument(Id<Tag> id) : held_(static_cast<long long>(id.number)) {}  // NOLINT
    template <class T>
    Argument(const std::optional<T>& value) {  // NOLINT
        if (value) *this = Argument(*value);
    }

    [[nodiscard]] bool is_null() const { return held_.index() == 0; }
    /// The number, or nothing when the value is a text or null.
    [[nodiscard]] const long long* number() const { return std::get_if<long long>(&held_); }
    /// The text, or nothing when the value is a number or null.
    [[nodiscard]] const std::string* text() const {
        if (const auto* pointed = std::get_if<const std::string*>(&held_)) return *pointed;
        return std::get_if<std::string>(&held_);
    }

private:
    std::variant<std::monostate, long long, const std::string*, std::string> held_;
};

using Arguments = std::vector<Argument>;

}  // namespace trinh::sql
