/// law_of_case: the law a case runs under, wherever its definition is.
///
/// Internal to this room. The shelf knows what was there at the start; a definition that came into
/// the store since (a case was moved to it, by this program or another one of the same store) is
/// read from there and put on the shelf.
#pragma once

#include <string_view>

#include "engine/casework/law.h"
#include "engine/ports/store.h"
#include "engine/service/office.h"

namespace trinh::service {

/// Refuses with not_found. The Law stays good as long as the shelf.
Result<casework::Law> law_of_case(const Office& office, ports::Transaction& tx,
                                  std::string_view definition_hash);

}  // namespace trinh::service
