// Several definitions of one process: which holds on a day, and what is wrong between them.
#include "engine/workflow/regimes.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "engine/workflow/reader.h"

namespace trinh::workflow {
namespace {

Date on(const char* day) {
    return *Date::parse(day);
}

std::shared_ptr<const Process> regime(const std::string& from, const std::string& to,
                                      const std::string& name = "opinion") {
    const auto dated = [](const char* word, const std::string& day) {
        return day.empty() ? "" : fmt::format(" {}='{}'", word, day);
    };
    const auto read = read_process(fmt::format(
        "<scxml xmlns='http://www.w3.org/2005/07/scxml' xmlns:t='urn:trinh:workflow:1' "
        "version='1.0' datamodel='ecmascript' name='{}' initial='a'>\n"
        "<t:process title='Q' regime='from-{}'{}{} basis='B' calendar='vn' opened-by='clerk'>"
        "<t:role id='clerk' title='V' scope='department'/></t:process>"
        "<state id='a'><t:stage title='A' actor='clerk'/></state></scxml>",
        name, from, dated("valid-from", from), dated("valid-to", to)));
    CHECK(read.process != nullptr);
    return read.process;
}

std::string on_day(const Regimes& regimes, const char* day) {
    const auto found = regime_on(regimes, on(day));
    return found ? found->regime : "none";
}

std::vector<std::string> codes(const Regimes& regimes) {
    std::vector<std::string> found;
    for (const auto& fault : compare_regimes(regimes)) found.push_back(fault.diagnostic.code);
    return found;
}

TEST(Regimes, TheFirstAndTheLastDayBelongToTheRegime) {
    const Regimes all{regime("2020-01-01", "2025-03-31"), regime("2025-04-01", "")};
    EXPECT_EQ(on_day(all, "2019-12-31"), "none");
    EXPECT_EQ(on_day(all, "2020-01-01"), "from-2020-01-01");
    EXPECT_EQ(on_day(all, "2025-03-31"), "from-2020-01-01");
    EXPECT_EQ(on_day(all, "2025-04-01"), "from-2025-04-01");
    EXPECT_EQ(on_day(all, "2099-12-31"), "from-2025-04-01");
}

TEST(Regimes, OfTwoThatHoldTheLaterBeginsInWhateverOrder) {
    const auto early = regime("", ""), late = regime("2025-04-01", "");
    EXPECT_EQ(on_day({early, late}, "2025-04-01"), "from-2025-04-01");
    EXPECT_EQ(on_day({late, early}, "2025-04-01"), "from-2025-04-01");
    EXPECT_EQ(on_day({late, early}, "2025-03-31"), "from-");
}

TEST(Regimes, AreSortedFromTheEarliest) {
    Regimes all{regime("2025-04-01", ""), regime("", "2019-12-31"), regime("2020-01-01", "")};
    sort_regimes(all);
    EXPECT_EQ(all[0]->regime, "from-");
    EXPECT_EQ(all[1]->regime, "from-2020-01-01");
    EXPECT_EQ(all[2]->regime, "from-2025-04-01");
}

TEST(Regimes, ThatFollowEachOtherAreInOrder) {
    EXPECT_TRUE(codes({regime("2025-04-01", ""), regime("", "2025-03-31")}).empty());
    EXPECT_TRUE(codes({regime("2025-04-01", "")}).empty());
    EXPECT_TRUE(codes({regime("", ""), regime("", "", "other")}).empty());
    const auto twice = regime("", "");
    EXPECT_TRUE(codes({twice, twice}).empty());
}

TEST(Regimes, OneDayUnderTwoIsAnErrorOneUnderNoneAWarning) {
    const Regimes overlapping{regime("2020-01-01", "2025-04-01"), regime("2025-04-01", "")};
    EXPECT_EQ(codes(overlapping), std::vector<std::string>{"TR341"});
    const Regimes apart{regime("2020-01-01", "2025-03-30"), regime("2025-04-01", "")};
    EXPECT_EQ(codes(apart), std::vector<std::string>{"TR342"});
    const auto faults = compare_regimes(apart);
    EXPECT_EQ(faults[0].process, apart[1]);
    EXPECT_EQ(faults[0].diagnostic.line, 2);
    EXPECT_EQ(faults[0].diagnostic.severity, Severity::warning);
    EXPECT_NE(faults[0].diagnostic.message.find("from 2025-03-31 to 2025-03-31"),
              std::string::npos);
}

TEST(Regimes, WithoutEndOrBeginningTheyOverlap) {
    EXPECT_EQ(codes({regime("2020-01-01", ""), regime("2025-04-01", "")}),
              std::vector<std::string>{"TR341"});
    EXPECT_EQ(codes({regime("", ""), regime("", "2025-03-31")}), std::vector<std::string>{"TR341"});
}

TEST(Regimes, ValidityIsSaidInWords) {
    EXPECT_EQ(validity_words(*regime("2020-01-01", "2025-03-31")).vi, "01/01/2020 – 31/03/2025");
    EXPECT_EQ(validity_words(*regime("2025-04-01", "")).vi, "từ 01/04/2025");
    EXPECT_EQ(validity_words(*regime("", "2025-03-31")).en, "to 2025-03-31");
    EXPECT_EQ(validity_words(*regime("", "")).en, "without limit");
}

}  // namespace
}  // namespace trinh::workflow
