/// What a query of the trail finds, before, while and after entries are taken in.
#pragma once

#include <gmock/gmock.h>

#include "engine/audit/tiles.h"
#include "engine/base/text.h"
#include "engine/base/words.h"
#include "tests/adapters/sql/contract_fixture.h"

namespace trinh::testing {

constexpr std::int64_t trail_entries = 3 * audit::tile_width + 40;

template <class Kind>
class TrailContract : public StoreContract<Kind> {
protected:
    TrailContract() {
        for (std::int64_t i = 0; i < trail_entries; ++i) {
            audit::Entry entry = an_entry(i);
            entry.actor = i == 300 ? "hiem" : i % 3 == 0 ? "lan" : "minh";
            entry.agency = i % 5 == 0 ? "so-xay-dung" : "so-tu-phap";
            entry.action = i % 7 == 0 ? "accept" : "case.open";
            if (i % 101 == 0) entry.on_behalf_of = "hoa";
            if (i % 2 == 0) entry.case_id = CaseId{i % 4 / 2 + 1};
            // Clocks of two servers that differ by a minute.
            if (i % 10 == 9) entry.at = entry.at + minutes(-1);
            if (i == 500) entry.inputs = R"({"sha256":"798618a0e1e7902d","file":"bản-đồ.docx"})";
            entries_.push_back(entry);
        }
    }

    void fill() {
        this->insert_case(a_case("quyet dinh ve cho noi"));
        this->insert_case(a_case("quy che ve ben thuyen"));
        this->write([&](ports::Transaction& tx) {
            for (const auto& entry : entries_) tx.audit().append(a_leaf(entry));
        });
    }

    [[nodiscard]] bool passes(std::int64_t index, const ports::AuditFilter& filter) const {
        const auto& entry = entries_[static_cast<std::size_t>(index)];
        std::string text = !entry.case_id               ? ""
                           : entry.case_id->number == 1 ? "quyet dinh ve cho noi"
                                                        : "quy che ve ben thuyen";
        text += " " + folded(entry.note + " " + entry.inputs);
        return (!filter.case_id || entry.case_id == filter.case_id) &&
               (filter.actor.empty() || entry.actor == filter.actor) &&
               (filter.on_behalf_of.empty() || entry.on_behalf_of == filter.on_behalf_of) &&
               (filter.agency.empty() || entry.agency == filter.agency) &&
               (filter.action.empty() || entry.action == filter.action) &&
               (!filter.from || entry.at >= *filter.from) &&
               (!filter.before || entry.at < *filter.before) &&
               has_phrase(text, filter.folded_text);
    }

    std::vector<std::int64_t> paged(ports::AuditFilter filter) {
        std::vector<std::int64_t> found;
        for (int pages = 0; pages < 1'000; ++pages) {
            const auto page = this->read()->audit().query(filter);
            for (const auto& row : page.rows) found.push_back(row.index);
            if (!page.next) break;
            filter.below_index = page.next;
        }
        return found;
    }

    void expect_all_answers() {
        const auto time = [](std::int64_t i) { return an_entry(i).at; };
        const ports::AuditFilter asked[] = {
            {},
            {.case_id = CaseId{2}},
            {.case_id = CaseId{1}, .action = "accept", .folded_text = "cho noi"},
            {.actor = "lan"},
            {.actor = "hiem"},
            {.actor = "khong-co"},
            {.on_behalf_of = "hoa"},
            {.agency = "so-xay-dung"},
            {.action = "accept"},
            {.actor = "minh", .agency = "so-xay-dung", .action = "accept"},
            {.folded_text = "ben thuyen"},
            {.folded_text = "ben th"},
            {.folded_text = "q"},
            {.folded_text = "798618a0e1e79"},
            {.folded_text = "798618a"},
            {.folded_text = "ban-do.docx"},
            {.folded_text = "noi cho"},
            {.folded_text = "khongco"},
            {.folded_text = "dinh 70"},
            {.folded_text = "thuyen quyet dinh 500"},
            {.folded_text = "\"* or ' | :* )"},
            {.from = time(250), .before = time(530)},
            {.from = time(767)},
            {.from = time(805)},
            {.before = time(2)},
            {.before = time(-500)},
            {.actor = "lan", .folded_text = "cho noi", .from = time(100), .before = time(400)},
        };
        for (auto filter : asked) {
            std::vector<std::int64_t> expected;
            for (std::int64_t i = trail_entries - 1; i >= 0; --i) {
                if (passes(i, filter)) expected.push_back(i);
            }
            for (const int limit : {7, 50, 1'000}) {
                filter.limit = limit;
                EXPECT_EQ(paged(filter), expected)
                    << filter.actor << " " << filter.folded_text << " by " << limit;
            }
        }
    }

    std::vector<audit::Entry> entries_;
};
TYPED_TEST_SUITE_P(TrailContract);

TYPED_TEST_P(TrailContract, AnswersAlikeHoweverMuchWasTakenIn) {
    this->fill();
    this->expect_all_answers();

    for (const int stretches : {1, 0, 9}) {
        this->write([&](ports::Transaction& tx) { EXPECT_LE(tx.audit().catch_up(stretches), 3); });
        this->expect_all_answers();
    }
}

TYPED_TEST_P(TrailContract, KeepsTheTilesOfWhatItTookIn) {
    this->fill();
    const int taken = this->write([](ports::Transaction& tx) { return tx.audit().catch_up(100); });
    audit::TileRoots roots;
    std::vector<std::string> expected;
    for (const auto& entry : this->entries_) {
        for (const auto& tile : roots.add(audit::leaf_hash(audit::canonical_bytes(entry)))) {
            expected.push_back(audit::to_hex(audit::bytes_of(tile.root)));
        }
    }

    const auto kept = this->read()->audit().tile_roots(1, 0, 100);

    expected.resize(static_cast<std::size_t>(taken));
    EXPECT_EQ(kept, expected);
    EXPECT_TRUE(this->read()->audit().tile_roots(2, 0, 100).empty());
    EXPECT_EQ(this->read()->audit().tile_roots(1, 1, 1).size(), taken > 1 ? 1U : 0U);
    EXPECT_EQ(this->write([](ports::Transaction& tx) { return tx.audit().catch_up(100); }), 0);
}

TYPED_TEST_P(TrailContract, ForgetsWordsThatWereTakenBack) {
    this->insert_case(a_case("quyet dinh ve cho noi"));
    {
        const auto tx = this->store().begin();
        for (const auto& entry : this->entries_) tx->audit().append(a_leaf(entry));
    }
    this->fill();
    {
        const auto tx = this->store().begin();
        tx->audit().catch_up(2);
    }
    this->write([](ports::Transaction& tx) { return tx.audit().catch_up(100); });

    EXPECT_EQ(this->paged({.folded_text = "798618"}), std::vector<std::int64_t>{500});
    EXPECT_EQ(this->paged({.actor = "hiem"}), std::vector<std::int64_t>{300});
}

REGISTER_TYPED_TEST_SUITE_P(TrailContract, AnswersAlikeHoweverMuchWasTakenIn,
                            KeepsTheTilesOfWhatItTookIn, ForgetsWordsThatWereTakenBack);

}  // namespace trinh::testing
