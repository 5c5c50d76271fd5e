/// like: a text to look for, as the pattern of "LIKE :pattern escape '!'".
#pragma once

#include <string>
#include <string_view>

namespace trinh::sql {

/// Matches everything that holds `part` somewhere; no sign of `part` is special.
inline std::string like_anywhere(std::string_view part) {
    std::string pattern = "%";
    for (const char sign : part) {
        if (sign == '%' || sign == '_' || sign == '!') pattern += '!';
        pattern += sign;
    }
    return pattern + "%";
}

}  // namespace trinh::sql
