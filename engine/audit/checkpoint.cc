#include "engine/audit/checkpoint.h"

#include <algorithm>
#include <charconv>
#include <openssl/evp.h>
#include <vector>

#include "engine/audit/note_lines.h"
#include "engine/base/check.h"

namespace trinh::audit {

namespace {

constexpr std::string_view first_line = "trinh audit checkpoint";
constexpr std::string_view signature_mark = "— ";
constexpr std::size_t key_bytes = 32;
constexpr std::size_t signature_bytes = 64;

using Key = std::shared_ptr<EVP_PKEY>;
using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

unsigned char* octets(std::string& bytes) {
    return reinterpret_cast<unsigned char*>(bytes.data());
}

const unsigned char* octets(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

Context new_context() {
    Context context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    CHECK(context != nullptr);
    return context;
}

Refusal not_a_checkpoint() {
    return {Reason::invalid_input,
            "The text is not an audit checkpoint: it has the lines \"trinh audit checkpoint\", the "
            "number of entries, the root in base64 and the time."};
}

}  // namespace

std::string note_of(const Checkpoint& checkpoint) {
    std::string note(first_line);
    note.append("\n").append(std::to_string(checkpoint.head.size));
    note.append("\n").append(to_base64(bytes_of(checkpoint.head.root)));
    return note.append("\n").append(checkpoint.at.iso()).append("\n");
}

Result<Checkpoint> read_note(std::string_view note) {
    const auto lines = note_lines(note);
    if (lines.size() != 4 || lines[0] != first_line) return not_a_checkpoint();
    Checkpoint checkpoint;
    std::from_chars(lines[1].data(), lines[1].data() + lines[1].size(), checkpoint.head.size);
    const auto root = from_base64(lines[2]);
    const auto at = Instant::parse(lines[3]);
    if (!root || root->size() != checkpoint.head.root.size() || !at) return not_a_checkpoint();
    std::ranges::copy(*root, checkpoint.head.root.begin());
    checkpoint.at = *at;
    if (note_of(checkpoint) != note) return not_a_checkpoint();  // One spelling only.
    return checkpoint;
}

std::string printed(const SignedNote& signed_note) {
    std::string text = signed_note.note + "\n";
    text.append(signature_mark).append(signed_note.key_id);
    return text.append(" ").append(signed_note.signature).append("\n");
}

Result<SignedNote> read_printed(std::string_view text) {
    auto lines = note_lines(text);
    while (!lines.empty() && lines.back().empty()) lines.pop_back();
    if (lines.size() != 6 || !lines[4].empty() || !lines[5].starts_with(signature_mark)) {
        return not_a_checkpoint();
    }
    SignedNote found;
    for (std::size_t i = 0; i < 4; ++i) found.note.append(lines[i]).append("\n");
    const std::string_view rest = lines[5].substr(signature_mark.size());
    const std::size_t blank = rest.find(' ');
    if (blank == std::string_view::npos) return not_a_checkpoint();
    found.key_id = rest.substr(0, blank);
    found.signature = rest.substr(blank + 1);
    return found;
}

Result<PublicKey> PublicKey::from_base64(std::string_view text) {
    auto bytes = audit::from_base64(text);
    if (bytes && bytes->size() == key_bytes) return PublicKey(std::move(*bytes));
    return Refusal{Reason::invalid_input,
                   "The public key must be 32 bytes in base64 (44 signs): copy it once more."};
}

std::string PublicKey::base64() const {
    return to_base64(bytes_);
}

std::string PublicKey::id() const {
    return to_hex(bytes_of(sha256({bytes_}))).substr(0, 16);
}

Result<Done> PublicKey::verify(std::string_view note, std::string_view signature) const {
    const auto signature_octets = audit::from_base64(signature);
    if (!signature_octets || signature_octets->size() != signature_bytes) {
        return Refusal{Reason::invalid_input,
                       "The signature of the checkpoint must be 64 bytes in base64."};
    }
    const Key key(
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, octets(bytes_), bytes_.size()),
        &EVP_PKEY_free);
    CHECK(key != nullptr);
    const Context context = new_context();
    CHECK(EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1);
    const int answer = EVP_DigestVerify(context.get(), octets(*signature_octets), signature_bytes,
                                        octets(note), note.size());
    if (answer == 1) return Done{};
    return Refusal{Reason::invalid_input,
                   "The signature does not fit the checkpoint: its text was changed, or key " +
                       id() + " did not sign it."};
}

SigningKey SigningKey::generate() {
    Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), &EVP_PKEY_free);
    CHECK(key != nullptr);
    return SigningKey(std::move(key));
}

Result<SigningKey> SigningKey::from_secret(std::string_view base64) {
    const auto secret = from_base64(base64);
    if (!secret || secret->size() != key_bytes) {
        return Refusal{Reason::invalid_input,
                       "The signing key must be 32 bytes in base64 (44 signs): restore its file."};
    }
    Key key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, octets(*secret), key_bytes),
            &EVP_PKEY_free);
    CHECK(key != nullptr);
    return SigningKey(std::move(key));
}

std::string SigningKey::secret_base64() const {
    std::string bytes(key_bytes, '\0');
    std::size_t length = bytes.size();
    CHECK(EVP_PKEY_get_raw_private_key(key_.get(), octets(bytes), &length) == 1);
    return to_base64(bytes);
}

PublicKey SigningKey::public_key() const {
    std::string bytes(key_bytes, '\0');
    std::size_t length = bytes.size();
    CHECK(EVP_PKEY_get_raw_public_key(key_.get(), octets(bytes), &length) == 1);
    return PublicKey(std::move(bytes));
}

SignedNote SigningKey::sign(const Checkpoint& checkpoint) const {
    return sign(note_of(checkpoint));
}

SignedNote SigningKey::sign(std::string note) const {
    SignedNote made{std::move(note), public_key().id(), {}};
    std::string signature(signature_bytes, '\0');
    std::size_t length = signature.size();
    const Context context = new_context();
    CHECK(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_.get()) == 1);
    CHECK(EVP_DigestSign(context.get(), octets(signature), &length,
                         octets(std::string_view(made.note)), made.note.size()) == 1);
    made.signature = to_base64(signature);
    return made;
}

}  // namespace trinh::audit
