#include "engine/reform_index/snapshot.h"

#include <gtest/gtest.h>

#include "engine/base/json_text.h"
#include "tests/engine/reform_index/indices.h"

namespace trinh::reform_index {
namespace {

std::string index_xml() {
    std::ifstream file(TRINH_SOURCE_DIR "/workflows/indices/par-index-2023.xml");
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

class SnapshotTest : public ::testing::Test {
protected:
    SnapshotTest() {
        ManualValue value;
        value.code = "1.3";
        value.part = 3;
        value.whole = 10;
        value.evidence = {{"1/BC", on("2023-12-01"), "Sở", "Báo cáo", "a.pdf", "ff"}};
        values = {value};
    }
    [[nodiscard]] boost::json::object document() const {
        const ScoreTree tree = score_2023(facts, values);
        return snapshot_document(institutional_reform(), tree,
                                 {{"par-index-2023", "h1", index_xml()},
                                  {"vn", "h2", "<calendar/>"},
                                  facts,
                                  values,
                                  *Instant::parse("2024-01-05T01:00Z"),
                                  "my"});
    }

    std::vector<Fact> facts = facts_of("appraisal-draft", 700, 800);
    std::vector<ManualValue> values;
};

TEST_F(SnapshotTest, TheSamePartsGiveTheSameBytes) {
    EXPECT_EQ(to_json_text(document()), to_json_text(document()));
}

TEST_F(SnapshotTest, ReopensAndScoresToWhatItSays) {
    const auto read = parse_json(to_json_text(document()));

    ASSERT_TRUE(read);
    EXPECT_EQ(check_snapshot(read->as_object()), std::vector<std::string>{});
    EXPECT_EQ(to_json_text(*read), to_json_text(document()));
    const auto& frozen = read->at("frozen").as_object();
    EXPECT_EQ(frozen.at("facts").as_array().size(), 800U);
    EXPECT_EQ(frozen.at("calendar").at("sha256").as_string(), "h2");
}

TEST_F(SnapshotTest, NoticesAChangedRow) {
    auto changed = document();
    auto& row = changed.at("frozen").at("facts").as_array().at(0).as_object();
    row["counts"] = false;

    EXPECT_FALSE(check_snapshot(changed).empty());
    changed = document();
    changed["points"] = 99.0;
    EXPECT_FALSE(check_snapshot(changed).empty());
    EXPECT_FALSE(check_snapshot({{"a", 1}}).empty());
}

}  // namespace
}  // namespace trinh::reform_index
