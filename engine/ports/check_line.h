/// CheckLine: what an examination of the office found in one place.
#pragma once

#include <string>

namespace trinh::ports {

/// note: worth knowing, nothing to do at once. fault: somebody must act.
enum class CheckLevel { ok, note, fault };

struct CheckLine {
    std::string name;  ///< "trail", "files", "disk" ...
    CheckLevel level = CheckLevel::ok;
    std::string found;  ///< One sentence.
    std::string fix;    ///< What to do; empty when all is well.
};

}  // namespace trinh::ports
