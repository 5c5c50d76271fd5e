/// Citation: what a Vietnamese sentence cites, article by article.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace trinh::testing {

struct Citation {
    std::string law;                   ///< "80/2015/QH13".
    std::string article;               ///< "130"
    std::vector<std::string> clauses;  ///< "2"; empty: the whole article.
    std::vector<std::string> points;   ///< "b"; of the only clause.
    bool operator==(const Citation&) const = default;
};

/// "Khoản 2 Điều 15, khoản 1 Điều 42 Nghị định số 34/2016/NĐ-CP" cites two articles of one decree.
/// Articles behind which no law is named are not citations ("Điều 3 của dự thảo").
std::vector<Citation> citations_in(std::string_view text);

std::string words_of(const Citation& citation);

}  // namespace trinh::testing
