// Every letter of workflows/letters with the values of tests/adapters/mail/values, compared with
// tests/golden/letters. TRINH_UPDATE_GOLDEN=1 rewrites; git diff reviews.
#include <algorithm>
#include <boost/json/parse.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iterator>
#include <set>

#include "adapters/mail/letter_renderer.h"

namespace trinh::mail {
namespace {

namespace fs = std::filesystem;

const fs::path letters_folder = TRINH_SOURCE_DIR "/workflows/letters";
const fs::path values_folder = TRINH_SOURCE_DIR "/tests/adapters/mail/values";
const fs::path golden_folder = TRINH_SOURCE_DIR "/tests/golden/letters";

std::string read(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> cases() {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(values_folder)) {
        names.push_back(entry.path().stem().string());
    }
    std::ranges::sort(names);
    return names;
}

/// "deadline-overdue.director" is a second case of the letter "deadline-overdue".
std::string letter_of(const std::string& name) {
    return name.substr(0, name.find('.'));
}

RenderedLetter rendered(const std::string& name) {
    LetterRenderer renderer(letters_folder);
    const auto values = boost::json::parse(read(values_folder / (name + ".json"))).as_object();
    const auto sent_at = Instant::parse("2023-11-14T07:00:00+07:00");
    auto letter = renderer.render(letter_of(name), values, sent_at.value());
    return letter.value();
}

void expect_golden(const std::string& file, const std::string& found) {
    const fs::path path = golden_folder / file;
    if (std::getenv("TRINH_UPDATE_GOLDEN") != nullptr) {
        std::ofstream(path, std::ios::binary) << found;
        return;
    }
    ASSERT_TRUE(fs::exists(path)) << path << " is missing; TRINH_UPDATE_GOLDEN=1 writes it.";
    EXPECT_EQ(read(path), found) << path;
}

class Letters : public testing::TestWithParam<std::string> {};

TEST_P(Letters, ReadAsReviewed) {
    const RenderedLetter letter = rendered(GetParam());

    expect_golden(GetParam() + ".subject", letter.subject + "\n");
    expect_golden(GetParam() + ".text", letter.text);
    expect_golden(GetParam() + ".html", letter.html);
    if (!letter.calendar.empty()) expect_golden(GetParam() + ".ics", letter.calendar);
}

TEST_P(Letters, AskForNothingTheReadmeDoesNotPromise) {
    EXPECT_THAT(rendered(GetParam()).missing, testing::IsEmpty());
}

TEST_P(Letters, LeaveNoMarkOfTheTemplateBehind) {
    const RenderedLetter letter = rendered(GetParam());

    for (const std::string& part : {letter.subject, letter.text, letter.html}) {
        EXPECT_EQ(part.find("{{"), std::string::npos);
        EXPECT_EQ(part.find("}}"), std::string::npos);
    }
}

std::string test_name(const testing::TestParamInfo<std::string>& param) {
    std::string name = param.param;
    std::ranges::replace_if(
        name, [](char c) { return c == '-' || c == '.'; }, '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(All, Letters, testing::ValuesIn(cases()), test_name);

TEST(LettersFolder, HasNoLetterWithoutACase) {
    std::set<std::string> covered;
    for (const auto& name : cases()) covered.insert(letter_of(name));

    const LetterRenderer renderer(letters_folder);

    EXPECT_THAT(renderer.letters(), testing::ElementsAreArray(covered));
}

}  // namespace
}  // namespace trinh::mail
