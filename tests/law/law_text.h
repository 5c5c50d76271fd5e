/// Law texts: the codification beside the project, cut into articles, clauses and points.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace trinh::testing {

/// An article number and its text, lines separated by '\n'.
using Articles = std::map<std::string, std::string, std::less<>>;

struct LawTexts {
    std::map<std::string, Articles, std::less<>> laws;  ///< By number: "80/2015/QH13".

    [[nodiscard]] const std::string* article(std::string_view law, std::string_view number) const;
};

/// Every phapdien_*.txt of the folder; empty when there is none.
LawTexts read_law_texts(const std::filesystem::path& folder);

/// What stands before the first clause.
std::string opening_of(std::string_view article);
/// The clause ("2", "5a") of an article with everything under it, or nothing.
std::optional<std::string> clause_of(std::string_view article, std::string_view clause);
/// The point ("b", "đ") of an article without clauses or of a clause, or nothing.
std::optional<std::string> point_of(std::string_view clause, std::string_view point);

}  // namespace trinh::testing
