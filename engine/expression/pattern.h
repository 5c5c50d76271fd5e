/// Pattern: regular expressions of search(), matched in linear time (RE2): no lookahead and no
/// backreference, so that no pattern can hang an evaluation.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace re2 {
class RE2;
}

namespace trinh::expression {

class Pattern {
public:
    /// Longer patterns, and those that need more than 64 KiB once compiled, are faults.
    static constexpr std::size_t bytes_max = 1000;

    explicit Pattern(std::string_view source);
    ~Pattern();
    Pattern(const Pattern&) = delete;
    Pattern& operator=(const Pattern&) = delete;

    /// Why it cannot be used, without a full stop; empty: it can.
    [[nodiscard]] const std::string& fault() const { return fault_; }
    /// Steps that one byte of a text may cost.
    [[nodiscard]] std::size_t cost() const;
    /// Byte offset of the first match; npos: none. Only where there is no fault.
    [[nodiscard]] std::size_t find(std::string_view text) const;

private:
    std::unique_ptr<re2::RE2> compiled_;
    std::string fault_;
};

}  // namespace trinh::expression
