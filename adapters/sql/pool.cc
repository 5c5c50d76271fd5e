#include "adapters/sql/pool.h"

#include <chrono>

#include "engine/ports/store.h"

namespace trinh::sql {

Lease::~Lease() {
    if (session_) pool_->give_back(std::move(session_));
}

Lease Pool::lease() {
    std::unique_lock lock(mutex_);
    const auto patience = std::chrono::milliseconds(wait_ms_);
    if (!came_back_.wait_for(lock, patience, [this] { return free_places_ > 0; })) {
        throw ports::StoreFailure(
            "The database is busy: no connection became free in time; try again in a moment.");
    }
    --free_places_;
    if (!idle_.empty()) {
        Lease lease(*this, std::move(idle_.back()));
        idle_.pop_back();
        return lease;
    }
    lock.unlock();
    try {
        return Lease(*this, std::make_unique<Session>(dialect_));
    } catch (...) {
        give_back(nullptr);
        throw;
    }
}

Lease Pool::lease_alive() {
    {
        Lease first = lease();
        if (first.session().is_alive()) return first;
    }
    close_idle();
    return lease();
}

void Pool::close_idle() {
    std::vector<std::unique_ptr<Session>> closing;
    const std::lock_guard lock(mutex_);
    closing.swap(idle_);
}

void Pool::give_back(std::unique_ptr<Session> session) noexcept {
    if (session) session->roll_back();
    if (session && session->is_broken()) session.reset();
    const std::lock_guard lock(mutex_);
    if (session) idle_.push_back(std::move(session));
    ++free_places_;
    came_back_.notify_one();
}

}  // namespace trinh::sql
