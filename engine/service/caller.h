/// Caller: who asks, as signed in. Every desk takes one; none trusts a request's body for it.
#pragma once

#include <optional>
#include <string>

#include "engine/casework/case.h"
#include "engine/ports/rows.h"

namespace trinh::service {

/// A request that must be done once, however often it comes and to whichever server.
struct OnceKey {
    std::string key, request_hash;
};

struct Caller {
    ports::PersonRow person;
    std::string via;  ///< "web" or "cli".
    std::optional<OnceKey> once = {};

    [[nodiscard]] casework::Actor actor() const {
        return {person.id, person.agency, person.roles, via};
    }
    [[nodiscard]] bool has_role(std::string_view role) const;
};

}  // namespace trinh::service
