/// FragileStore: a store of a simulated life that fails when it is told to: in memory, where any
/// call may fail, or SQLite on a disk that fails.
#pragma once

#include <memory>
#include <string>

#include "engine/ports/store.h"
#include "tests/simulation/chance.h"

namespace trinh::testing {

enum class Kind { memory, sqlite };

class FragileStore {
public:
    virtual ~FragileStore() = default;
    [[nodiscard]] virtual ports::Store& store() = 0;
    /// It will fail somewhere in the next deed, or just behind it.
    virtual void arm(Chance& chance) = 0;
    /// It works again. True: it was opened anew, as after a power cut; what was held of it is void.
    virtual bool revive(Chance& chance) = 0;
    /// Whether a deed that failed surely left nothing: else it left nothing or all of it.
    [[nodiscard]] virtual bool is_certain() const = 0;
};

std::unique_ptr<FragileStore> new_fragile_store(Kind kind);

}  // namespace trinh::testing
