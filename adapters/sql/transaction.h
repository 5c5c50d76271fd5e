/// SqlTransaction: one leased session with a transaction open, and the tables seen through it.
#pragma once

#include "adapters/sql/pool.h"
#include "adapters/sql/tables.h"
#include "engine/ports/store.h"

namespace trinh::sql {

class SqlTransaction : public ports::Transaction {
public:
    SqlTransaction(Lease lease, Access access);

    ports::CaseTable& cases() override { return cases_; }
    ports::DeadlineTable& deadlines() override { return deadlines_; }
    ports::OutboxTable& outbox() override { return outbox_; }
    ports::AuditTable& audit() override { return audit_; }
    ports::FactTable& facts() override { return facts_; }
    ports::IndexTable& index() override { return index_; }
    ports::PeopleTable& people() override { return people_; }
    ports::SignInTable& sign_ins() override { return sign_ins_; }
    ports::AnswerTable& answers() override { return answers_; }
    ports::DefinitionTable& definitions() override { return definitions_; }
    void commit() override;

private:
    Lease lease_;  // Its end rolls back what was not committed.
    Cases cases_;
    Deadlines deadlines_;
    Outbox outbox_;
    Audit audit_;
    Facts facts_;
    IndexWork index_;
    People people_;
    SignIns sign_ins_;
    Answers answers_;
    Definitions definitions_;
};

}  // namespace trinh::sql
