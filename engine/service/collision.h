/// collision: a use case that another one came in the way of is tried again.
///
/// Internal to this room.
#pragma once

#include "engine/ports/store.h"

namespace trinh::service {

/// Calls `use_case`, and again when the store took its transaction back; at most three times. It
/// must do nothing outside its one transaction.
template <class UseCase>
auto despite_collisions(const UseCase& use_case) {
    for (int left = 2;; --left) {
        try {
            return use_case();
        } catch (const ports::StoreCollision&) {
            if (left == 0) throw;
        }
    }
}

}  // namespace trinh::service
