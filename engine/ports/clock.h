/// Clock: the only source of "now". Adapters hand in the system's, tests a manual one.
#pragma once

#include "engine/base/instant.h"

namespace trinh::ports {

/// Safe to share between threads.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
};

}  // namespace trinh::ports
