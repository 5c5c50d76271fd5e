/// The picture of a case: its process, its place, the time it spent at each stage.
///
/// Internal to this room: the desk answers with it, letters carry it.
#pragma once

#include <string>
#include <vector>

#include "engine/casework/time_spent.h"
#include "engine/service/case_desk.h"

namespace trinh::service {

std::string case_picture(const casework::Law& law, const casework::Case& subject,
                         const std::vector<casework::Event>& journal, Instant now,
                         const PictureWish& wish);

}  // namespace trinh::service
