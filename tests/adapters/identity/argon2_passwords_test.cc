#include "adapters/identity/argon2_passwords.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

namespace trinh::identity {
namespace {

using testing::MatchesRegex;
using testing::StartsWith;

constexpr Argon2Cost cheap{64, 1};

TEST(Argon2Passwords, KnowsThePasswordAndNoOther) {
    const Argon2Passwords passwords(cheap);
    const std::string hash = passwords.hash("Mật khẩu của Lan 2023");

    EXPECT_TRUE(passwords.matches(hash, "Mật khẩu của Lan 2023"));
    EXPECT_FALSE(passwords.matches(hash, "mật khẩu của Lan 2023"));
    EXPECT_FALSE(passwords.matches(hash, ""));
}

TEST(Argon2Passwords, StatesItsAlgorithmAndItsDefaultCost) {
    const std::string hash = Argon2Passwords().hash("x");

    EXPECT_THAT(hash, StartsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
}

TEST(Argon2Passwords, SaltsEveryHash) {
    const Argon2Passwords passwords(cheap);

    EXPECT_NE(passwords.hash("same"), passwords.hash("same"));
}

TEST(Argon2Passwords, NeverMatchesWhatIsNoHash) {
    const Argon2Passwords passwords(cheap);

    for (const char* hash : {"", "x", "$argon2id$", "$argon2id$v=19$m=64,t=1,p=1$AAAA$AAAA"}) {
        EXPECT_FALSE(passwords.matches(hash, "")) << hash;
    }
    EXPECT_FALSE(passwords.matches(std::string(100'000, '$'), "x"));
}

TEST(Argon2Passwords, TakesBothWritingsOfAVietnameseLetterForOne) {
    const Argon2Passwords passwords(cheap);
    const std::string hash = passwords.hash("e\xCC\x82m");

    EXPECT_TRUE(passwords.matches(hash, "êm"));
}

TEST(Argon2Passwords, CountsBytesThatAreNoTextAndBytesAfterAZero) {
    const Argon2Passwords passwords(cheap);
    const std::string hash = passwords.hash(std::string_view("a\0b\xFF", 4));

    EXPECT_TRUE(passwords.matches(hash, std::string_view("a\0b\xFF", 4)));
    EXPECT_FALSE(passwords.matches(hash, "a"));
}

TEST(NeedsRehash, IsTrueForAnotherCostAndForWhatIsNoHash) {
    const std::string hash = Argon2Passwords(cheap).hash("x");

    EXPECT_FALSE(Argon2Passwords(cheap).needs_rehash(hash));
    EXPECT_TRUE(Argon2Passwords({128, 1}).needs_rehash(hash));
    EXPECT_TRUE(Argon2Passwords(cheap).needs_rehash("md5:900150983cd24fb0"));
}

TEST(RandomToken, IsHexOfTheLengthAskedAndNeverTheSame) {
    const Argon2Passwords passwords(cheap);
    std::set<std::string> seen;

    for (int i = 0; i < 1000; ++i) seen.insert(passwords.random_token(16));

    EXPECT_EQ(seen.size(), 1000u);
    EXPECT_THAT(*seen.begin(), MatchesRegex("[0-9a-f]+"));
    EXPECT_EQ(seen.begin()->size(), 32u);
    EXPECT_EQ(passwords.random_token(0), "");
}

TEST(EqualInConstantTime, ComparesLikeEquality) {
    EXPECT_TRUE(equal_in_constant_time("token", "token"));
    EXPECT_FALSE(equal_in_constant_time("token", "tokem"));
    EXPECT_FALSE(equal_in_constant_time("token", "toke"));
    EXPECT_TRUE(equal_in_constant_time("", ""));
}

}  // namespace
}  // namespace trinh::identity
