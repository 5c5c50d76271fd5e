/// Diagnostic: one thing wrong in a definition file (process, calendar, index), for its author.
///
/// Readers collect all of them and never stop at the first. Codes are public and never reused:
/// TR1xx chart, TR2xx expression, TR3xx workflow overlay, TR4xx calendar, TR5xx index,
/// TR6xx form.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

namespace trinh {

enum class Severity { error, warning };

struct Diagnostic {
    std::string code;  ///< "TR101".
    Severity severity = Severity::error;
    int line = 0;         ///< 1-based in the file that was read; 1 when the whole file is meant.
    int column = 0;       ///< 1-based, in bytes.
    std::string message;  ///< What is wrong, a full sentence naming the thing.
    std::string fix;      ///< What to do about it, a full sentence.
};

inline bool has_error(const std::vector<Diagnostic>& all) {
    return std::any_of(all.begin(), all.end(),
                       [](const Diagnostic& d) { return d.severity == Severity::error; });
}

}  // namespace trinh
