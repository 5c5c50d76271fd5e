/// A <script> of the subset: assignments, one behind the other, and nothing else.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace trinh::chart {

/// One assignment of a script: `place = value`.
struct Statement {
    std::string place, value;  ///< Sources of a Location and of a Program; "x += 1" is spelled out.
    bool declares = false;     ///< `var x = 1`; without a value: `var x`.
    int line = 0, column = 0;  ///< Where it begins, 0-based within the script.
    std::string fault;         ///< Not an assignment: why. The other fields are empty then.
};

/// Splits at semicolons and line ends; comments are left out.
std::vector<Statement> split_script(std::string_view text);

}  // namespace trinh::chart
