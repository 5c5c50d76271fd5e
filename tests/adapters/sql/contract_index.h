/// contract_index: values, frozen scores and rounds of the index, and facts by the order of
/// writing.
#pragma once

#include "tests/adapters/sql/contract_fixture.h"

namespace trinh::testing {

template <class Kind>
class IndexContract : public StoreContract<Kind> {};

TYPED_TEST_SUITE_P(IndexContract);

inline ports::IndexValueRow a_value(const char* on, const char* code, const char* body) {
    return {"par", day(on), code, "my", "stp", at("2023-12-31T01:00Z"), body};
}

TYPED_TEST_P(IndexContract, KeepsEveryValueInTheOrderItWasEntered) {
    this->write([&](ports::Transaction& tx) {
        tx.index().add_value(a_value("2023-06-30", "1.3", R"({"part":1})"));
        tx.index().add_value(a_value("2023-03-31", "1.3", R"({"part":2})"));
        tx.index().add_value(a_value("2023-06-30", "1.3", R"({"part":3})"));
        tx.index().add_value(a_value("2024-01-01", "1.3", R"({"part":4})"));
    });

    const auto rows = this->read()->index().values("par", day("2023-01-01"), day("2023-12-31"));

    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0].body, R"({"part":2})");
    EXPECT_EQ(rows[1].body, R"({"part":1})");
    EXPECT_EQ(rows[2].body, R"({"part":3})");
    EXPECT_EQ(rows[2].code, "1.3");
    EXPECT_EQ(rows[2].person, "my");
    EXPECT_EQ(rows[2].agency, "stp");
    EXPECT_EQ(rows[2].at, at("2023-12-31T01:00Z"));
    EXPECT_EQ(rows[2].on, day("2023-06-30"));
    EXPECT_TRUE(
        this->read()->index().values("other", day("2023-01-01"), day("2023-12-31")).empty());
}

TYPED_TEST_P(IndexContract, NumbersFrozenScores) {
    const ports::IndexSnapshotRow row{
        0, "par", day("2023-09-30"), at("2023-10-02T01:00Z"), "my", "stp", "ab12"};
    std::int64_t first = 0, second = 0;
    this->write([&](ports::Transaction& tx) { first = tx.index().add_snapshot(row); });
    this->write([&](ports::Transaction& tx) { second = tx.index().add_snapshot(row); });

    const auto rows = this->read()->index().snapshots();

    EXPECT_EQ(first, 1);
    EXPECT_EQ(second, 2);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].number, 2);
    EXPECT_EQ(rows[1].index, "par");
    EXPECT_EQ(rows[1].on, row.on);
    EXPECT_EQ(rows[1].at, row.at);
    EXPECT_EQ(rows[1].person, "my");
    EXPECT_EQ(rows[1].agency, "stp");
    EXPECT_EQ(rows[1].sha256, "ab12");
}

TYPED_TEST_P(IndexContract, KeepsTheStepsOfRoundsAndRefusesATakenPlace) {
    const auto step = [](std::int64_t round, std::int64_t sequence) {
        return ports::IndexStepRow{
            round, sequence, "par", at("2024-01-05T01:00Z"), "thu", "so-nv", R"({"act":"open"})"};
    };
    this->write([&](ports::Transaction& tx) {
        tx.index().add_step(step(2, 1));
        tx.index().add_step(step(1, 2));
        tx.index().add_step(step(1, 1));
    });
    EXPECT_TRUE(this->fails([&](auto& tx) { tx.index().add_step(step(1, 2)); }));

    const auto rows = this->read()->index().steps();

    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0].sequence, 1);
    EXPECT_EQ(rows[1].sequence, 2);
    EXPECT_EQ(rows[2].round, 2);
    EXPECT_EQ(rows[2].index, "par");
    EXPECT_EQ(rows[2].person, "thu");
    EXPECT_EQ(rows[2].agency, "so-nv");
    EXPECT_EQ(rows[2].at, at("2024-01-05T01:00Z"));
    EXPECT_EQ(rows[2].body, R"({"act":"open"})");
}

TYPED_TEST_P(IndexContract, FindsFactsThatWereWrittenSince) {
    this->write([&](ports::Transaction& tx) {
        for (const char* date : {"2023-06-30", "2023-03-31", "2024-01-01"}) {
            tx.facts().add({"appraised", CaseId{4}, "Chợ nổi", day(date), true, ""});
        }
    });
    const auto all = this->read()->facts().after(0, day("2023-01-01"), day("2023-12-31"));

    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].date, day("2023-06-30"));
    EXPECT_LT(all[0].id, all[1].id);
    const auto rest = this->read()->facts().after(all[0].id, day("2023-01-01"), day("2023-12-31"));
    ASSERT_EQ(rest.size(), 1U);
    EXPECT_EQ(rest[0].date, day("2023-03-31"));
}

TYPED_TEST_P(IndexContract, NumbersFactsAndValuesAndFindsThemByIt) {
    EXPECT_EQ(this->read()->facts().last_id(), 0);
    this->write([&](ports::Transaction& tx) {
        for (const char* name : {"appraised", "commented", "appraised"}) {
            tx.facts().add({name, CaseId{4}, "Chợ nổi", day("2023-06-30"), true, ""});
        }
        tx.index().add_value(a_value("2023-06-30", "1.3", R"({"part":1})"));
        tx.index().add_value(a_value("2023-03-31", "1.3", R"({"part":2})"));
    });

    const auto named =
        this->read()->facts().named("appraised", day("2023-06-30"), day("2023-06-30"));
    ASSERT_EQ(named.size(), 2U);
    EXPECT_LT(named[0].id, named[1].id);
    EXPECT_EQ(this->read()->facts().last_id(), named[1].id);
    EXPECT_TRUE(
        this->read()->facts().named("appraised", day("2023-07-01"), day("2023-12-31")).empty());
    const auto values = this->read()->index().values_after(0);
    ASSERT_EQ(values.size(), 2U);
    EXPECT_EQ(values[0].body, R"({"part":1})");
    const auto rest = this->read()->index().values_after(values[0].id);
    ASSERT_EQ(rest.size(), 1U);
    EXPECT_EQ(rest[0].body, R"({"part":2})");
    EXPECT_EQ(rest[0].index, "par");
}

REGISTER_TYPED_TEST_SUITE_P(IndexContract, KeepsEveryValueInTheOrderItWasEntered,
                            NumbersFrozenScores, KeepsTheStepsOfRoundsAndRefusesATakenPlace,
                            FindsFactsThatWereWrittenSince, NumbersFactsAndValuesAndFindsThemByIt);

}  // namespace trinh::testing
