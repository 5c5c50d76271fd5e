/// Cell: one column of the row that was just read; the kind is chosen before, by the reader.
#pragma once

#include <string>

namespace trinh::sql {

struct Cell {
    bool is_text = false;
    bool is_null = false;
    long long number = 0;
    std::string text;
};

}  // namespace trinh::sql
