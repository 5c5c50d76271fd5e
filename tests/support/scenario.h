/// Scenario: a story in a text file, played through the desks and checked line by line.
///
/// The language is described in tests/scenarios/README.md. A failing line names file and line and
/// prints the case's journal.
#pragma once

#include <string>

#include "tests/support/test_office.h"

namespace trinh::testing {

/// Plays the file against a fresh office; failures are reported to GoogleTest.
void play_scenario(const std::string& path, StoreKind kind);
/// The same in an office that the test looks at afterwards.
void play_scenario(const std::string& path, TestOffice& office);

}  // namespace trinh::testing
