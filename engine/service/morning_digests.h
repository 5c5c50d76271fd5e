/// MorningDigests: one letter a person and working day with all that waits for him.
#pragma once

#include "engine/service/office.h"

namespace trinh::service {

/// Used by one thread, called again and again.
class MorningDigests {
public:
    explicit MorningDigests(const Office& office) : office_(office) {}

    /// On a working day after the morning hour: queues a digest for everybody who has work, once a
    /// day; answers how many.
    int queue();

private:
    Office office_;
    Date done_;
};

}  // namespace trinh::service
