/// LookupRound: takes what was recorded into what searches and proofs look up.
///
/// Acts themselves do not pay for it. What is not taken in yet is found too, only more slowly.
#pragma once

#include "engine/service/office.h"

namespace trinh::service {

/// Used by one thread, called again and again, on any number of nodes: one at a time does it.
class LookupRound {
public:
    explicit LookupRound(const Office& office) : office_(office) {}

    /// At most so many short transactions; how many took something in.
    int run(int batches = 16);

private:
    Office office_;
    std::int64_t seen_ = -1;  ///< The trail's size when there was nothing left to take in.
};

}  // namespace trinh::service
