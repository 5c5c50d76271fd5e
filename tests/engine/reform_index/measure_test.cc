#include "engine/reform_index/measure.h"

#include <gtest/gtest.h>

#include "tests/engine/reform_index/indices.h"

namespace trinh::reform_index {
namespace {

Fact finding(std::int64_t case_id, const char* day, bool handled) {
    return {"unlawful-text", case_id, "Quyết định", on(day), handled, ""};
}

Selection handled(const std::vector<Fact>& facts) {
    return SelectedFacts(institutional_reform(), facts, year_up_to(on("2023-12-31")))
        .of("unlawful-handled");
}

using Rows = std::vector<std::size_t>;

TEST(PerCase, OnlyTheLastFactOfACaseIsARow) {
    const Selection selected =
        handled({finding(1, "2023-02-01", false), finding(2, "2023-03-01", false),
                 finding(1, "2023-05-01", true)});

    EXPECT_EQ(selected.rows, (Rows{1, 2}));
    EXPECT_EQ(selected.counted, (Rows{2}));
}

TEST(PerCase, TheLastOfADayIsTheOneThatWasWrittenLast) {
    EXPECT_EQ(handled({finding(1, "2023-02-01", true), finding(1, "2023-02-01", false)}).counted,
              Rows{});
    EXPECT_EQ(handled({finding(1, "2023-03-01", true), finding(1, "2023-02-01", false)}).counted,
              Rows{0});
}

TEST(PerCase, LooksOnlyAtThePeriod) {
    const Selection selected =
        handled({finding(1, "2023-12-01", false), finding(1, "2024-01-05", true)});

    EXPECT_EQ(selected.rows, Rows{0});
    EXPECT_EQ(selected.counted, Rows{});
}

TEST(PerFact, EveryFactIsARow) {
    std::vector<Fact> facts = facts_of("plan-report", 1, 2);
    facts[1].case_id = facts[0].case_id;
    const SelectedFacts selected(institutional_reform(), facts, year_up_to(on("2023-12-31")));

    EXPECT_EQ(selected.of("plan-report").rows, (Rows{0, 1}));
    EXPECT_TRUE(selected.of("nothing").rows.empty());
}

}  // namespace
}  // namespace trinh::reform_index
