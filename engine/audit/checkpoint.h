/// checkpoint: how long the log is and what its root is, signed, to be kept outside of the house.
///
/// As text it is four lines, fit for print and mail:
///     trinh audit checkpoint
///     1234
///     <root, base64>
///     2023-04-14T01:30:00.000Z
/// and, signed, an empty line and "— <key id> <signature, base64>" more (a "signed note").
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/audit/proof.h"
#include "engine/base/instant.h"
#include "engine/base/result.h"

struct evp_pkey_st;  // OpenSSL's EVP_PKEY.

namespace trinh::audit {

struct Checkpoint {
    TreeHead head;
    Instant at;
};

[[nodiscard]] std::string note_of(const Checkpoint& checkpoint);
[[nodiscard]] Result<Checkpoint> read_note(std::string_view note);

struct SignedNote {
    std::string note, key_id, signature;  ///< signature: base64.
};

[[nodiscard]] std::string printed(const SignedNote& signed_note);
/// Takes the text apart; does not verify it. Forgives CRLF and blanks at the ends of lines.
[[nodiscard]] Result<SignedNote> read_printed(std::string_view text);

/// The key that everybody may have: it says whether a signature is ours.
class PublicKey {
public:
    static Result<PublicKey> from_base64(std::string_view text);
    [[nodiscard]] std::string base64() const;
    [[nodiscard]] std::string id() const;  ///< 16 hexadecimal digits of the key's SHA-256.
    /// Refuses with one sentence when the note was changed or signed with another key.
    [[nodiscard]] Result<Done> verify(std::string_view note, std::string_view signature) const;

private:
    explicit PublicKey(std::string bytes) : bytes_(std::move(bytes)) {}
    friend class SigningKey;
    std::string bytes_;
};

/// The key that stays in the house.
class SigningKey {
public:
    static SigningKey generate();
    /// Reads what secret_base64() wrote.
    static Result<SigningKey> from_secret(std::string_view base64);
    [[nodiscard]] std::string secret_base64() const;  ///< For one file that only we can read.
    [[nodiscard]] PublicKey public_key() const;
    [[nodiscard]] SignedNote sign(const Checkpoint& checkpoint) const;
    /// Any other note; its first line says what it is, so that none passes for another kind.
    [[nodiscard]] SignedNote sign(std::string note) const;

private:
    explicit SigningKey(std::shared_ptr<evp_pkey_st> key) : key_(std::move(key)) {}
    std::shared_ptr<evp_pkey_st> key_;
};

}  // namespace trinh::audit
