/// Passwords: one-way hashes of passwords (argon2id in the adapter).
#pragma once

#include <string>
#include <string_view>

namespace trinh::ports {

/// Safe to share between threads; slow by intention, so callers bound how many run at once.
class Passwords {
public:
    virtual ~Passwords() = default;
    [[nodiscard]] virtual std::string hash(std::string_view password) const = 0;
    [[nodiscard]] virtual bool matches(std::string_view hash, std::string_view password) const = 0;
    /// `bytes` bytes from the system's secure source, as lower-case hex.
    [[nodiscard]] virtual std::string random_token(std::size_t bytes) const = 0;
};

}  // namespace trinh::ports
