/// ClockRound: wakes the clocks that are due, one case and one transaction at a time.
///
/// Each clock is claimed in the transaction that does its work, so any number of threads and nodes
/// may run rounds side by side and none does another's clock. A clock whose work is refused, or
/// whose case cannot be read, is put off: it holds up no other, and the history says why.
#pragma once

#include <optional>
#include <string>

#include "engine/service/office.h"

namespace trinh::service {

struct ClockReport {
    int woken = 0;            ///< Did what they were due to do.
    int held = 0;             ///< Were refused: it stands in the history of the case.
    int put_off = 0;          ///< Failed: the case could not be read or written.
    std::string failure;      ///< The last of those failures.
    bool is_cut_off = false;  ///< The limit was reached: more may be due.
};

class ClockRound {
public:
    explicit ClockRound(const Office& office) : office_(office) {}

    /// At most `limit` clocks, earliest first. Throws StoreFailure when the store is out of reach.
    ClockReport wake(int limit);

private:
    /// False when no clock is due that is free.
    bool wake_next(std::optional<ports::DeadlineRow>& claimed, ClockReport& report);
    void put_off(const ports::DeadlineRow& row, Duration time);
    void hold(const ports::DeadlineRow& row, const Refusal& reason);

    Office office_;
};

}  // namespace trinh::service
