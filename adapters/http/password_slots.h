/// PasswordSlots: how many slow password checks run at once (each takes a core and much memory).
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace trinh::http {

/// Safe to share between threads. Few may wait, so that sign-ins never take all worker threads.
class PasswordSlots {
public:
    PasswordSlots(int slots, int waiters, std::chrono::milliseconds patience)
        : free_(slots), places_(waiters), patience_(patience) {}

    /// Held while one check runs; empty (false) when it is too busy just now.
    class Slot {
    public:
        explicit Slot(PasswordSlots& of) : of_(of), is_held_(of.enter()) {}
        ~Slot() {
            if (is_held_) of_.leave();
        }
        Slot(const Slot&) = delete;
        Slot& operator=(const Slot&) = delete;
        explicit operator bool() const { return is_held_; }

    private:
        PasswordSlots& of_;
        bool is_held_;
    };

private:
    bool enter() {
        std::unique_lock lock(mutex_);
        if (free_ == 0) {
            if (places_ == 0) return false;
            --places_;
            const bool is_free = freed_.wait_for(lock, patience_, [this] { return free_ > 0; });
            ++places_;
            if (!is_free) return false;
        }
        --free_;
        return true;
    }
    void leave() {
        {
            const std::lock_guard lock(mutex_);
            ++free_;
        }
        freed_.notify_one();
    }

    std::mutex mutex_;
    std::condition_variable freed_;
    int free_, places_;
    std::chrono::milliseconds patience_;
};

}  // namespace trinh::http
