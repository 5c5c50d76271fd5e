/// GroupWriter: one connection that writes, used in turns; turns that wait share one commit.
///
/// A turn is a savepoint in the group's transaction. Whoever ends a turn while others wait hands
/// the connection on and is answered when the group has been committed: so a sync of the disk
/// serves as many acts as came meanwhile. A turn that is taken back leaves the others alone; when
/// the group cannot be committed, none of its members was told yes. Safe between threads.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "adapters/sql/audit_tail.h"
#include "adapters/sql/work.h"

namespace trinh::sql {

class GroupWriter {
public:
    /// Keeps the reference to the dialect. `wait_ms`: how long a turn may be waited for.
    GroupWriter(const Dialect& dialect, int wait_ms) : dialect_(dialect), wait_ms_(wait_ms) {}

    /// Waits for the connection, first come first served; throws StoreFailure when it takes too
    /// long or the database cannot be written.
    [[nodiscard]] std::unique_ptr<Work> begin();

private:
    friend class GroupedWork;
    struct Waiter {
        std::condition_variable may_go;
        bool has_turn = false;
    };
    struct Group {
        std::chrono::steady_clock::time_point began = std::chrono::steady_clock::now();
        int members = 0;
        AuditTail tail;
        bool is_done = false;  ///< This and `failure` change under the mutex.
        std::string failure;
    };

    void wait_for_turn();
    void open_member();
    void commit_member(const std::vector<ports::AuditRow>& entries);
    void take_back_member() noexcept;
    void end_turn() noexcept;
    bool hand_on(bool within_group) noexcept;
    [[nodiscard]] bool can_grow() const;
    void close_group() noexcept;
    std::string commit_group() noexcept;

    const Dialect& dialect_;
    const int wait_ms_;
    // Whoever has the turn owns these two.
    std::unique_ptr<Session> session_;
    std::shared_ptr<Group> group_;

    std::mutex mutex_;
    std::condition_variable group_done_;
    std::deque<Waiter*> waiting_;
    bool is_taken_ = false;
};

}  // namespace trinh::sql
