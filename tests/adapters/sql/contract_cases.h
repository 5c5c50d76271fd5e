/// What cases, their waiting rows, journal and deadlines must do in every store.
#pragma once

#include <gmock/gmock.h>

#include "tests/adapters/sql/contract_fixture.h"

namespace trinh::testing {

template <class Kind>
class CaseContract : public StoreContract<Kind> {
protected:
    void wait(CaseId id, std::vector<ports::WaitingRow> rows) {
        this->write([&](ports::Transaction& tx) { tx.cases().replace_waiting(id, rows); });
    }
    std::vector<std::int64_t> work(const ports::PersonRow& person, int limit = 50) {
        std::vector<std::int64_t> ids;
        for (const auto& row : this->read()->cases().work_of(person, limit)) {
            ids.push_back(row.id.number);
        }
        return ids;
    }
    std::vector<std::int64_t> listed(const ports::CaseFilter& filter) {
        std::vector<std::int64_t> ids;
        for (const auto& row : this->read()->cases().list(filter)) ids.push_back(row.id.number);
        return ids;
    }
};
TYPED_TEST_SUITE_P(CaseContract);

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TYPED_TEST_P(CaseContract, GivesBackEveryColumnOfACase) {
    ports::CaseRow row = a_case();
    row.is_closed = true;
    row.changed_at = at("2060-01-01T00:00:00.123Z");
    const CaseId id = this->insert_case(row);

    const auto loaded = this->read()->cases().load(id);

    ASSERT_TRUE(loaded);
    EXPECT_EQ(loaded->id, id);
    EXPECT_EQ(loaded->version, 1);
    EXPECT_EQ(loaded->process, row.process);
    EXPECT_EQ(loaded->definition_hash, row.definition_hash);
    EXPECT_EQ(loaded->title, row.title);
    EXPECT_EQ(loaded->folded_title, row.folded_title);
    EXPECT_EQ(loaded->drafting_agency, row.drafting_agency);
    EXPECT_EQ(loaded->department, row.department);
    EXPECT_EQ(loaded->stage, row.stage);
    EXPECT_TRUE(loaded->is_closed);
    EXPECT_EQ(loaded->opened_at, row.opened_at);
    EXPECT_EQ(loaded->changed_at, row.changed_at);
    EXPECT_EQ(loaded->next_due, row.next_due);
    EXPECT_EQ(loaded->snapshot, row.snapshot);
}

TYPED_TEST_P(CaseContract, NumbersCasesFromOne) {
    EXPECT_EQ(this->insert_case(a_case()).number, 1);
    EXPECT_EQ(this->insert_case(a_case()).number, 2);
}

TYPED_TEST_P(CaseContract, RefusesACaseThatIsNotThere) {
    const auto tx = this->store().begin();
    ports::CaseRow row = a_case();
    row.id = CaseId{7};

    EXPECT_EQ(tx->cases().load(CaseId{7}).error().reason, Reason::not_found);
    EXPECT_EQ(tx->cases().load_for_update(CaseId{7}).error().reason, Reason::not_found);
    EXPECT_EQ(tx->cases().update(row).error().reason, Reason::not_found);
}

TYPED_TEST_P(CaseContract, SavesTheNextVersion) {
    const CaseId id = this->insert_case(a_case());

    this->write([&](ports::Transaction& tx) {
        auto row = tx.cases().load_for_update(id).value();
        row.stage = "appraising council";
        row.next_due.reset();
        ASSERT_TRUE(tx.cases().update(row));
    });

    const auto saved = this->read()->cases().load(id).value();
    EXPECT_EQ(saved.version, 2);
    EXPECT_EQ(saved.stage, "appraising council");
    EXPECT_EQ(saved.next_due, std::nullopt);
}

TYPED_TEST_P(CaseContract, RefusesToSaveOverANewerVersion) {
    const CaseId id = this->insert_case(a_case());
    const auto old = this->read()->cases().load(id).value();
    this->write([&](ports::Transaction& tx) { ASSERT_TRUE(tx.cases().update(old)); });

    const auto tx = this->store().begin();

    EXPECT_EQ(tx->cases().update(old).error().reason, Reason::conflict);
}

TYPED_TEST_P(CaseContract, ListsNewestFirstInPagesWithoutSnapshots) {
    for (int i = 0; i < 5; ++i) this->insert_case(a_case());

    EXPECT_THAT(this->listed({.limit = 2}), ElementsAre(5, 4));
    EXPECT_THAT(this->listed({.below_id = CaseId{4}, .limit = 2}), ElementsAre(3, 2));
    EXPECT_EQ(this->read()->cases().list({}).front().snapshot, "");
    EXPECT_EQ(this->read()->cases().list({}).front().title, a_case().title);
}

TYPED_TEST_P(CaseContract, FiltersCasesByEachField) {
    ports::CaseRow other = a_case("nghi quyet 100% giam_phi");
    other.drafting_agency = "so-tai-chinh";
    other.process = "gathering";
    other.is_closed = true;
    this->insert_case(a_case());
    this->insert_case(other);

    EXPECT_THAT(this->listed({.folded_text = "cho noi"}), ElementsAre(1));
    EXPECT_THAT(this->listed({.folded_text = "100% g"}), ElementsAre(2));
    EXPECT_THAT(this->listed({.folded_text = "giam_"}), ElementsAre(2));
    EXPECT_THAT(this->listed({.folded_text = "_ho"}), IsEmpty());
    EXPECT_THAT(this->listed({.folded_text = "%"}), ElementsAre(2));
    EXPECT_THAT(this->listed({.folded_text = "!"}), IsEmpty());
    EXPECT_THAT(this->listed({.drafting_agency = "so-tai-chinh"}), ElementsAre(2));
    EXPECT_THAT(this->listed({.process = "gathering"}), ElementsAre(2));
    EXPECT_THAT(this->listed({.is_closed = false}), ElementsAre(1));
    EXPECT_THAT(this->listed({.folded_text = "cho", .is_closed = true}), IsEmpty());
}

TYPED_TEST_P(CaseContract, FindsTheCasesThatOneOpened) {
    const CaseId parent = this->insert_case(a_case());
    for (const char* relation : {"review", "review", "appendix"}) {
        ports::CaseRow child = a_case();
        child.parent = parent;
        child.relation = relation;
        child.next_due = Date::parse("2023-05-02");
        child.is_closed = this->listed({}).size() == 2;  // The second of them.
        this->insert_case(child);
    }

    EXPECT_THAT(this->listed({.parent = parent}), ElementsAre(4, 3, 2));
    EXPECT_THAT(this->listed({.parent = parent, .limit = 2}), ElementsAre(4, 3));
    EXPECT_THAT(this->listed({.parent = parent, .below_id = CaseId{3}}), ElementsAre(2));
    EXPECT_THAT(this->listed({.is_closed = false, .parent = parent}), ElementsAre(4, 2));
    EXPECT_THAT(this->listed({.parent = parent, .relation = "appendix"}), ElementsAre(4));
    EXPECT_THAT(this->listed({.parent = CaseId{2}}), IsEmpty());
    EXPECT_THAT(this->listed({.has_children = true}), ElementsAre(1));
    EXPECT_THAT(this->listed({.parent = parent, .due_before = Date::parse("2023-05-02")}),
                IsEmpty());
    EXPECT_THAT(this->listed({.parent = parent, .due_before = Date::parse("2023-05-03")}),
                ElementsAre(4, 2));
    EXPECT_EQ(this->read()->cases().load(CaseId{4})->parent, parent);
    EXPECT_EQ(this->read()->cases().load(CaseId{4})->relation, "appendix");
    EXPECT_EQ(this->read()->cases().load(parent)->parent, std::nullopt);
}

TYPED_TEST_P(CaseContract, CountsTheCasesThatOneOpenedByStageAndAgency) {
    const CaseId parent = this->insert_case(a_case());
    const auto open = [&](const char* agency, const char* stage, const char* due, bool is_closed) {
        ports::CaseRow child = a_case();
        child.parent = parent;
        child.drafting_agency = agency;
        child.stage = stage;
        child.next_due = Date::parse(due);
        child.is_closed = is_closed;
        this->insert_case(child);
    };
    open("a", "reviewing", "2023-05-02", false);
    open("a", "reviewing", "2023-05-04", false);
    open("a", "done", "2023-05-02", true);
    open("b", "reviewing", "", false);

    const auto counts = this->read()->cases().child_counts(parent, *Date::parse("2023-05-03"));

    ASSERT_EQ(counts.size(), 3U);
    EXPECT_EQ(counts[0].stage, "done");
    EXPECT_TRUE(counts[0].is_closed);
    EXPECT_EQ(counts[0].overdue, 0);
    EXPECT_EQ(counts[1].drafting_agency, "a");
    EXPECT_EQ(counts[1].count, 2);
    EXPECT_EQ(counts[1].overdue, 1);
    EXPECT_EQ(counts[2].drafting_agency, "b");
    EXPECT_EQ(counts[2].count, 1);
    EXPECT_EQ(counts[2].definition_hash, a_case().definition_hash);
    EXPECT_THAT(this->read()->cases().child_counts(CaseId{2}, *Date::parse("2023-05-03")),
                IsEmpty());
}

TYPED_TEST_P(CaseContract, ReplacesWhomACaseWaitsFor) {
    const CaseId id = this->insert_case(a_case());
    this->wait(id, {{id, "clerk", "so-tu-phap", ""}, {id, "head", "so-tu-phap", "minh"}});
    this->wait(id, {{id, "director", "so-tu-phap", "hoa"}});

    const auto rows = this->read()->cases().waiting(id);

    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].case_id, id);
    EXPECT_EQ(rows[0].role, "director");
    EXPECT_EQ(rows[0].agency, "so-tu-phap");
    EXPECT_EQ(rows[0].person, "hoa");
}

