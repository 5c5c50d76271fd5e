/// Argon2Passwords: password hashes with argon2id, and secrets from the system's source.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/ports/passwords.h"

namespace trinh::identity {

/// What one hash costs; both grow the work of somebody who stole the table of hashes.
struct Argon2Cost {
    std::size_t memory_kib = 19 * 1024;  ///< At least 8.
    unsigned passes = 2;                 ///< At least 1.
};

/// Safe to share between threads. Throws StoreFailure when the memory for a hash is not there.
class Argon2Passwords : public ports::Passwords {
public:
    explicit Argon2Passwords(Argon2Cost cost = {});

    [[nodiscard]] std::string hash(std::string_view password) const override;
    [[nodiscard]] bool matches(std::string_view hash, std::string_view password) const override;
    [[nodiscard]] std::string random_token(std::size_t bytes) const override;

    /// True when the hash was made with another cost, or is none of ours.
    [[nodiscard]] bool needs_rehash(std::string_view hash) const;

private:
    Argon2Cost cost_;
};

/// Compares secrets (tokens, their hashes) without telling by its time where they differ. The
/// lengths are no secret.
bool equal_in_constant_time(std::string_view left, std::string_view right);

}  // namespace trinh::identity
