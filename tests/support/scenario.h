/// Scenario: a story in a text file, played through the desks and checked line by line.
///
/// The language is described in tests/scenarios/README.md. A failing line names file and line and
/// prints the case's journal.
#pragma once

#include <functional>
#include <string>

#include "tests/support/test_office.h"

namespace trinh::testing {

/// Plays the file against a fresh office; failures are reported to GoogleTest.
void play_scenario(const std::string& path, StoreKind kind);

/// One line that acted on a case.
struct Deed {
    std::string definition;  ///< Content hash of what the case ran under when it was acted on.
    std::string event;       ///< "draft.add" for an upload.
    bool is_done = true;     ///< False: refused, and the condition of the action was why.
};

/// The same in an office that the test looks at afterwards; `hear` is told every deed.
void play_scenario(const std::string& path, TestOffice& office,
                   const std::function<void(const Deed&)>& hear = {});

}  // namespace trinh::testing