TYPED_TEST_P(CaseContract, FindsTheWorkOfAPersonOnce) {
    const CaseId named = this->insert_case(a_case());
    const CaseId by_role = this->insert_case(a_case());
    const CaseId others = this->insert_case(a_case());
    this->wait(named,
               {{named, "specialist", "so-tu-phap", "lan"}, {named, "clerk", "so-tu-phap", ""}});
    this->wait(by_role, {{by_role, "clerk", "so-tu-phap", ""}});
    this->wait(others, {{others, "specialist", "so-tu-phap", "minh"},
                        {others, "clerk", "so-tai-chinh", ""},
                        {others, "director", "so-tu-phap", ""}});

    EXPECT_THAT(this->work(lan()), ElementsAre(1, 2));
}

TYPED_TEST_P(CaseContract, FindsTheWorkOfAPersonWithoutARole) {
    const CaseId id = this->insert_case(a_case());
    this->wait(id, {{id, "specialist", "so-tu-phap", "lan"}, {id, "", "so-tu-phap", ""}});
    ports::PersonRow person = lan();
    person.roles.clear();

    EXPECT_THAT(this->work(person), ElementsAre(1));
    person.id = "minh";
    EXPECT_THAT(this->work(person), IsEmpty());
}

TYPED_TEST_P(CaseContract, OrdersWorkByTheNearestDeadline) {
    for (const char* due : {"", "2023-05-02", "2023-04-20", "2023-05-02"}) {
        ports::CaseRow row = a_case();
        row.next_due = Date::parse(due);
        const CaseId id = this->insert_case(row);
        this->wait(id, {{id, "clerk", "so-tu-phap", ""}});
    }
    ports::CaseRow closed = a_case();
    closed.is_closed = true;
    const CaseId id = this->insert_case(closed);
    this->wait(id, {{id, "clerk", "so-tu-phap", ""}});

    EXPECT_THAT(this->work(lan()), ElementsAre(3, 2, 4, 1));
    EXPECT_THAT(this->work(lan(), 2), ElementsAre(3, 2));
}

