#include "engine/base/words.h"

#include <gmock/gmock.h>

#include "engine/base/text.h"

namespace trinh {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Words, AreRunsOfLettersAndDigits) {
    EXPECT_THAT(words_of("quyet dinh 12/2023/qd-ubnd"),
                ElementsAre("quyet", "dinh", "12", "2023", "qd", "ubnd"));
    EXPECT_THAT(words_of(" -- "), IsEmpty());
    EXPECT_THAT(words_of(folded("Đắk Lắk, журнал")), ElementsAre("dak", "lak", "журнал"));
}

TEST(Words, OfAPhraseBeginWhereAWordBegins) {
    EXPECT_TRUE(has_phrase("quyet dinh ve cho noi", "cho noi"));
    EXPECT_TRUE(has_phrase("quyet dinh ve cho noi", "cho n"));
    EXPECT_TRUE(has_phrase("vecho cho noi", "cho"));
    EXPECT_FALSE(has_phrase("quyet dinh ve cho noi", "ho noi"));
    EXPECT_FALSE(has_phrase("quyet dinh ve cho noi", "noi cho"));
    EXPECT_TRUE(has_phrase("giam 100% phi", "100% p"));
    EXPECT_TRUE(has_phrase("giam 100% phi", "% phi"));
    EXPECT_FALSE(has_phrase("giam 100% phi", "00% phi"));
    EXPECT_TRUE(has_phrase("", ""));
}

TEST(Words, OfAPhraseAreWholeButForTheLast) {
    EXPECT_THAT(phrase_words("cho noi").whole, ElementsAre("cho"));
    EXPECT_EQ(phrase_words("cho noi").beginning, "noi");
    EXPECT_THAT(phrase_words("cho noi ").whole, ElementsAre("cho", "noi"));
    EXPECT_EQ(phrase_words("cho noi ").beginning, "");
    EXPECT_THAT(phrase_words("%").whole, IsEmpty());
}

}  // namespace trinh
