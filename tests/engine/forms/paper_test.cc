#include "engine/forms/paper.h"

#include <gtest/gtest.h>

namespace trinh::forms {
namespace {

TEST(WrittenDate, PutsAZeroBeforeSmallDaysAndTheFirstTwoMonths) {
    EXPECT_EQ(written_date(*Date::from_ymd(2020, 1, 5)), "ngày 05 tháng 01 năm 2020");
    EXPECT_EQ(written_date(*Date::from_ymd(2019, 6, 29)), "ngày 29 tháng 6 năm 2019");
    EXPECT_EQ(written_date(*Date::from_ymd(2019, 12, 9)), "ngày 09 tháng 12 năm 2019");
}

TEST(CellText, IsWhatPeopleRead) {
    EXPECT_EQ(cell_text(std::monostate{}), "");
    EXPECT_EQ(cell_text(12.0), "12");
    EXPECT_EQ(cell_text(2.5), "2.5");
    EXPECT_EQ(cell_text(*Date::from_ymd(2023, 4, 9)), "09/04/2023");
    EXPECT_EQ(cell_text(std::string("=1+1")), "=1+1");
}

}  // namespace
}  // namespace trinh::forms
