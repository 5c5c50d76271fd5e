/// command_line: the arguments of the process become one verb's call.
#pragma once

#include <iosfwd>
#include <string>

#include "adapters/cli/workplace.h"

namespace trinh::cli {

/// Options that come before every verb, needed to build the Workplace.
struct GlobalOptions {
    std::string config_file, home;
};

/// Reads --config and --home only; never fails.
GlobalOptions read_global_options(int argc, const char* const* argv);

/// Runs one verb. Errors go to `err` as one sentence; the exit code as in verb.h.
int run_command_line(int argc, const char* const* argv, Workplace& workplace, std::istream& in,
                     std::ostream& out, std::ostream& err);

}  // namespace trinh::cli
