/// ReadNumbers: which rows of a growing table were read, where numbers may become visible late.
///
/// Where several nodes write, a row may be committed after one that has a larger number. So a
/// number that was skipped is looked for again: for ten minutes after it was first missed, longer
/// than any act may take. Then it was given to an act that was rolled back. Pure; no lock of its
/// own.
#pragma once

#include <cstdint>
#include <map>
#include <span>

#include "engine/base/instant.h"

namespace trinh::service {

class ReadNumbers {
public:
    static constexpr Duration patience = minutes(10);
    /// So many missing numbers are remembered; the oldest are given up first.
    static constexpr std::int64_t missing_max = 10'000;

    /// Everything up to `head` counts as read except what is missing among `present`, the numbers
    /// above `from` that are there, in order.
    void start(std::int64_t from, std::int64_t head, std::span<const std::int64_t> present,
               Instant now);
    /// Whether that number is read for the first time; from now on it was.
    bool take(std::int64_t number, Instant now);
    /// Rows with larger numbers than this must be read to see all that is new.
    [[nodiscard]] std::int64_t read_from() const;
    /// After a reading: gives up what has been missing for too long.
    void give_up(Instant now);

private:
    void miss(std::int64_t first, std::int64_t last, Instant now);

    std::int64_t last_ = 0;
    std::map<std::int64_t, Instant> missing_;  ///< Since when.
};

}  // namespace trinh::service
