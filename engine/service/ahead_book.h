/// AheadBook: what every open case is yet to write for the index.
///
/// A case is read and its rules are evaluated only when its version moved on since the last look,
/// or the day changed; else only its line in the list of open cases is read.
#pragma once

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "engine/reform_index/outlook.h"
#include "engine/service/office.h"

namespace trinh::service {

struct Ahead {
    std::vector<reform_index::OpenFact> facts;
    std::set<std::int64_t> open_cases;
    std::vector<std::string> unread;  ///< Cases whose process is not on the shelf.
};

/// Safe from several threads: they take turns.
class AheadBook {
public:
    /// As `tx` sees the cases. Throws StoreFailure.
    Ahead read(const Office& office, ports::Transaction& tx);
    /// How many cases the last reading had to load.
    [[nodiscard]] int last_loaded() const;

private:
    struct Page {
        std::int64_t version = 0;
        std::vector<reform_index::OpenFact> facts;
    };

    mutable std::mutex mutex_;
    Date today_;
    std::map<std::int64_t, Page> pages_;  ///< By case.
    int loaded_ = 0;
};

}  // namespace trinh::service
