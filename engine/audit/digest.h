/// digest: SHA-256 and the two ways in which we write bytes as text.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct evp_md_ctx_st;  // OpenSSL's EVP_MD_CTX.

namespace trinh::audit {

using Hash = std::array<std::uint8_t, 32>;

/// SHA-256 of the parts, one after the other.
[[nodiscard]] Hash sha256(std::initializer_list<std::string_view> parts);

/// SHA-256 of bytes that come in pieces.
class Sha256 {
public:
    Sha256();
    void add(std::string_view bytes);
    [[nodiscard]] Hash value();  ///< Of all that was added; once.

private:
    std::shared_ptr<evp_md_ctx_st> context_;
};

/// The bytes of a hash, as what the functions here take.
[[nodiscard]] std::string_view bytes_of(const Hash& hash);

[[nodiscard]] std::string to_hex(std::string_view bytes);  ///< Lower case.
/// Nothing unless the text is 64 lower-case hexadecimal digits.
[[nodiscard]] std::optional<Hash> hash_from_hex(std::string_view text);

[[nodiscard]] std::string to_base64(std::string_view bytes);
/// Nothing unless the text is what to_base64() would write.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

}  // namespace trinh::audit
