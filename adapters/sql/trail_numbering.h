/// TrailNumbering: gives the entries of acts that are done their places in the trail.
///
/// An act leaves its entries in audit_waiting, durable with itself, and locks nothing of the trail,
/// so that acts of many servers may become durable at once. What waits is numbered in batches, by
/// one at a time: within merge_delay by the server that did the act, within idle_delay by any
/// other, and before anybody looks at the trail. Entries of one case keep their order: its acts
/// hold the case's row one after the other. Safe between threads.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "adapters/sql/pool.h"
#include "engine/ports/rows.h"

namespace trinh::sql {

inline constexpr auto merge_delay = std::chrono::milliseconds(200);
inline constexpr auto idle_delay = std::chrono::seconds(10);

class TrailNumbering {
public:
    /// Keeps the reference to the dialect; has a connection of its own, opened when needed.
    TrailNumbering(const Dialect& dialect, int wait_ms);
    TrailNumbering(const TrailNumbering&) = delete;
    TrailNumbering& operator=(const TrailNumbering&) = delete;
    ~TrailNumbering();  ///< Numbers what its server left.

    /// To be called after a commit that left entries. Waits for nothing.
    void notice();
    /// Back when all that waited is durably numbered, by whomever; throws StoreFailure.
    void settle();

private:
    void run();

    Pool sessions_;
    std::mutex mutex_;
    std::condition_variable woken_;
    bool has_news_ = false;
    bool is_ending_ = false;
    std::thread thread_;  // The last: it uses the others.
};

/// The entries wait from the commit of the session's transaction on.
void leave_waiting(Session& session, const std::vector<ports::AuditRow>& entries);
[[nodiscard]] bool is_any_waiting(Session& session);

}  // namespace trinh::sql
