/// Every citation of the shipped definitions against the codified law beside the project.
#include "tests/law/citation.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <pugixml.hpp>
#include <re2/re2.h>
#include <set>

#include "engine/calendar/period.h"
#include "tests/law/law_text.h"

namespace trinh::testing {
namespace {

namespace fs = std::filesystem;
const fs::path source = TRINH_SOURCE_DIR;

const LawTexts& laws() {
    static const LawTexts texts = read_law_texts(source / ".." / "shared" / "data" / "law");
    return texts;
}

/// "64/2025/QH15 53": articles that only a quotation is known of.
const std::set<std::string>& quoted() {
    static const auto all = [] {
        std::set<std::string> found;
        std::ifstream file(source / "tests/law/quoted_articles.txt");
        std::string line;
        while (std::getline(file, line)) {
            if (!line.empty() && line[0] != '#') found.insert(line.substr(0, line.find("  ")));
        }
        return found;
    }();
    return all;
}

std::vector<fs::path> definitions() {
    std::vector<fs::path> found;
    for (const auto& entry : fs::recursive_directory_iterator(source / "workflows")) {
        const auto extension = entry.path().extension();
        if (extension == ".scxml" || extension == ".xml") found.push_back(entry.path());
    }
    std::sort(found.begin(), found.end());
    return found;
}

/// Why the citation cannot be found; empty when it can.
std::string fault_of(const Citation& cited) {
    const auto* article = laws().article(cited.law, cited.article);
    if (article == nullptr) {
        if (quoted().count(cited.law + " " + cited.article) > 0) return {};
        return laws().laws.count(cited.law) > 0 ? "has no such article" : "is not beside us";
    }
    for (const auto& clause : cited.clauses) {
        const auto text = clause_of(*article, clause);
        if (!text) return "has no khoản " + clause + " there";
        for (const auto& point : cited.points) {
            if (!point_of(*text, point)) return "has no điểm " + point + " there";
        }
    }
    if (!cited.clauses.empty()) return {};
    for (const auto& point : cited.points) {
        if (!point_of(*article, point)) return "has no điểm " + point + " there";
    }
    return {};
}

/// The text the citation points at: clause by clause under the article's opening words, or all.
std::string text_of(const Citation& cited) {
    const auto* article = laws().article(cited.law, cited.article);
    if (article == nullptr) return {};
    if (cited.clauses.empty()) return *article;
    std::string all = opening_of(*article);
    for (const auto& clause : cited.clauses) all += clause_of(*article, clause).value_or("");
    return all;
}

/// The words in which the law may write this period or day.
std::string law_words(const std::string& on, const std::string& length) {
    int month = 0, day = 0;
    if (std::sscanf(on.c_str(), "%d-%d", &month, &day) == 2) {
        const auto at = " tháng 0?" + std::to_string(month) + "\\b";
        const std::string quarter = on == "03-31" ? "|trong quý I\\b" : "";
        return "(?:ngày )?0?" + std::to_string(day) + at + "|trước ngày 0?" +
               std::to_string(day + 1) + at + quarter;
    }
    if (!on.empty()) return "ngày 0?" + std::to_string(std::stoi(on)) + "\\b";
    const auto period = calendar::parse_period(length);
    if (!period) return "(no period)";
    const std::string count = "\\b0?" + std::to_string(period->count) + "(?: \\([^)]*\\))? ";
    switch (period->unit) {
        case calendar::PeriodUnit::working_days:
            return count + "ngày làm việc";
        case calendar::PeriodUnit::days:
            return count + "ngày(?: [^l]| l[^à]|[^ ]|$)";
        case calendar::PeriodUnit::months:
            return count + "tháng";
        case calendar::PeriodUnit::years:
            return count + "năm";
    }
    return "(no period)";
}

template <typename Visit>
void each_node(const pugi::xml_node& node, const Visit& visit) {
    visit(node);
    for (const auto& child : node.children()) each_node(child, visit);
}

template <typename Visit>
void each_definition_node(const Visit& visit) {
    for (const auto& file : definitions()) {
        pugi::xml_document document;
        ASSERT_TRUE(document.load_file(file.c_str())) << file;
        each_node(document, [&](const pugi::xml_node& node) { visit(file, node); });
    }
}

TEST(Citation, IsReadFromASentence) {
    using Citations = std::vector<Citation>;
    EXPECT_EQ(citations_in("Khoản 2 Điều 15, khoản 1 Điều 42 Nghị định số 34/2016/NĐ-CP"),
              (Citations{{"34/2016/NĐ-CP", "15", {"2"}, {}}, {"34/2016/NĐ-CP", "42", {"1"}, {}}}));
    EXPECT_EQ(citations_in("theo điểm đ khoản 2 Điều 39 Nghị định số 34/2016/NĐ-CP."),
              (Citations{{"34/2016/NĐ-CP", "39", {"2"}, {"đ"}}}));
    EXPECT_EQ(citations_in("các khoản 1, 2 và 3 Điều 27 Luật số 80/2015/QH13"),
              (Citations{{"80/2015/QH13", "27", {"1", "2", "3"}, {}}}));
    EXPECT_EQ(citations_in("Điều 157 Luật số 80/2015/QH13 (được sửa đổi bởi Luật số 63/2020/QH14)"),
              (Citations{{"80/2015/QH13", "157", {}, {}}}));
    EXPECT_TRUE(citations_in("Đề nghị chỉnh lý Điều 3 của dự thảo.").empty());
}

TEST(Citation, PeriodIsTakenWithItsUnit) {
    const auto says = [](const char* text, const char* on, const char* period) {
        return RE2::PartialMatch(text, law_words(on, period));
    };
    EXPECT_TRUE(says("trong thời hạn 15 ngày kể từ ngày nhận", "", "15 days"));
    EXPECT_TRUE(says("trong thời hạn 15 ngày, kể từ", "", "15 days"));
    EXPECT_FALSE(says("trong thời hạn 15 ngày làm việc", "", "15 days"));
    EXPECT_FALSE(says("trong thời hạn 115 ngày kể từ", "", "15 days"));
    EXPECT_TRUE(says("chậm nhất là 03 ngày làm việc, kể từ", "", "3 working-days"));
    EXPECT_FALSE(says("chậm nhất là 03 ngày, kể từ", "", "3 working-days"));
    EXPECT_TRUE(says("Chậm nhất là ngày 31 tháng 01 hằng năm", "01-31", ""));
    EXPECT_FALSE(says("Chậm nhất là ngày 31 tháng 10 hằng năm", "01-31", ""));
    EXPECT_TRUE(says("trước ngày 30 tháng 01 để theo dõi", "01-29", ""));
    EXPECT_FALSE(says("chậm nhất là ngày 30 tháng 01", "01-29", ""));
    EXPECT_TRUE(says("gửi Bộ Tư pháp trong quý I năm sau kỳ báo cáo", "03-31", ""));
    EXPECT_TRUE(says("trước ngày 23 hằng tháng", "23", ""));
}

TEST(Citation, OfEveryDefinitionIsFoundInTheLaw) {
    if (laws().laws.empty())
        GTEST_SKIP() << "The codified law is not beside this project (shared/data/law).";
    int count = 0;
    each_definition_node([&](const fs::path& file, const pugi::xml_node& node) {
        for (const auto& attribute : node.attributes()) {
            for (const auto& cited : citations_in(attribute.value())) {
                ++count;
                EXPECT_EQ(fault_of(cited), "")
                    << file.filename() << ": " << words_of(cited) << " in <" << node.name() << " "
                    << node.attribute("id").value() << " " << attribute.name() << "=\""
                    << attribute.value() << "\">";
            }
        }
    });
    EXPECT_GT(count, 40);
}

TEST(Citation, OfAReadPeriodHoldsItsNumber) {
    if (laws().laws.empty())
        GTEST_SKIP() << "The codified law is not beside this project (shared/data/law).";
    int count = 0;
    each_definition_node([&](const fs::path& file, const pugi::xml_node& node) {
        if (std::string_view(node.name()) != "t:deadline") return;
        if (std::string_view(node.attribute("confidence").value()) != "read") return;
        const std::string on = node.attribute("on").value();
        const std::string period = node.attribute("period").value();
        // The day itself: set in the case, or a happening such as a session. No number to read.
        if (period == "0 days") return;
        ++count;
        std::string cited_text;
        for (const auto& cited : citations_in(node.attribute("basis").value())) {
            cited_text += text_of(cited) + '\n';
        }
        EXPECT_TRUE(RE2::PartialMatch(cited_text, law_words(on, period)))
            << file.filename() << ": deadline " << node.attribute("id").value() << " (" << period
            << on << ") is said to be read in " << node.attribute("basis").value()
            << ", which does not say so.";
    });
    EXPECT_GT(count, 5);
}

}  // namespace
}  // namespace trinh::testing
