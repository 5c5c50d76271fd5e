/// SqlTransaction: the tables as one piece of work sees them.
#pragma once

#include <memory>

#include "adapters/sql/tables.h"
#include "adapters/sql/work.h"
#include "engine/ports/store.h"

namespace trinh::sql {

class SqlTransaction : public ports::Transaction {
public:
    SqlTransaction(std::unique_ptr<Work> work, PeopleCache& people);

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
    ports::ArchiveTable& archives() override { return archives_; }
    void commit() override {
        facts_.write();
        work_->commit(audit_.appended());
    }

private:
    std::unique_ptr<Work> work_;  // Its end takes back what was not committed.
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
    Archives archives_;
};

}  // namespace trinh::sql
