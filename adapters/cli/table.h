/// Table: columns of Vietnamese text that line up in a terminal.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace trinh::cli {

class Table {
public:
    explicit Table(std::vector<std::string> heads) { rows_.push_back(std::move(heads)); }
    void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
    /// Heads, a rule, the rows; cells wider than `cell_max` columns are cut with "…".
    void print(std::ostream& out, std::size_t cell_max = 60) const;

private:
    std::vector<std::vector<std::string>> rows_;
};

/// Columns a text takes in a terminal.
std::size_t width_of(const std::string& text);

}  // namespace trinh::cli
