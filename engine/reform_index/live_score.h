/// LiveScore: the score of one period, kept up to date fact by fact.
///
/// It keeps a counter a measure and recomputes only the criteria that the fact feeds and the sums
/// above them, so an event costs the same on the first day of the year and after a million facts.
/// Points, statuses and shares are always those of score() on the same facts; rows it has none.
#pragma once

#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/reform_index/score.h"

namespace trinh::reform_index {

class LiveScore {
public:
    /// `index` must outlive it.
    LiveScore(const IndexTree& index, ReportingPeriod period);
    LiveScore(const LiveScore&) = delete;
    LiveScore& operator=(const LiveScore&) = delete;

    /// Facts come in any order; those of one case on one day that have no number count in the order
    /// they came. A fact that comes twice counts twice.
    void add(const Fact& fact);
    /// The value that counts from now on for its criterion.
    void set_value(const ManualValue& value);

    /// The tree without rows.
    [[nodiscard]] const ScoreTree& tree() const { return tree_; }
    /// The points of the index if these facts came too; nothing is kept of them.
    [[nodiscard]] Decimal points_if(std::span<const Fact> added) const;

private:
    /// One criterion: where it stands, and how many parts of it are not scored.
    struct Slot {
        const Criterion* criterion = nullptr;
        ScoreNode* node = nullptr;
        std::size_t parent = 0;
        int unscored = 0;
    };
    /// The last fact of a case.
    struct Last {
        Date date;
        std::int64_t id = 0;
        bool counts = false;
        [[nodiscard]] bool is_after(const Fact& fact) const {
            return date > fact.date || (date == fact.date && id > fact.id);
        }
    };
    struct Counter {
        bool per_case = false;
        std::int64_t numerator = 0, denominator = 0;
        std::unordered_map<std::int64_t, Last> last;
        std::vector<std::size_t> slots;  ///< The criteria it feeds.
    };

    void place(const std::vector<Criterion>& criteria, std::vector<ScoreNode>& nodes,
               std::size_t parent);
    void settle(std::size_t slot, Decimal points_before, Status status_before);
    [[nodiscard]] Decimal gain_if(const Counter& counter, std::span<const Fact* const> added) const;

    const IndexTree& index_;
    ScoreTree tree_;
    std::vector<Slot> slots_;
    std::vector<Counter> counters_;
    std::map<std::string, std::vector<std::size_t>, std::less<>> by_fact_;  ///< Counters.
    std::map<std::string, std::size_t, std::less<>> by_code_;               ///< Slots.
};

}  // namespace trinh::reform_index
