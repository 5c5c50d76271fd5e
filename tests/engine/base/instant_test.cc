#include "engine/base/instant.h"

#include <gtest/gtest.h>

namespace trinh {
namespace {

TEST(Instant, ReadsTheFormsPeopleAndMachinesWrite) {
    const Instant expected{1681435800000};

    EXPECT_EQ(Instant::parse("2023-04-14T01:30Z"), expected);
    EXPECT_EQ(Instant::parse("2023-04-14T08:30+07:00"), expected);
    EXPECT_EQ(Instant::parse("2023-04-14T01:30:00.000Z"), expected);
    EXPECT_EQ(expected.iso(), "2023-04-14T01:30:00.000Z");
    EXPECT_EQ(expected.spoken(), "08:30 14/04/2023");
}

TEST(Instant, RefusesWhatIsNotAnInstant) {
    for (const char* text :
         {"2023-04-14", "2023-04-14T25:00Z", "2023-04-14T08:61Z", "2023-04-14T08:30",
          "2023-04-14T08:30:00.1Z", "2023-04-14T08:30+99:00"}) {
        EXPECT_FALSE(Instant::parse(text)) << text;
    }
}

TEST(LocalDate, ChangesAtMidnightInVietNam) {
    EXPECT_EQ(local_date(*Instant::parse("2023-04-14T16:59Z")).iso(), "2023-04-14");
    EXPECT_EQ(local_date(*Instant::parse("2023-04-14T17:00Z")).iso(), "2023-04-15");
    EXPECT_EQ(local_time(*Date::parse("2023-04-14"), 24, 0), *Instant::parse("2023-04-14T17:00Z"));
    EXPECT_EQ(local_minute(*Instant::parse("2023-04-14T00:30Z")), 450);
}

TEST(LocalDate, HoldsBeforeTheEpochToo) {
    EXPECT_EQ(local_date(Instant{-1}).iso(), "1970-01-01");
    EXPECT_EQ(local_date(*Instant::parse("1969-12-31T16:59Z")).iso(), "1969-12-31");
}

}  // namespace
}  // namespace trinh
