/// ScenarioLine: one line of a story, cut into words, texts, JSON and the comment's check.
#pragma once

#include <string>
#include <vector>

namespace trinh::testing {

struct ScenarioLine {
    int number = 0;
    std::vector<std::string> words;  ///< Bare words and "quoted texts" (without quotes).
    std::string json;     ///< The first {...}, [..] or "..." given as data; may be empty.
    std::string comment;  ///< After " # ".

    [[nodiscard]] const std::string& word(std::size_t at) const;  ///< Empty beyond the end.
    /// The word after `name`, or empty.
    [[nodiscard]] std::string after(const std::string& name) const;
    /// The first word of the comment: what comes of the line.
    [[nodiscard]] std::string outcome() const;
    /// What stands in `contains "…"` in the comment; empty: nothing is promised.
    [[nodiscard]] std::string promised() const;
};

/// The lines that say something, in order.
std::vector<ScenarioLine> read_scenario(const std::string& text);

}  // namespace trinh::testing
