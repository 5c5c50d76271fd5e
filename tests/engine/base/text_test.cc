#include "engine/base/text.h"

#include <gtest/gtest.h>

namespace trinh {
namespace {

TEST(Folded, FindsVietnameseHoweverItWasTyped) {
    EXPECT_EQ(folded("Đắk Lắk"), "dak lak");
    EXPECT_EQ(folded("QUYẾT ĐỊNH"), "quyet dinh");
    EXPECT_EQ(folded("Tha\xCC\x89m"), "tham");
}

TEST(Composed, MakesOneFormOfBothWritings) {
    EXPECT_EQ(composed("e\xCC\x82"), "ê");
}

TEST(IsText, RefusesBrokenBytesAndZero) {
    EXPECT_TRUE(is_text("Ủy ban nhân dân tỉnh"));
    EXPECT_FALSE(is_text("\xC3\x28"));
    EXPECT_FALSE(is_text("\xED\xA0\x80"));
    EXPECT_FALSE(is_text(std::string_view("a\0b", 3)));
}

TEST(Shortened, CutsAtAWholeCharacter) {
    EXPECT_EQ(shortened("Sở", 4), "Sở");
    EXPECT_EQ(shortened("Sở Tư pháp", 3), "S…");
    EXPECT_EQ(shortened("Sở Tư pháp", 4), "Sở…");
    EXPECT_EQ(shortened("Sở", 0), "…");
}

}  // namespace
}  // namespace trinh
