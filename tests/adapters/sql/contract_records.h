/// What audit, facts, people, sign-ins, answers and definitions must do in every store.
#pragma once

#include <gmock/gmock.h>

#include "engine/audit/merkle.h"
#include "tests/adapters/sql/contract_fixture.h"

namespace trinh::testing {

template <class Kind>
class RecordContract : public StoreContract<Kind> {
protected:
    void append_leaves(std::int64_t count) {
        this->write([&](ports::Transaction& tx) {
            for (std::int64_t i = 0; i < count; ++i) {
                ports::AuditRow row = a_leaf(i);
                if (i % 2 == 1) {
                    row.case_id = CaseId{i};
                    row.actor = "minh";
                    row.on_behalf_of = "hoa";
                    row.agency = "so-tai-chinh";
                    row.action = "case.accept";
                }
                tx.audit().append(row);
            }
        });
    }
    std::vector<std::int64_t> leaves(const ports::AuditFilter& filter) {
        std::vector<std::int64_t> found;
        for (const auto& row : this->read()->audit().query(filter).rows) found.push_back(row.index);
        return found;
    }
};
TYPED_TEST_SUITE_P(RecordContract);

TYPED_TEST_P(RecordContract, StartsWithAnEmptyTreeAndKeepsTheLastEdge) {
    EXPECT_EQ(this->read()->audit().tree().size, 0);
    EXPECT_TRUE(this->read()->audit().tree().subtree_hashes.empty());

    this->append_leaves(3);

    const auto tree = this->store().begin()->audit().tree();
    audit::Edge edge;
    for (int i = 0; i < 3; ++i) edge.append(audit::leaf_hash(a_leaf(i).body));
    EXPECT_EQ(tree.size, 3);
    EXPECT_EQ(tree.subtree_hashes, edge.to_hex());
}

TYPED_TEST_P(RecordContract, GivesBackEveryColumnOfALeafInLeafOrder) {
    this->append_leaves(4);

    const auto rows = this->read()->audit().read_from(1, 2);

    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].index, 1);
    EXPECT_EQ(rows[0].at, a_leaf(1).at);
    EXPECT_EQ(rows[0].actor, "minh");
    EXPECT_EQ(rows[0].on_behalf_of, "hoa");
    EXPECT_EQ(rows[0].agency, "so-tai-chinh");
    EXPECT_EQ(rows[0].case_id, CaseId{1});
    EXPECT_EQ(rows[0].action, "case.accept");
    EXPECT_EQ(rows[0].body, a_leaf(1).body);
    EXPECT_EQ(rows[1].case_id, std::nullopt);
    EXPECT_TRUE(this->read()->audit().read_from(4, 10).empty());
}

TYPED_TEST_P(RecordContract, FiltersTheAuditByEachField) {
    using ::testing::ElementsAre;
    using ::testing::IsEmpty;
    this->append_leaves(6);

    EXPECT_THAT(this->leaves({.limit = 2}), ElementsAre(5, 4));
    EXPECT_THAT(this->leaves({.below_index = 2}), ElementsAre(1, 0));
    EXPECT_THAT(this->leaves({.case_id = CaseId{3}}), ElementsAre(3));
    EXPECT_THAT(this->leaves({.actor = "lan"}), ElementsAre(4, 2, 0));
    EXPECT_THAT(this->leaves({.agency = "so-tai-chinh"}), ElementsAre(5, 3, 1));
    EXPECT_THAT(this->leaves({.action = "case.open"}), ElementsAre(4, 2, 0));
    EXPECT_THAT(this->leaves({.folded_text = "dinh 3"}), ElementsAre(3));
    EXPECT_THAT(this->leaves({.folded_text = "dinh_3"}), IsEmpty());
    EXPECT_THAT(this->leaves({.from = a_leaf(2).at, .before = a_leaf(4).at}), ElementsAre(3, 2));
    EXPECT_THAT(this->leaves({.actor = "lan", .below_index = 4, .limit = 1}), ElementsAre(2));
}

TYPED_TEST_P(RecordContract, KeepsCheckpoints) {
    this->write([&](ports::Transaction& tx) {
        tx.audit().add_checkpoint({3, "root3", "signature", "key", at("2023-04-14T08:30Z")});
        tx.audit().add_checkpoint({5, "root5", "signature", "key", at("2023-04-15T08:30Z")});
    });

    const auto rows = this->read()->audit().checkpoints();

    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].size, 3);
    EXPECT_EQ(rows[1].root, "root5");
    EXPECT_EQ(rows[1].signature, "signature");
    EXPECT_EQ(rows[1].key_id, "key");
    EXPECT_EQ(rows[1].at, at("2023-04-15T08:30Z"));
}

TYPED_TEST_P(RecordContract, FindsFactsOfAPeriodInDateOrder) {
    this->write([&](ports::Transaction& tx) {
        for (const char* date : {"2023-03-31", "2023-06-30", "2023-04-01", "2023-07-01"}) {
            tx.facts().add({"appraised", CaseId{4}, "Chợ nổi", day(date), true, "đúng hạn"});
        }
    });

    const auto rows = this->read()->facts().between(day("2023-04-01"), day("2023-06-30"));

    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].date, day("2023-04-01"));
    EXPECT_EQ(rows[1].date, day("2023-06-30"));
    EXPECT_EQ(rows[0].name, "appraised");
    EXPECT_EQ(rows[0].case_id.number, 4);
    EXPECT_EQ(rows[0].title, "Chợ nổi");
    EXPECT_TRUE(rows[0].counts);
    EXPECT_EQ(rows[0].note, "đúng hạn");
}

