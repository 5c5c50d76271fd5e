#include "engine/service/caller.h"

#include <algorithm>

namespace trinh::service {

bool Caller::has_role(std::string_view role) const {
    return std::find(person.roles.begin(), person.roles.end(), role) != person.roles.end();
}

}  // namespace trinh::service
