#include "engine/audit/digest.h"

#include <gtest/gtest.h>

namespace trinh::audit {

TEST(Digest, KnowsTheVectorsOfFips180) {
    EXPECT_EQ(to_hex(bytes_of(sha256({}))),
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(to_hex(bytes_of(sha256({"abc"}))),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256({"a", "", "bc"}), sha256({"abc"}));
}

TEST(Digest, ReadsOnlyAWholeHashInLowerCase) {
    const std::string hex = to_hex(bytes_of(sha256({"abc"})));

    EXPECT_EQ(hash_from_hex(hex), sha256({"abc"}));
    EXPECT_FALSE(hash_from_hex(hex.substr(1)));
    EXPECT_FALSE(hash_from_hex("B" + hex.substr(1)));
    EXPECT_FALSE(hash_from_hex("g" + hex.substr(1)));
    EXPECT_FALSE(hash_from_hex(""));
}

TEST(Digest, WritesAndReadsBase64OfEveryLength) {
    for (std::size_t length = 1; length < 70; ++length) {
        std::string bytes;
        for (std::size_t i = 0; i < length; ++i) bytes += static_cast<char>(i * 37 + length);

        EXPECT_EQ(from_base64(to_base64(bytes)), bytes) << length;
    }
    EXPECT_EQ(to_base64("Ma"), "TWE=");
}

TEST(Digest, RefusesBase64ThatItWouldNotWrite) {
    for (const char* text :
         {"", "TWE", "TWF=", "TWE =", " TWE=", "TWE=\n", "T===", "====", "TW*="}) {
        EXPECT_FALSE(from_base64(text)) << text;
    }
}

}  // namespace trinh::audit