TYPED_TEST_P(CaseContract, KeepsTheJournalInOrder) {
    const CaseId id = this->insert_case(a_case());
    const CaseId other = this->insert_case(a_case());
    this->write([&](ports::Transaction& tx) {
        tx.cases().append_journal({{id, 1, at("2023-04-14T08:30Z"), "case_opened", "{}"},
                                   {id, 2, at("2023-04-14T08:31Z"), "action_taken", R"({"a":1})"}});
        tx.cases().append_journal({{other, 1, at("2023-04-14T08:32Z"), "case_opened", "{}"}});
    });

    const auto rows = this->read()->cases().journal(id);

    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].sequence, 1);
    EXPECT_EQ(rows[1].case_id, id);
    EXPECT_EQ(rows[1].at, at("2023-04-14T08:31Z"));
    EXPECT_EQ(rows[1].type, "action_taken");
    EXPECT_EQ(rows[1].body, R"({"a":1})");
}

TYPED_TEST_P(CaseContract, KeepsMoreRowsAtOnceThanOneStatementTakes) {
    const CaseId id = this->insert_case(a_case());
    std::vector<ports::JournalRow> journal;
    std::vector<ports::WaitingRow> waiting;
    std::vector<ports::DeadlineRow> deadlines;
    for (int i = 0; i < 35; ++i) {
        const std::string name = std::to_string(100 + i);
        journal.push_back({id, i + 1, at("2023-04-14T08:30Z"), "type" + name, "{}"});
        waiting.push_back({id, "role" + name, "so-tu-phap", ""});
        deadlines.push_back({id, "deadline" + name, i, {}, {}, "head"});
    }
    this->write([&](ports::Transaction& tx) {
        tx.cases().append_journal(journal);
        tx.cases().append_journal({});
        tx.cases().replace_waiting(id, waiting);
        tx.deadlines().replace(id, deadlines);
    });

    const auto tx = this->read();
    const auto journal_found = tx->cases().journal(id);
    const auto waiting_found = tx->cases().waiting(id);
    const auto deadlines_found = tx->deadlines().of_case(id);

    ASSERT_EQ(journal_found.size(), 35U);
    ASSERT_EQ(waiting_found.size(), 35U);
    ASSERT_EQ(deadlines_found.size(), 35U);
    for (std::size_t i = 0; i < 35; ++i) {
        EXPECT_EQ(journal_found[i].type, journal[i].type);
        EXPECT_EQ(waiting_found[i].role, waiting[i].role);
        EXPECT_EQ(deadlines_found[i].deadline, deadlines[i].deadline);
        EXPECT_EQ(deadlines_found[i].due, std::nullopt);
    }
}

