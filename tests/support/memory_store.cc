#include "tests/support/memory_store.h"

#include <chrono>

#include "engine/base/check.h"
#include "tests/support/memory_tables.h"

namespace trinh::testing {

namespace {

class MemoryTransaction : public ports::Transaction {
public:
    explicit MemoryTransaction(MemoryView view) : view_(std::move(view)) {}
    ~MemoryTransaction() override {
        if (is_open_ && view_.is_writer()) view_.store().end_writing();
    }
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
        CHECK(is_open_);
        view_.store().count_call();
        is_open_ = false;
        if (!view_.is_writer()) return;
        place_entries(view_.own());
        view_.store().publish(view_.tables());
        view_.store().end_writing();
    }

private:
    MemoryView view_;
    MemoryCases cases_{view_};
    MemoryDeadlines deadlines_{view_};
    MemoryOutbox outbox_{view_};
    MemoryAudit audit_{view_};
    MemoryFacts facts_{view_};
    MemoryIndex index_{view_};
    MemoryPeople people_{view_};
    MemorySignIns sign_ins_{view_};
    MemoryAnswers answers_{view_};
    MemoryDefinitions definitions_{view_};
    MemoryArchives archives_{view_};
    bool is_open_ = true;
};

}  // namespace

const MemoryTables& MemoryView::read() {
    store_.count_call();
    return *seen_;
}

MemoryTables& MemoryView::write() {
    CHECK(is_writer());
    store_.count_call();
    return *own_;
}

MemoryStore::MemoryStore() : tables_(std::make_shared<MemoryTables>()) {}

MemoryStore::~MemoryStore() = default;

std::unique_ptr<ports::Transaction> MemoryStore::begin() {
    count_call();
    std::unique_lock lock(mutex_);
    if (!may_write_.wait_for(lock, std::chrono::seconds(10), [this] { return !is_writing_; })) {
        throw ports::StoreFailure("The store is busy: another writer did not end in time.");
    }
    auto own = std::make_shared<MemoryTables>(*tables_);
    auto transaction = std::make_unique<MemoryTransaction>(MemoryView(*this, std::move(own)));
    is_writing_ = true;
    return transaction;
}

std::unique_ptr<ports::Transaction> MemoryStore::begin_read() {
    count_call();
    const std::lock_guard lock(mutex_);
    return std::make_unique<MemoryTransaction>(MemoryView(*this, tables_));
}

void MemoryStore::fail_at(int nth) {
    const std::lock_guard lock(mutex_);
    fail_at_ = nth;
    calls_ = 0;
}

int MemoryStore::calls() const {
    const std::lock_guard lock(mutex_);
    return calls_;
}

void MemoryStore::count_call() {
    const std::lock_guard lock(mutex_);
    if (++calls_ == fail_at_) throw ports::StoreFailure("The store failed because a test said so.");
}

std::shared_ptr<const MemoryTables> MemoryStore::published() const {
    const std::lock_guard lock(mutex_);
    return tables_;
}

void MemoryStore::publish(std::shared_ptr<const MemoryTables> tables) {
    const std::lock_guard lock(mutex_);
    tables_ = std::move(tables);
}

void MemoryStore::end_writing() noexcept {
    const std::lock_guard lock(mutex_);
    is_writing_ = false;
    may_write_.notify_one();
}

}  // namespace trinh::testing
