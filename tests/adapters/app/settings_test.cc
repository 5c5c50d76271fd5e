#include "adapters/app/settings.h"

#include <cstdlib>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/app/roles.h"

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

TEST_F(SettingsTest, RemindersWaitForOneAnotherAsLongAsTheFileSays) {
    EXPECT_EQ(read("")->mail_gathers_for, minutes(5));
    EXPECT_EQ(read("[mail]\ngather_minutes = 0\n")->mail_gathers_for, minutes(0));
    EXPECT_FALSE(read("[mail]\ngather_minutes = 61\n"));
}

TEST_F(SettingsTest, AWebhookHasAnAddressASecretAndEvents) {
    const auto secret = (folder / "secret").string();
    std::ofstream(secret) << "0123456789abcdef\n";
    const auto with = [&](const std::string& url, const std::string& rest) {
        return read("[[webhook]]\nurl = \"" + url + "\"\nsecret_file = \"" + secret + "\"\n" +
                    rest);
    };
    const auto good = with("https://hooks.example/a", "events = [\"case.open\", \"clock.*\"]\n");
    ASSERT_TRUE(good) << good.error().message;
    ASSERT_EQ(good->webhooks.size(), 1U);
    EXPECT_EQ(good->webhooks[0].endpoint.secret, "0123456789abcdef");
    EXPECT_FALSE(good->webhooks[0].endpoint.allows_private);
    EXPECT_EQ(good->webhooks[0].events.size(), 2U);

    const auto message = [](const Result<Settings>& read) {
        return read ? std::string() : read.error().message;
    };
    const std::string all = "events = [\"*\"]\n";
    EXPECT_THAT(message(with("http://hooks.example/a", all)), HasSubstr("toml:1: 'webhook.url'"));
    EXPECT_THAT(message(with("https://a.example", "")), HasSubstr("'webhook.events'"));
    EXPECT_THAT(message(with("https://a.example", "events = [1]\n")), HasSubstr("webhook.events"));
    EXPECT_THAT(message(with("https://a.example", all + "evnts = 1\n")),
                HasSubstr("toml:5: 'webhook.evnts' is not a setting."));
    EXPECT_THAT(message(with("https://a.example", all + "allow_private = 1\n")),
                HasSubstr("allow_private"));
    std::ofstream(secret) << "short\n";
    EXPECT_THAT(message(with("https://a.example", all)), HasSubstr("at least 16 characters"));
    EXPECT_THAT(message(read("[webhook]\nurl = \"https://a.example\"\n")),
                HasSubstr("[[webhook]]"));
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

TEST_F(SettingsTest, TheStoreIsAFileUntilAServerIsNamed) {
    EXPECT_EQ(read("")->postgres, "");

    std::ofstream(folder / "password") << "bí mật = 'x'\n";
    const auto named = read(
        "[store]\npostgres = \"host=db dbname=trinh user=trinh\"\n"
        "password_file = \"" +
        (folder / "password").string() + "\"\n");

    ASSERT_TRUE(named) << named.error().message;
    EXPECT_EQ(named->postgres, "host=db dbname=trinh user=trinh");
    EXPECT_EQ(named->postgres_password, "bí mật = 'x'");
}

TEST_F(SettingsTest, APasswordFileThatCannotBeReadIsNamedByItsLine) {
    const auto lost = read("[store]\npassword_file = \"nowhere\"\n");

    ASSERT_FALSE(lost);
    EXPECT_THAT(lost.error().message,
                HasSubstr("trinh.toml:2: 'store.password_file' names a file"));
}

TEST(RolesTest, AreAllUntilSomeAreNamed) {
    EXPECT_EQ(read_roles("")->spoken(), "all");
    EXPECT_EQ(read_roles("all")->spoken(), "all");
    EXPECT_EQ(read_roles("mail,clock")->spoken(), "clock,mail");
    EXPECT_EQ(read_roles("web")->spoken(), "web");
    EXPECT_FALSE(read_roles("web")->clock);
    EXPECT_EQ(read_roles("web,clock,mail")->spoken(), "all");
}

TEST(RolesTest, RefuseAWordThatIsNone) {
    for (const char* text : {"wbe", "web,", ",", "web;mail", "WEB"}) {
        const auto roles = read_roles(text);
        ASSERT_FALSE(roles) << text;
        EXPECT_THAT(roles.error().message, HasSubstr("expected web, clock, mail or all"));
    }
}

}  // namespace
}  // namespace trinh::app