TYPED_TEST_P(CaseContract, FailsOnRowsOfNoCaseAndOnASequenceTwice) {
    const CaseId id = this->insert_case(a_case());
    const ports::JournalRow first{id, 1, Instant{}, "case_opened", "{}"};
    this->write([&](ports::Transaction& tx) { tx.cases().append_journal({first}); });

    EXPECT_TRUE(this->fails([&](auto& tx) { tx.cases().append_journal({first}); }));
    EXPECT_TRUE(this->fails([](auto& tx) {
        tx.cases().append_journal({{CaseId{9}, 1, {}, "t", "{}"}});
    }));
    EXPECT_TRUE(this->fails([](auto& tx) {
        tx.cases().replace_waiting(CaseId{9}, {{CaseId{9}, "", "", ""}});
    }));
}

TYPED_TEST_P(CaseContract, ReplacesDeadlines) {
    const CaseId id = this->insert_case(a_case());
    const std::vector<ports::DeadlineRow> rows{
        {id, "unknown", 2, std::nullopt, std::nullopt, "clerk"},
        {id, "appraisal", 1, day("2023-05-04"), at("2023-05-04T01:00Z"), "head"}};
    this->write([&](ports::Transaction& tx) {
        tx.deadlines().replace(id, {rows[0], rows[0 + 1], {id, "appraisal", 7, {}, {}, "x"}});
    });
    this->write([&](ports::Transaction& tx) { tx.deadlines().replace(id, rows); });

    const auto found = this->read()->deadlines().of_case(id);

    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].deadline, "appraisal");
    EXPECT_EQ(found[0].entry, 1);
    EXPECT_EQ(found[0].due, day("2023-05-04"));
    EXPECT_EQ(found[0].wake_at, at("2023-05-04T01:00Z"));
    EXPECT_EQ(found[0].owner_role, "head");
    EXPECT_EQ(found[1].due, std::nullopt);
    EXPECT_EQ(found[1].wake_at, std::nullopt);
}

