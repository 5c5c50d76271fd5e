// The four lists of a systematization divide the gathered texts as Decree 34/2016 art. 167.4 says,
// and a stock that does not add up is not printed.
#include <algorithm>
#include <boost/json/array.hpp>
#include <gtest/gtest.h>
#include <set>

#include "engine/forms/lay_out.h"
#include "tests/support/test_office.h"

namespace trinh::testing {
namespace {

namespace json = boost::json;
using Numbers = std::set<std::string>;

const char* const effects[] = {"in_force",     "not_yet_effective", "expired_whole",
                               "expired_part", "suspended_whole",   "suspended_part"};

json::object text_of(int number, const std::string& effect, const std::string& proposal) {
    const bool is_without = effect.starts_with("expired") || effect.starts_with("suspended");
    return {
        {"stock_row", number},
        {"text_kind", number % 3 == 0 ? "resolution" : "decision"},
        {"text_number", std::to_string(number) + "/2019/QĐ-UBND"},
        {"text_issued_on", "2019-0" + std::to_string(1 + number % 9) + "-11"},
        {"text_issuer", number % 3 == 0 ? "council" : "committee"},
        {"text_title", "Văn bản mẫu"},
        {"text_field", number % 2 == 0 ? "Xây dựng" : "Tài chính"},
        {"text_effective_on", "2019-12-01"},
        {"row_state", "done"},
        {"effect_result", effect},
        {"effect_on", is_without ? json::value("2022-05-01") : json::value(nullptr)},
        {"effect_reason", is_without ? json::value("Bị thay thế") : json::value(nullptr)},
        {"effect_part", effect.ends_with("part") ? json::value("Điều 5") : json::value(nullptr)},
        {"proposal", proposal},
        {"proposal_content", "Sửa Điều 2"},
        {"proposal_lead", "Sở Xây dựng"},
        {"proposal_due", "2024-06-30"}};
}

/// A text of each effect, every fourth of those in force to be handled.
forms::Material stock() {
    json::array rows;
    for (int i = 0; i < 24; ++i) {
        const std::string effect = effects[i % 6];
        const bool is_whole = effect.ends_with("whole");
        rows.push_back(text_of(i + 1, effect, !is_whole && i % 4 == 0 ? "amend" : "none"));
    }
    forms::Material material;
    material.subject.id = 1;
    material.subject.data = {{"_title", "Hệ thống hóa"}, {"cutoff_on", "2023-12-31"}};
    material.subject.data["stock"] = rows;
    material.subject.data["new_texts"] = json::array();
    material.subject.shown = {{"cutoff_on", "31/12/2023"}, {"stock", rows}};
    material.facts = {{"today", "2024-02-20"}, {"office", {{"committee", "UBND"}}}};
    return material;
}

json::array& rows_of(forms::Material& material) {
    return material.subject.data["stock"].as_array();
}

Result<forms::Paper> paper(const std::string& form, const forms::Material& material) {
    const auto read = forms::read_form(project_file("workflows/forms/" + form + ".xml"));
    CHECK(read.form);
    return forms::lay_out(*read.form, material);
}

/// The numbers of the texts on a list.
Numbers on_list(const std::string& form, const forms::Material& material) {
    const auto made = paper(form, material);
    EXPECT_TRUE(made) << made.error().message;
    Numbers numbers;
    if (!made) return numbers;
    for (const auto& block : made->sheets[0].blocks) {
        const auto* table = std::get_if<forms::Table>(&block);
        if (table == nullptr) continue;
        for (const auto& row : table->rows) {
            if (row.kind == forms::RowKind::heading) continue;
            for (const auto& cell : row.cells) {
                const auto text = forms::cell_text(cell);
                const auto end = text.find("/2019/QĐ-UBND");
                if (end != std::string::npos) numbers.insert(text.substr(0, end));
            }
        }
    }
    return numbers;
}

bool is_within(const Numbers& part, const Numbers& whole) {
    return std::includes(whole.begin(), whole.end(), part.begin(), part.end());
}

struct Lists {
    std::string whole, part, valid, handling;
};

class FourLists : public ::testing::TestWithParam<Lists> {};

TEST_P(FourLists, DivideAllThatWasGathered) {
    const auto material = stock();
    const auto one = on_list(GetParam().whole, material), two = on_list(GetParam().part, material),
               three = on_list(GetParam().valid, material),
               four = on_list(GetParam().handling, material);

    EXPECT_EQ(one.size() + three.size(), 24U);
    Numbers all = one;
    all.insert(three.begin(), three.end());
    EXPECT_EQ(all.size(), 24U);
    EXPECT_EQ(two.size(), 8U);
    EXPECT_TRUE(is_within(two, three));
    EXPECT_FALSE(four.empty());
    EXPECT_TRUE(is_within(four, three));
}

std::string refusal(const std::string& form, const forms::Material& material) {
    const auto made = paper(form, material);
    return made ? "written" : made.error().message;
}

TEST_P(FourLists, AreNotWrittenWhileTheyDoNotAddUp) {
    auto open = stock();
    rows_of(open)[4].as_object()["effect_result"] = nullptr;
    auto twice = stock();
    rows_of(twice)[7] = rows_of(twice)[1];
    auto contrary = stock();
    rows_of(contrary)[2].as_object()["proposal"] = "repeal";
    auto bare = stock();
    rows_of(bare)[5].as_object()["effect_reason"] = nullptr;
    auto dropped = stock();
    rows_of(dropped)[4].as_object()["effect_result"] = nullptr;
    rows_of(dropped)[4].as_object()["row_state"] = "dropped";

    for (const auto& form :
         {GetParam().whole, GetParam().part, GetParam().valid, GetParam().handling}) {
        EXPECT_EQ(refusal(form, open),
                  "Some texts have no result: lists 1 and 3 are not all that was gathered. Rows: "
                  "case 1, row 5.");
        EXPECT_EQ(refusal(form, twice),
                  "A text stands twice, so it could be on two lists that exclude each other. Rows: "
                  "case 1, row 2 and case 1, row 8.");
        EXPECT_EQ(refusal(form, contrary),
                  "A text without effect as a whole cannot stand on the list of texts to be "
                  "handled. Rows: case 1, row 3.");
        EXPECT_EQ(refusal(form, bare),
                  "A text without effect needs the reason and the day. Rows: case 1, row 6.");
        EXPECT_EQ(refusal(form, dropped), "written");
    }
}

INSTANTIATE_TEST_SUITE_P(
    Regimes, FourLists,
    ::testing::Values(Lists{"systematized-1-whole", "systematized-2-part", "systematized-3-valid",
                            "systematized-4-handling"},
                      Lists{"systematized-2025-1-whole", "systematized-2025-2-part",
                            "systematized-2025-3-valid", "systematized-2025-4-handling"}));

/// "[field]number number ..."
std::string order_of(const forms::Table& table) {
    std::string order;
    for (const auto& row : table.rows) {
        if (row.kind == forms::RowKind::heading) {
            order += "[" + forms::cell_text(row.cells[0]) + "]";
            continue;
        }
        const auto number = forms::cell_text(row.cells[2]);
        order += number.substr(0, number.find('/')) + " ";
    }
    return order;
}

TEST(SystematizedSet, StandsInOrderOfFieldForceAndDay) {
    const auto made = paper("systematized-set", stock());
    ASSERT_TRUE(made) << made.error().message;
    EXPECT_EQ(order_of(std::get<forms::Table>(made->sheets[0].blocks.back())),
              "[Tài chính]1 19 13 7 [Xây dựng]18 12 24 6 10 2 20 22 4 14 16 8 ");
}

}  // namespace
}  // namespace trinh::testing
