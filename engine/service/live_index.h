/// LiveIndex: the scores of the index that are kept up to date while the program runs.
///
/// One live score a reporting date, for the dates that were looked at last. The store is the truth,
/// whoever writes to it: before every look the facts and entered values written since the last one
/// are read by their numbers (see read_numbers.h for numbers that become visible late). The answer
/// is that of a full score on the same rows; who needs the rows themselves scores in full.
#pragma once

#include <list>
#include <memory>
#include <mutex>

#include "engine/reform_index/score.h"
#include "engine/service/office.h"

namespace trinh::service {

/// Safe from several threads: one date is brought up to date by one thread at a time.
class LiveIndex {
public:
    static constexpr std::size_t dates_max = 8;

    LiveIndex();
    ~LiveIndex();
    /// The year up to `on` as `tx` sees it, or later; without rows. `tx` must be a reading
    /// one: what a writer takes back would stay in the score. Throws StoreFailure.
    reform_index::ScoreTree look(const Office& office, ports::Transaction& tx,
                                 const reform_index::IndexTree& index, Date on);

private:
    class Live;
    std::shared_ptr<Live> live_of(const reform_index::IndexTree& index, Date on);

    std::mutex mutex_;                        ///< Of the list only.
    std::list<std::shared_ptr<Live>> lives_;  ///< The one looked at last comes first.
};

}  // namespace trinh::service
