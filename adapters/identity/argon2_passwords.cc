#include "adapters/identity/argon2_passwords.h"

#include <array>
#include <sodium.h>

#include "engine/base/check.h"
#include "engine/base/text.h"
#include "engine/ports/store.h"

namespace trinh::identity {
namespace {

/// The bytes that are hashed: one form for every way to type the same password.
std::string canonical(std::string_view password) {
    return is_text(password) ? composed(password) : std::string(password);
}

}  // namespace

Argon2Passwords::Argon2Passwords(Argon2Cost cost) : cost_(cost) {
    CHECK(sodium_init() >= 0);
    CHECK(cost_.memory_kib * 1024 >= crypto_pwhash_MEMLIMIT_MIN);
    CHECK(cost_.passes >= crypto_pwhash_OPSLIMIT_MIN);
}

std::string Argon2Passwords::hash(std::string_view password) const {
    const std::string bytes = canonical(password);
    std::array<char, crypto_pwhash_STRBYTES> text{};
    if (crypto_pwhash_str_alg(text.data(), bytes.data(), bytes.size(), cost_.passes,
                              cost_.memory_kib * 1024, crypto_pwhash_ALG_ARGON2ID13) != 0) {
        throw ports::StoreFailure(
            "A password could not be hashed: " + std::to_string(cost_.memory_kib) +
            " KiB of memory were not there. Try again when fewer people "
            "sign in, or give the server more memory.");
    }
    return text.data();
}

bool Argon2Passwords::matches(std::string_view hash, std::string_view password) const {
    const std::string text(hash);
    const std::string bytes = canonical(password);
    return crypto_pwhash_str_verify(text.c_str(), bytes.data(), bytes.size()) == 0;
}

std::string Argon2Passwords::random_token(std::size_t bytes) const {
    std::string raw(bytes, '\0');
    randombytes_buf(raw.data(), raw.size());
    std::string text(bytes * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), reinterpret_cast<const unsigned char*>(raw.data()),
                   raw.size());
    text.pop_back();
    return text;
}

bool Argon2Passwords::needs_rehash(std::string_view hash) const {
    const std::string text(hash);
    return crypto_pwhash_str_needs_rehash(text.c_str(), cost_.passes, cost_.memory_kib * 1024) != 0;
}

bool equal_in_constant_time(std::string_view left, std::string_view right) {
    return left.size() == right.size() &&
           sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

}  // namespace trinh::identity
