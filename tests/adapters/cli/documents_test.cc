#include "adapters/cli/documents.h"

#include <gtest/gtest.h>

namespace trinh::cli {
namespace {

TEST(CaseOf, ReadsDigitsAndNothingElse) {
    ASSERT_TRUE(case_of("31"));
    EXPECT_EQ(case_of("31")->number, 31);
    for (const char* word : {"", "0", "-3", "abc", "31abc", " 31", "3.1", "99999999999999999999"}) {
        const auto wrong = case_of(word);
        ASSERT_FALSE(wrong) << word;
        EXPECT_EQ(wrong.error().message,
                  "'" + std::string(word) + "' is not a case number such as 17.");
    }
}

}  // namespace
}  // namespace trinh::cli
