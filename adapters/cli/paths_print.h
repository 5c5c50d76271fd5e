/// Statutory paths as people and programs read them: `trinh check --paths`.
#pragma once

#include <boost/json/object.hpp>
#include <iosfwd>

#include "engine/workflow/statutory_paths.h"

namespace trinh::cli {

void print_paths(std::ostream& out, const workflow::Process& process,
                 const workflow::StatutoryPaths& paths);

boost::json::object paths_json(const workflow::Process& process,
                               const workflow::StatutoryPaths& paths);

}  // namespace trinh::cli
