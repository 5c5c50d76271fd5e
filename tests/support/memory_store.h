/// MemoryStore: the ports' Store in memory, for tests; it passes the same suite as the real one.
///
/// A writing transaction works on a copy that commit() publishes; a reading one keeps the tables
/// that were published when it began. fail_at() makes one call fail as a broken disk would.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>

#include "engine/ports/store.h"

namespace trinh::testing {

struct MemoryTables;

class MemoryStore : public ports::Store {
public:
    MemoryStore();
    ~MemoryStore() override;

    [[nodiscard]] std::unique_ptr<ports::Transaction> begin() override;
    [[nodiscard]] std::unique_ptr<ports::Transaction> begin_read() override;

    /// The nth call from now on (1 = the next) throws StoreFailure, once; 0 = none. Every begin,
    /// table function and commit counts.
    void fail_at(int nth);
    /// Calls since the last fail_at() (or the beginning).
    [[nodiscard]] int calls() const;

    /// What is committed, to go back to with publish().
    [[nodiscard]] std::shared_ptr<const MemoryTables> published() const;

    // For the transactions only.
    void count_call();
    void publish(std::shared_ptr<const MemoryTables> tables);
    void end_writing() noexcept;

private:
    mutable std::mutex mutex_;
    std::condition_variable may_write_;
    std::shared_ptr<const MemoryTables> tables_;
    bool is_writing_ = false;
    int calls_ = 0;
    int fail_at_ = 0;
};

}  // namespace trinh::testing
