#include "adapters/app/settings.h"

#include <cstdlib>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace trinh::app {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class SettingsTest : public ::testing::Test {
protected:
    SettingsTest() {
        std::string pattern = (fs::temp_directory_path() / "trinh-settings-XXXXXX").string();
        folder = ::mkdtemp(pattern.data());
    }
    ~SettingsTest() override { fs::remove_all(folder); }

    Result<Settings> read(const std::string& toml) {
        const auto file = (folder / "trinh.toml").string();
        std::ofstream(file) << toml;
        return read_settings(file, folder.string());
    }

    fs::path folder;
};

TEST_F(SettingsTest, LettersCarryAPictureOnlyWhenTheFileSaysSo) {
    EXPECT_EQ(read("")->has_mail_picture, std::nullopt);
    EXPECT_EQ(read("[mail]\nhost = \"smtp.example\"\n")->has_mail_picture, std::nullopt);
    EXPECT_EQ(read("[mail]\npicture = true\n")->has_mail_picture, true);
    EXPECT_EQ(read("[mail]\npicture = false\n")->has_mail_picture, false);
}

TEST_F(SettingsTest, WhatIsWrongIsNamedWithItsLine) {
    const auto not_a_choice = read("[mail]\npicture = \"yes\"\n");
    ASSERT_FALSE(not_a_choice);
    EXPECT_THAT(not_a_choice.error().message,
                HasSubstr("trinh.toml:2: 'mail.picture' is not of the expected type."));

    const auto misspelt = read("[mail]\nport = 25\npictures = true\n");
    ASSERT_FALSE(misspelt);
    EXPECT_THAT(misspelt.error().message,
                HasSubstr("trinh.toml:3: 'mail.pictures' is not a setting."));
}

}  // namespace
}  // namespace trinh::app
