/// SlowDisk: a disk whose syncs last as long as the test wants.
///
/// It puts itself between SQLite and the system for every file that this program opens while one
/// lives; one at a time.
#pragma once

#include <condition_variable>
#include <mutex>

namespace trinh::testing {

class SlowDisk {
public:
    SlowDisk();
    SlowDisk(const SlowDisk&) = delete;
    SlowDisk& operator=(const SlowDisk&) = delete;
    ~SlowDisk();

    void stall();          ///< From now on a sync lasts until go_on().
    void go_on();          ///< All syncs go through.
    void await_sync();     ///< Back when somebody waits for a sync.
    void pass_one_sync();  ///< What every sync calls.

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool is_stalled_ = false;
    int waiting_ = 0;
};

}  // namespace trinh::testing
