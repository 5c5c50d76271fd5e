#include "tests/support/scenario_table.h"

#include <boost/json/array.hpp>
#include <gtest/gtest.h>

namespace trinh::testing {

void expect_table(const boost::json::object& shown, const ScenarioLine& line) {
    for (const auto& item : shown.at("tables").as_array()) {
        if (item.at("id").as_string() != line.word(2)) continue;
        const auto& rows = item.at("rows").as_array();
        const auto number = std::stoul(line.word(4));
        if (line.word(3) == "rows") {
            EXPECT_EQ(rows.size(), number);
            return;
        }
        ASSERT_TRUE(number >= 1 && number <= rows.size()) << "There is no row " << number;
        EXPECT_EQ(std::string(rows[number - 1].at("shown").at(line.word(5)).as_string()),
                  line.word(6));
        return;
    }
    ADD_FAILURE() << "The case has no table '" << line.word(2) << "'.";
}

}  // namespace trinh::testing