TYPED_TEST_P(RecordContract, SavesAndReplacesPeopleWithTheirRoles) {
    ports::PersonRow minh = lan();
    minh.id = "minh";
    minh.roles = {"head"};
    ports::PersonRow left = lan();
    left.id = "an";
    left.is_active = false;
    this->write([&](ports::Transaction& tx) {
        tx.people().save_agency({"so-tu-phap", "Cũ", "department"});
        tx.people().save_agency({"so-tu-phap", "Sở Tư pháp", "department", "phong"});
        for (const auto& row : {minh, left, lan()}) tx.people().save_person(row);
        minh.roles = {"director", "head"};
        minh.name = "Lê Minh";
        tx.people().save_person(minh);
    });
    const auto tx = this->read();

    EXPECT_EQ(tx->people().agencies().at(0).name, "Sở Tư pháp");
    EXPECT_EQ(tx->people().agencies().at(0).department, "phong");
    const auto found = tx->people().people();
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].id, "lan");
    EXPECT_EQ(found[0].roles, lan().roles);
    EXPECT_EQ(found[1].name, "Lê Minh");
    EXPECT_EQ(found[1].roles, minh.roles);
    const auto person = tx->people().person("an");
    ASSERT_TRUE(person);
    EXPECT_FALSE(person->is_active);
    EXPECT_EQ(person->email, lan().email);
    EXPECT_EQ(person->position, lan().position);
    EXPECT_EQ(person->password_hash, lan().password_hash);
    EXPECT_EQ(tx->people().person("ai").error().reason, Reason::not_found);
}

TYPED_TEST_P(RecordContract, FindsActivePeopleOfAnAgencyWithARole) {
    ports::PersonRow elsewhere = lan();
    elsewhere.id = "binh";
    elsewhere.agency = "so-tai-chinh";
    ports::PersonRow left = lan();
    left.id = "an";
    left.is_active = false;
    this->write([&](ports::Transaction& tx) {
        for (const auto& row : {elsewhere, left, lan()}) tx.people().save_person(row);
    });

    const auto found = this->read()->people().with_role("so-tu-phap", "clerk");

    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].id, "lan");
    EXPECT_EQ(found[0].roles, lan().roles);
    EXPECT_TRUE(this->read()->people().with_role("so-tu-phap", "director").empty());
}

TYPED_TEST_P(RecordContract, KeepsSignInsUntilTheyEnd) {
    this->write([&](ports::Transaction& tx) {
        tx.sign_ins().add({"t1", "lan", "c1", Instant{5}, Instant{100}});
        tx.sign_ins().add({"t2", "minh", "c2", Instant{5}, Instant{200}});
        tx.sign_ins().add({"t3", "hoa", "c3", Instant{5}, Instant{300}});
        tx.sign_ins().remove("t3");
        tx.sign_ins().remove_expired(Instant{100});
    });
    const auto tx = this->read();

    EXPECT_EQ(tx->sign_ins().find("t1").error().reason, Reason::not_found);
    EXPECT_EQ(tx->sign_ins().find("t3").error().reason, Reason::not_found);
    const auto found = tx->sign_ins().find("t2");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->token_hash, "t2");
    EXPECT_EQ(found->person, "minh");
    EXPECT_EQ(found->csrf, "c2");
    EXPECT_EQ(found->created_at, Instant{5});
    EXPECT_EQ(found->expires_at, Instant{200});
}

TYPED_TEST_P(RecordContract, KeepsOneAnswerAPersonAndKey) {
    const ports::AnsweredRow row{"k", "lan", "hash", 201, R"({"id":1})", Instant{50}};
    this->write([&](ports::Transaction& tx) { tx.answers().add(row); });
    EXPECT_TRUE(this->fails([&](auto& tx) { tx.answers().add(row); }));

    const auto found = this->read()->answers().find("lan", "k");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->key, "k");
    EXPECT_EQ(found->person, "lan");
    EXPECT_EQ(found->request_hash, "hash");
    EXPECT_EQ(found->status, 201);
    EXPECT_EQ(found->body, row.body);
    EXPECT_EQ(found->at, Instant{50});
    EXPECT_EQ(this->read()->answers().find("minh", "k").error().reason, Reason::not_found);

    this->write([&](ports::Transaction& tx) { tx.answers().remove_before(Instant{50}); });
    EXPECT_TRUE(this->read()->answers().find("lan", "k"));
    this->write([&](ports::Transaction& tx) { tx.answers().remove_before(Instant{51}); });
    EXPECT_FALSE(this->read()->answers().find("lan", "k"));
}

TYPED_TEST_P(RecordContract, KeepsTheFirstDefinitionOfAHash) {
    this->write([&](ports::Transaction& tx) {
        tx.definitions().save({"h2", "b", "<scxml b/>", Instant{2}});
        tx.definitions().save({"h1", "a", "<scxml a/>", Instant{3}});
        tx.definitions().save({"h2", "c", "<other/>", Instant{9}});
    });

    const auto rows = this->read()->definitions().all();

    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].hash, "h2");
    EXPECT_EQ(rows[0].process, "b");
    EXPECT_EQ(rows[0].xml, "<scxml b/>");
    EXPECT_EQ(rows[0].added_at, Instant{2});
    EXPECT_EQ(rows[1].hash, "h1");
}

REGISTER_TYPED_TEST_SUITE_P(RecordContract, StartsWithAnEmptyTreeAndKeepsTheLastEdge,
                            GivesBackEveryColumnOfALeafInLeafOrder, FiltersTheAuditByEachField,
                            KeepsCheckpoints, FindsFactsOfAPeriodInDateOrder,
                            SavesAndReplacesPeopleWithTheirRoles,
                            FindsActivePeopleOfAnAgencyWithARole, KeepsSignInsUntilTheyEnd,
                            KeepsOneAnswerAPersonAndKey, KeepsTheFirstDefinitionOfAHash);

}  // namespace trinh::testing
