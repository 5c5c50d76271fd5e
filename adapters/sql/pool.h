/// Pool: a bounded number of sessions, lent to one thread at a time.
///
/// A Lease ends an open transaction before the session goes back, and a broken session never goes
/// back: it is closed and another is opened when needed.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

#include "adapters/sql/session.h"

namespace trinh::sql {

class Pool;

class Lease {
public:
    Lease(Pool& pool, std::unique_ptr<Session> session)
        : pool_(&pool), session_(std::move(session)) {}
    Lease(Lease&&) = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease();
    [[nodiscard]] Session& session() const { return *session_; }

private:
    Pool* pool_;
    std::unique_ptr<Session> session_;
};

class Pool {
public:
    /// Keeps the reference to the dialect; opens nothing yet.
    Pool(const Dialect& dialect, std::size_t size, int wait_ms)
        : dialect_(dialect), free_places_(size), wait_ms_(wait_ms) {}

    /// Waits for a free session; throws StoreFailure when none comes back in time.
    [[nodiscard]] Lease lease();
    /// The same, of a session whose server has not been restarted meanwhile.
    [[nodiscard]] Lease lease_alive();
    /// Closes the sessions that nobody has; the next lease opens a new one.
    void close_idle();

private:
    friend class Lease;
    void give_back(std::unique_ptr<Session> session) noexcept;

    const Dialect& dialect_;
    std::mutex mutex_;
    std::condition_variable came_back_;
    std::vector<std::unique_ptr<Session>> idle_;
    std::size_t free_places_;
    int wait_ms_;
};

}  // namespace trinh::sql
