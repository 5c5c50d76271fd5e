/// Numbers as ECMAScript writes and reads them: shortest round trip out, StringToNumber in.
#pragma once

#include <string>
#include <string_view>

namespace trinh::expression {

/// "1", "0.1", "1e+21", "-Infinity", "NaN" (ECMA-262, Number::toString with radix 10).
std::string number_to_text(double number);

/// ECMA-262 StringToNumber: blank is 0, no number is NaN; knows 0x, 0o, 0b and Infinity.
double text_to_number(std::string_view text);

}  // namespace trinh::expression
