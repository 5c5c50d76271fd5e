/// people_stamp: the question whether people and agencies in memory are still those in the store.
#pragma once

namespace trinh::sql {

inline constexpr const char* people_stamp_question = "select number from people_stamp where id = 1";

}  // namespace trinh::sql
