/// What must be true of a store after all that happened to its servers. Each fails the running
/// test.
#pragma once

#include <map>
#include <set>
#include <string>

#include "tests/nodes/letter_box.h"
#include "tests/support/test_office.h"

namespace trinh::testing {

/// By the real time, which real programs live by.
Instant system_now();

/// How often each (case, deadline, entry, kind) was woken.
std::map<std::string, int> wakes_in(ports::Store& store);

/// Every act of the crowd stands in the journals once, whatever became of its answer, and nothing
/// else does.
void expect_each_act_once(ports::Store& store, const std::set<std::string>& marks);
/// No clock that was due is left, and none woke twice; at least `least` woke. Gives how many.
std::size_t expect_each_clock_once(ports::Store& store, std::size_t least);
/// Every letter was taken once or more; gives how many there are.
std::size_t expect_each_letter_sent(ports::Store& store, const LetterBox& box);
/// The trail is whole, and every journal replays into its case.
void expect_whole(TestOffice& office);

}  // namespace trinh::testing
