/// The index and the facts that the tests of this room score with.
#pragma once

#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/check.h"
#include "engine/reform_index/score.h"

namespace trinh::reform_index {

/// The index that is shipped.
inline const IndexTree& institutional_reform() {
    static const IndexTree shipped = [] {
        std::ifstream file(TRINH_SOURCE_DIR "/workflows/indices/par-index-2023.xml");
        std::ostringstream text;
        text << file.rdbuf();
        auto reading = read_index(text.str());
        CHECK(reading.index.has_value());
        CHECK(reading.diagnostics.empty());
        return *reading.index;
    }();
    return shipped;
}

inline Date on(std::string_view text) {
    const auto date = Date::parse(text);
    CHECK(date.has_value());
    return *date;
}

inline Decimal points(std::string_view text) {
    const auto decimal = Decimal::parse(text);
    CHECK(decimal.has_value());
    return *decimal;
}

/// `on_time` of `all` facts of that name in 2023, one a case; the late ones come last.
inline std::vector<Fact> facts_of(const std::string& name, int on_time, int all) {
    std::vector<Fact> facts;
    for (int i = 1; i <= all; ++i) {
        facts.push_back({name, i, "Dự thảo " + std::to_string(i), on("2023-03-01"), i <= on_time,
                         i <= on_time ? "" : "chậm 2 ngày"});
    }
    return facts;
}

inline ScoreTree score_2023(const std::vector<Fact>& facts,
                            const std::vector<ManualValue>& manual = {}) {
    return score(institutional_reform(), facts, manual, year_up_to(on("2023-12-31")));
}

}  // namespace trinh::reform_index
