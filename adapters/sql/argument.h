/// Argument: one value for a placeholder of a statement.
///
/// A named string is only pointed at, so it must outlive the call; everything else is copied.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/date.h"
#include "engine/base/id.h"
#include "engine/base/instant.h"

namespace trinh::sql {

class Argument {
public:
    // NOLINTBEGIN(google-explicit-constructor): a statement takes its values as they are.
    Argument(std::int64_t number) : number_(number), kind_(Kind::number) {}
    Argument(int number) : Argument(std::int64_t{number}) {}
    Argument(bool yes) : Argument(std::int64_t{yes ? 1 : 0}) {}
    Argument(Instant at) : Argument(at.ms) {}
    Argument(Date day) : Argument(day.iso()) {}
    Argument(const std::string& text) : kind_(Kind::text), named_(&text) {}
    Argument(std::string&& text) : kind_(Kind::text), own_(std::move(text)) {}
    Argument(std::string_view text) : Argument(std::string(text)) {}
    Argument(const char* text) : Argument(std::string(text)) {}
    template <class Tag>
    Argument(Id<Tag> id) : Argument(id.number) {}
    template <class T>
    Argument(const std::optional<T>& value) {
        if (value) *this = Argument(*value);
    }
    // NOLINTEND(google-explicit-constructor)

    /// The number, or nothing when the value is a text or null.
    [[nodiscard]] const long long* number() const {
        return kind_ == Kind::number ? &number_ : nullptr;
    }
    /// The text, or nothing when the value is a number or null.
    [[nodiscard]] const std::string* text() const {
        if (kind_ != Kind::text) return nullptr;
        return named_ != nullptr ? named_ : &own_;
    }

private:
    // Not a variant: g++ 12 sees uninitialized strings in one when it optimizes.
    enum class Kind { null, number, text };
    long long number_ = 0;
    Kind kind_ = Kind::null;
    const std::string* named_ = nullptr;
    std::string own_;
};

using Arguments = std::vector<Argument>;

}  // namespace trinh::sql
