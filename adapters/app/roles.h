/// Roles: which of the server's works this process does; several servers may share one database.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace trinh::app {

struct Roles {
    bool web = true;    ///< The page and the JSON API; the others answer /api/health only.
    bool clock = true;  ///< Deadlines and morning digests.
    bool mail = true;   ///< The outbox.

    /// "all", or "clock,mail": as it was asked for, in the order above.
    [[nodiscard]] std::string spoken() const;
};

/// "web", "clock", "mail" with commas between, or "all" (also when empty). Refuses another word.
Result<Roles> read_roles(std::string_view text);

}  // namespace trinh::app
