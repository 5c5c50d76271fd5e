/// Coverage: every action of a shipped definition is done in some story, and every condition
/// refused in one: file by file, so that a regime does not live on the stories of another.
#pragma once

#include "tests/support/scenario.h"

namespace trinh::testing {

/// Takes note of what a story did.
void hear(const Deed& deed);

/// Fails the running test for each definition of workflows/ that the stories heard so far do not
/// cover.
void expect_all_told();

}  // namespace trinh::testing
