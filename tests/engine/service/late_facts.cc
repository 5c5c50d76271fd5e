#include "tests/engine/service/late_facts.h"

namespace trinh::testing {
namespace {

using ports::FactRow;
using ports::IndexValueRow;

class LateFacts : public ports::FactTable {
public:
    LateFacts(ports::FactTable& table, const std::set<std::int64_t>& seen)
        : table_(table), seen_(seen) {}
    void add(const FactRow& row) override { table_.add(row); }
    std::vector<FactRow> between(Date from, Date to) override {
        return visible(table_.between(from, to));
    }
    std::vector<FactRow> after(std::int64_t id, Date from, Date to) override {
        return visible(table_.after(id, from, to));
    }
    std::vector<FactRow> named(std::string_view name, Date from, Date to) override {
        return visible(table_.named(name, from, to));
    }
    std::int64_t last_id() override { return seen_.empty() ? 0 : *seen_.rbegin(); }

private:
    std::vector<FactRow> visible(std::vector<FactRow> rows) {
        std::erase_if(rows, [&](const FactRow& row) { return !seen_.contains(row.id); });
        return rows;
    }
    ports::FactTable& table_;
    const std::set<std::int64_t>& seen_;
};

class LateValues : public ports::IndexTable {
public:
    LateValues(ports::IndexTable& table, const std::set<std::int64_t>& seen)
        : table_(table), seen_(seen) {}
    void add_value(const IndexValueRow& row) override { table_.add_value(row); }
    std::vector<IndexValueRow> values(std::string_view index, Date from, Date to) override {
        return visible(table_.values(index, from, to));
    }
    std::vector<IndexValueRow> values_after(std::int64_t id) override {
        return visible(table_.values_after(id));
    }
    std::int64_t add_snapshot(const ports::IndexSnapshotRow& row) override {
        return table_.add_snapshot(row);
    }
    std::vector<ports::IndexSnapshotRow> snapshots() override { return table_.snapshots(); }
    void add_step(const ports::IndexStepRow& row) override { table_.add_step(row); }
    std::vector<ports::IndexStepRow> steps() override { return table_.steps(); }

private:
    std::vector<IndexValueRow> visible(std::vector<IndexValueRow> rows) {
        std::erase_if(rows, [&](const IndexValueRow& row) { return !seen_.contains(row.id); });
        return rows;
    }
    ports::IndexTable& table_;
    const std::set<std::int64_t>& seen_;
};

class LateTransaction : public ports::Transaction {
public:
    LateTransaction(std::unique_ptr<ports::Transaction> tx, const LateStore::Seen& seen)
        : tx_(std::move(tx)),
          facts_(tx_->facts(), seen.facts),
          values_(tx_->index(), seen.values) {}
    ports::CaseTable& cases() override { return tx_->cases(); }
    ports::DeadlineTable& deadlines() override { return tx_->deadlines(); }
    ports::OutboxTable& outbox() override { return tx_->outbox(); }
    ports::AuditTable& audit() override { return tx_->audit(); }
    ports::FactTable& facts() override { return facts_; }
    ports::IndexTable& index() override { return values_; }
    ports::PeopleTable& people() override { return tx_->people(); }
    ports::SignInTable& sign_ins() override { return tx_->sign_ins(); }
    ports::AnswerTable& answers() override { return tx_->answers(); }
    ports::DefinitionTable& definitions() override { return tx_->definitions(); }
    ports::ArchiveTable& archives() override { return tx_->archives(); }
    void commit() override { tx_->commit(); }

private:
    std::unique_ptr<ports::Transaction> tx_;
    LateFacts facts_;
    LateValues values_;
};

}  // namespace

std::unique_ptr<ports::Transaction> LateStore::begin() {
    return store_.begin();
}

std::unique_ptr<ports::Transaction> LateStore::begin_read() {
    auto tx = store_.begin_read();
    const auto appear = [&](std::set<std::int64_t>& known, std::int64_t number) {
        if (!known.contains(number) && !hides_()) known.insert(number);
    };
    const Date first = *Date::parse("1900-01-01"), last = *Date::parse("9999-12-31");
    for (const auto& row : tx->facts().after(0, first, last)) appear(seen.facts, row.id);
    for (const auto& row : tx->index().values_after(0)) appear(seen.values, row.id);
    return std::make_unique<LateTransaction>(std::move(tx), seen);
}

}  // namespace trinh::testing