TYPED_TEST_P(CaseContract, FailsOnADeadlineTwice) {
    const CaseId id = this->insert_case(a_case());
    const ports::DeadlineRow row{id, "appraisal", 1, {}, {}, "head"};

    EXPECT_TRUE(this->fails([&](auto& tx) { tx.deadlines().replace(id, {row, row}); }));
}

TYPED_TEST_P(CaseContract, FindsDueDeadlinesEarliestFirst) {
    for (const char* wake : {"2023-05-04T01:00Z", "2023-05-03T01:00Z", "2023-05-05T01:00Z"}) {
        const CaseId id = this->insert_case(a_case());
        this->write([&](ports::Transaction& tx) {
            tx.deadlines().replace(id,
                                   {{id, "d", 1, {}, at(wake), "head"}, {id, "e", 1, {}, {}, ""}});
        });
    }
    const auto tx = this->read();

    const auto due = tx->deadlines().due(at("2023-05-04T01:00Z"), 10);

    ASSERT_EQ(due.size(), 2U);
    EXPECT_EQ(due[0].case_id.number, 2);
    EXPECT_EQ(due[1].case_id.number, 1);
    EXPECT_EQ(tx->deadlines().due(at("2023-05-06T01:00Z"), 2).size(), 2U);
    EXPECT_THAT(tx->deadlines().due(at("2023-05-01T01:00Z"), 2), IsEmpty());
}

TYPED_TEST_P(CaseContract, ClaimsTheEarliestDueDeadlineAndPutsItOff) {
    for (const char* wake : {"2023-05-04T01:00Z", "2023-05-03T01:00Z"}) {
        const CaseId id = this->insert_case(a_case());
        this->write([&](ports::Transaction& tx) {
            tx.deadlines().replace(id, {{id, "d", 1, {}, at(wake), "head"}});
        });
    }
    const Instant now = at("2023-05-04T01:00Z");
    const auto claim = [&](ports::Transaction& tx) { return tx.deadlines().claim(now); };

    const auto first = this->write(claim);
    ASSERT_TRUE(first);
    EXPECT_EQ(first->case_id.number, 2);
    EXPECT_EQ(first->owner_role, "head");
    this->write([&](ports::Transaction& tx) { tx.deadlines().put_off(*first, now + hours(1)); });
    EXPECT_EQ(this->write(claim)->case_id.number, 1);

    // A row that changed meanwhile is left alone.
    this->write([&](ports::Transaction& tx) { tx.deadlines().put_off(*first, now - hours(1)); });
    EXPECT_EQ(this->write(claim)->case_id.number, 1);
    EXPECT_EQ(this->read()->deadlines().of_case(CaseId{2}).at(0).wake_at, now + hours(1));
    EXPECT_FALSE(this->store().begin()->deadlines().claim(at("2023-05-01T01:00Z")));
}

REGISTER_TYPED_TEST_SUITE_P(CaseContract, GivesBackEveryColumnOfACase, NumbersCasesFromOne,
                            RefusesACaseThatIsNotThere, SavesTheNextVersion,
                            RefusesToSaveOverANewerVersion, ListsNewestFirstInPagesWithoutSnapshots,
                            FiltersCasesByEachField, FindsTheCasesThatOneOpened,
                            CountsTheCasesThatOneOpenedByStageAndAgency, ReplacesWhomACaseWaitsFor,
                            FindsTheWorkOfAPersonOnce, FindsTheWorkOfAPersonWithoutARole,
                            OrdersWorkByTheNearestDeadline, KeepsTheJournalInOrder,
                            FailsOnRowsOfNoCaseAndOnASequenceTwice,
                            KeepsMoreRowsAtOnceThanOneStatementTakes, ReplacesDeadlines,
                            FailsOnADeadlineTwice, FindsDueDeadlinesEarliestFirst,
                            ClaimsTheEarliestDueDeadlineAndPutsItOff);

}  // namespace trinh::testing
