// What each shipped form says after a story. Write the files anew with TRINH_UPDATE_GOLDEN=1.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <sstream>

#include "tests/forms/samples.h"
#include "tests/support/paper_text.h"

namespace trinh::testing {
namespace {

class ShippedForm : public ::testing::TestWithParam<FormSample> {};

TEST_P(ShippedForm, SaysWhatItsGoldenFileHolds) {
    PlayedStory played(GetParam().story);
    const auto paper = played.paper(GetParam());
    ASSERT_TRUE(paper) << paper.error().message;

    const auto path =
        std::filesystem::path(TRINH_SOURCE_DIR) / "tests/golden/forms" / (GetParam().form + ".txt");
    const auto text = paper_text(*paper);
    if (std::getenv("TRINH_UPDATE_GOLDEN") != nullptr) std::ofstream(path) << text;
    std::ifstream file(path);
    std::ostringstream golden;
    golden << file.rdbuf();
    EXPECT_EQ(text, golden.str()) << path;
}

std::string name_of(const ::testing::TestParamInfo<FormSample>& sample) {
    std::string name = sample.param.form;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Forms, ShippedForm, ::testing::ValuesIn(form_samples()), name_of);

/// Whether a case can be opened that the form is of.
bool is_in_use(const forms::Form& form, const service::ProcessShelf& shelf) {
    const auto processes = shelf.current();
    return std::any_of(processes.begin(), processes.end(), [&](const auto& process) {
        const auto& of = form.source.processes;
        return (form.regime.empty() || form.regime == process->regime) &&
               std::find(of.begin(), of.end(), process->id) != of.end();
    });
}

TEST(ShippedForms, EachInUseHasASample) {
    TestOffice office;
    office.load_workflows();
    std::set<std::string> sampled;
    for (const auto& sample : form_samples()) sampled.insert(sample.form);
    for (const auto& [id, form] : office.shelf().forms())
        EXPECT_TRUE(sampled.contains(id) || !is_in_use(form, office.shelf()))
            << id << " has no sample in tests/forms/samples.cc.";
}

}  // namespace
}  // namespace trinh::testing
