/// LateStore: a store whose facts and entered values become visible out of the order of their
/// numbers, as on a database that several nodes write to.
#pragma once

#include <functional>
#include <set>

#include "engine/ports/store.h"

namespace trinh::testing {

/// Hides rows that it knows for the first time when `hides` says so; the next reading asks again.
class LateStore : public ports::Store {
public:
    LateStore(ports::Store& store, std::function<bool()> hides)
        : store_(store), hides_(std::move(hides)) {}

    std::unique_ptr<ports::Transaction> begin() override;
    std::unique_ptr<ports::Transaction> begin_read() override;

    /// Of one transaction all readings agree.
    struct Seen {
        std::set<std::int64_t> facts, values;  ///< Visible for good.
    };
    Seen seen;

private:
    ports::Store& store_;
    std::function<bool()> hides_;
};

}  // namespace trinh::testing
