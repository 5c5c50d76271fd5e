#include "engine/reform_index/decimal.h"

#include <gtest/gtest.h>

namespace trinh::reform_index {
namespace {

TEST(Decimal, ReadsAndWritesUpToFourPlaces) {
    for (const char* text : {"0", "3", "1.75", "94.99", "0.0001", "999999.9999"}) {
        const auto decimal = Decimal::parse(text);

        ASSERT_TRUE(decimal) << text;
        EXPECT_EQ(decimal->text(), text);
    }
    EXPECT_EQ(Decimal::parse("1.50")->text(), "1.5");
    EXPECT_EQ(Decimal::parse("1.75")->text_vi(), "1,75");
    EXPECT_EQ((Decimal::whole(1) - *Decimal::parse("1.25")).text(), "-0.25");
}

TEST(Decimal, RefusesOtherTexts) {
    for (const char* text : {"", ".", "1.", ".5", "-1", "+1", "1,5", "1.00001", "1e3", "1000000"}) {
        EXPECT_FALSE(Decimal::parse(text)) << text;
    }
}

TEST(Decimal, SharesRoundHalfUpToTheirPlaces) {
    EXPECT_EQ(share(Decimal::whole(1), 2, 3, 2).text(), "0.67");
    EXPECT_EQ(share(Decimal::whole(1), 1, 8, 2).text(), "0.13");
    EXPECT_EQ(share(Decimal::whole(1), 1, 8, 4).text(), "0.125");
    EXPECT_EQ(share(Decimal::whole(3), 1, 2, 0).text(), "2");
    EXPECT_EQ(share(Decimal::whole(3), 7, 7, 2).text(), "3");
}

}  // namespace
}  // namespace trinh::reform_index
