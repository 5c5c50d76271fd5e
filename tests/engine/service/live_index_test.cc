// The score that the desks keep up to date is the score made anew, whoever wrote what in between.
#include "engine/service/live_index.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <thread>

#include "engine/base/json_text.h"
#include "engine/service/index_book.h"
#include "tests/engine/service/late_facts.h"
#include "tests/support/test_office.h"

namespace trinh::testing {
namespace {

namespace ri = reform_index;

const Date year_end = *Date::parse("2023-12-31");

TestOffice& shared_office() {
    static TestOffice* const office = [] {
        auto* made = new TestOffice;
        made->load_workflows();
        return made;
    }();
    return *office;
}

ports::FactRow random_fact(const ri::IndexTree& index) {
    const auto at = *rc::gen::inRange<std::size_t>(0, index.measures.size());
    ports::FactRow row;
    row.name = index.measures[at].fact;
    row.case_id = CaseId{*rc::gen::inRange(1, 9)};
    row.title = "Chợ nổi";
    row.date = *Date::parse("2022-12-20") + *rc::gen::inRange(0, 400);
    row.counts = *rc::gen::arbitrary<bool>();
    return row;
}

ports::IndexValueRow random_value(const ri::IndexTree& index) {
    const char* codes[] = {"1.3", "1.5", "2.4.1", "3.5", "5.2"};
    ri::ManualValue value;
    value.code = codes[*rc::gen::inRange(0, 5)];
    value.part = *rc::gen::inRange(-1, 20);
    value.whole = *rc::gen::inRange(0, 20);
    value.points = {*rc::gen::inRange(0, 6'000)};
    value.answers["A"] = *rc::gen::inRange(0, 5);
    if (*rc::gen::arbitrary<bool>()) value.evidence = {{"1", {}, "Sở", "Báo cáo", "", ""}};
    const bool is_ours = *rc::gen::inRange(0, 5) > 0;
    return {is_ours ? index.id : "another",
            *Date::parse("2022-12-20") + *rc::gen::inRange(0, 400),
            value.code,
            "my",
            "stp",
            *Instant::parse("2024-01-05T01:00Z"),
            to_json_text(ri::to_json(value))};
}

Date random_day() {
    const char* days[] = {"2022-12-31", "2023-06-30", "2023-12-31", "2024-01-31"};
    return *Date::parse(days[*rc::gen::inRange(0, 4)]);
}

std::string text_of(const ri::ScoreTree& tree) {
    ri::ScoreTree bare = tree;
    const auto strip = [](auto&& self, std::vector<ri::ScoreNode>& nodes) -> void {
        for (auto& node : nodes) {
            node.rows.clear();
            node.counted.clear();
            self(self, node.children);
        }
    };
    strip(strip, bare.roots);
    return to_json_text(ri::to_outline(bare));
}

/// Writes and looks in any order; every look is held against the full score.
void write_and_look(TestOffice& holder, ports::Store& store) {
    const auto base = holder.office();
    service::Office office{store, base.clock, base.vault, base.passwords, base.shelf};
    const auto& index = *office.shelf.index();
    service::LiveIndex live;
    for (int i = *rc::gen::inRange(1, 40); i > 0; --i) {
        const int what = *rc::gen::inRange(0, 5);
        auto tx = what < 3 ? store.begin() : store.begin_read();
        if (what < 2) tx->facts().add(random_fact(index));
        if (what == 2) tx->index().add_value(random_value(index));
        if (what < 3) {
            if (*rc::gen::inRange(0, 6) > 0) tx->commit();
            continue;
        }
        const Date on = random_day();
        const auto full = service::score_on(office, *tx, on);
        RC_ASSERT(full.has_value());
        RC_ASSERT(text_of(live.look(office, *tx, index, on)) == text_of(full->tree));
    }
}

RC_GTEST_PROP(LiveIndex, IsTheFullScoreAfterAnythingThatIsWritten, ()) {
    TestOffice fresh;
    write_and_look(shared_office(), fresh.store());
}

RC_GTEST_PROP(LiveIndex, IsTheFullScoreAlsoWhenRowsBecomeVisibleLate, ()) {
    TestOffice fresh;
    LateStore late(fresh.store(), [] { return *rc::gen::inRange(0, 4) == 0; });
    write_and_look(shared_office(), late);
}

TEST(LiveIndexOnSqlite, FollowsWhatAnotherProcessWrites) {
    TestOffice office(StoreKind::sqlite);
    office.load_workflows();
    service::LiveIndex live, other;
    const auto& index = *office.shelf().index();
    const auto look = [&](service::LiveIndex& mine) {
        auto tx = office.store().begin_read();
        return text_of(mine.look(office.office(), *tx, index, year_end));
    };
    const auto before = look(live);
    auto tx = office.store().begin();
    ports::FactRow row;
    row.name = index.measures[0].fact;
    row.case_id = CaseId{1};
    row.date = year_end;
    tx->facts().add(row);
    tx->commit();

    EXPECT_NE(look(live), before);
    EXPECT_EQ(look(live), look(other));
}

TEST(LiveIndexOnSqlite, ManyThreadsSeeOneScore) {
    TestOffice office(StoreKind::sqlite);
    office.load_workflows();
    const auto& index = *office.shelf().index();
    service::LiveIndex live;
    std::vector<std::thread> readers;
    for (int reader = 0; reader < 4; ++reader) {
        readers.emplace_back([&, reader] {
            for (int i = 0; i < 30; ++i) {
                auto tx = office.store().begin_read();
                static_cast<void>(live.look(office.office(), *tx, index, year_end + reader % 2));
            }
        });
    }
    for (int i = 0; i < 30; ++i) {
        auto tx = office.store().begin();
        ports::FactRow row;
        row.name = index.measures[static_cast<std::size_t>(i) % index.measures.size()].fact;
        row.case_id = CaseId{i};
        row.date = year_end;
        row.counts = i % 3 == 0;
        tx->facts().add(row);
        tx->commit();
    }
    for (auto& reader : readers) reader.join();

    auto tx = office.store().begin_read();
    EXPECT_EQ(text_of(live.look(office.office(), *tx, index, year_end)),
              text_of(service::score_on(office.office(), *tx, year_end)->tree));
}

}  // namespace
}  // namespace trinh::testing
