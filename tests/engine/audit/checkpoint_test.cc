#include "engine/audit/checkpoint.h"

#include <gtest/gtest.h>

#include "tests/engine/audit/oracle.h"

namespace trinh::audit {

namespace {

Checkpoint a_checkpoint() {
    Edge edge;
    for (const Hash& leaf : oracle::known_leaves()) edge.append(leaf);
    return {{edge.size(), edge.root()}, *Instant::parse("2023-04-14T01:30Z")};
}

constexpr std::string_view a_note =
    "trinh audit checkpoint\n8\n"
    "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n2023-04-14T01:30:00.000Z\n";

/// The first test key of RFC 8032, section 7.1.
SigningKey known_key() {
    return SigningKey::from_secret("nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=").value();
}

}  // namespace

TEST(Checkpoint, IsFourLinesOfText) {
    EXPECT_EQ(note_of(a_checkpoint()), a_note);
}

TEST(Checkpoint, ComesBackFromItsText) {
    const auto read = read_note(a_note);

    ASSERT_TRUE(read);
    EXPECT_EQ(read->head.size, 8);
    EXPECT_EQ(read->head.root, a_checkpoint().head.root);
    EXPECT_EQ(read->at, a_checkpoint().at);
}

TEST(Checkpoint, RefusesAnyOtherText) {
    std::string text(a_note);
    EXPECT_FALSE(read_note(""));
    EXPECT_FALSE(read_note(text + "\n"));
    EXPECT_FALSE(read_note(text.substr(1)));
    EXPECT_FALSE(read_note(text.replace(text.find("\n8\n"), 3, "\n08\n")));
    text = a_note;
    EXPECT_FALSE(read_note(text.replace(text.find("gQyg="), 5, "gQyh=")));
    text = a_note;
    EXPECT_FALSE(read_note(text.replace(text.find("30:00.000Z"), 10, "30Z")));
}

TEST(Checkpoint, HasThePublicKeyOfRfc8032) {
    EXPECT_EQ(known_key().public_key().base64(), "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");
    EXPECT_EQ(known_key().public_key().id().size(), 16U);
}

TEST(Checkpoint, SignsAsTheKeyAlwaysDoes) {
    EXPECT_EQ(known_key().sign(a_checkpoint()).signature,
              known_key().sign(a_checkpoint()).signature);
    EXPECT_EQ(known_key().sign(a_checkpoint()).note, a_note);
}

TEST(Checkpoint, VerifiesWithItsKeyOnly) {
    const SigningKey key = SigningKey::generate();
    const SignedNote made = key.sign(a_checkpoint());

    EXPECT_TRUE(key.public_key().verify(made.note, made.signature));
    EXPECT_EQ(made.key_id, key.public_key().id());
    const auto refused = SigningKey::generate().public_key().verify(made.note, made.signature);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("does not fit"), std::string::npos);
}

TEST(Checkpoint, NoticesAnyChangedByte) {
    const SigningKey key = known_key();
    const SignedNote made = key.sign(a_checkpoint());
    for (std::size_t i = 0; i < made.note.size(); ++i) {
        std::string note = made.note;
        note[i] = static_cast<char>(note[i] ^ 1);
        EXPECT_FALSE(key.public_key().verify(note, made.signature)) << i;
    }
    for (std::size_t i = 0; i < made.signature.size(); ++i) {
        std::string signature = made.signature;
        signature[i] = signature[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(key.public_key().verify(made.note, signature)) << i;
    }
    EXPECT_FALSE(key.public_key().verify(made.note, ""));
}

TEST(Checkpoint, KeepsItsKeyAsText) {
    const SigningKey key = SigningKey::generate();
    const SigningKey restored = SigningKey::from_secret(key.secret_base64()).value();
    const PublicKey shown = PublicKey::from_base64(key.public_key().base64()).value();
    const SignedNote made = restored.sign(a_checkpoint());

    EXPECT_TRUE(shown.verify(made.note, made.signature));
    EXPECT_FALSE(SigningKey::from_secret("short"));
    EXPECT_FALSE(PublicKey::from_base64(to_base64("short")));
}

TEST(Checkpoint, SurvivesPrintAndMail) {
    const SignedNote made = known_key().sign(a_checkpoint());
    std::string mailed;
    for (const char sign : printed(made))
        mailed += sign == '\n' ? std::string(" \r\n") : std::string(1, sign);
    mailed += "\r\n";

    const auto read = read_printed(mailed);

    ASSERT_TRUE(read);
    EXPECT_EQ(read->note, made.note);
    EXPECT_EQ(read->key_id, made.key_id);
    EXPECT_TRUE(known_key().public_key().verify(read->note, read->signature));
    EXPECT_FALSE(read_printed(made.note));
    EXPECT_FALSE(read_printed(made.note + "\n— " + made.key_id));
    EXPECT_FALSE(read_printed(""));
}

}  // namespace trinh::audit
