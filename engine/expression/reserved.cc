#include "engine/expression/reserved.h"

#include <algorithm>
#include <array>

namespace trinh::expression {
namespace {

struct Word {
    std::string_view word;
    std::string_view advice;
};

constexpr std::string_view no_statements =
    "an expression holds no statements; use the elements <if>, <foreach> and <assign>";
constexpr std::string_view no_functions =
    "functions cannot be written; use the elements <if>, <foreach> and <assign>";
constexpr std::string_view no_declarations =
    "names are declared in the chart's <datamodel>, not in an expression";
constexpr std::string_view no_objects = "write an array [...] or an object {...} instead";
constexpr std::string_view no_effects = "an expression changes nothing; use an <assign>";

constexpr std::array words = {
    Word{"await", no_functions},     Word{"break", no_statements},
    Word{"catch", no_statements},    Word{"class", no_objects},
    Word{"const", no_declarations},  Word{"continue", no_statements},
    Word{"debugger", no_statements}, Word{"delete", no_effects},
    Word{"do", no_statements},       Word{"else", no_statements},
    Word{"enum", no_declarations},   Word{"export", no_statements},
    Word{"extends", no_objects},     Word{"finally", no_statements},
    Word{"for", no_statements},      Word{"function", no_functions},
    Word{"if", no_statements},       Word{"import", no_statements},
    Word{"let", no_declarations},    Word{"new", no_objects},
    Word{"return", no_functions},    Word{"super", no_objects},
    Word{"switch", no_statements},   Word{"this", "write the name of the variable itself"},
    Word{"throw", no_statements},    Word{"try", no_statements},
    Word{"var", no_declarations},    Word{"void", "write 'undefined' instead"},
    Word{"while", no_statements},    Word{"with", no_statements},
    Word{"yield", no_functions},
};

}  // namespace

std::string_view advice_against(std::string_view word) {
    const auto* found =
        std::find_if(words.begin(), words.end(), [&](const Word& row) { return row.word == word; });
    return found == words.end() ? std::string_view() : found->advice;
}

}  // namespace trinh::expression
