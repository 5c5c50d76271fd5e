/// Words of ECMAScript that the subset refuses, each with what to write instead.
#pragma once

#include <string_view>

namespace trinh::expression {

/// Empty when the word is free: "functions cannot be written; ...".
std::string_view advice_against(std::string_view word);

}  // namespace trinh::expression
