#include "adapters/files/secret_files.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <stdlib.h>

#include "engine/ports/store.h"

namespace trinh::files {
namespace {

namespace fs = std::filesystem;

class SecretFilesTest : public ::testing::Test {
protected:
    SecretFilesTest() {
        std::string pattern = (fs::temp_directory_path() / "trinh-secrets-XXXXXX").string();
        EXPECT_NE(mkdtemp(pattern.data()), nullptr);
        folder = pattern;
    }
    ~SecretFilesTest() override { fs::remove_all(folder); }

    fs::path folder;
};

TEST_F(SecretFilesTest, KeepsTheFirstForOurEyesOnly) {
    SecretFiles secrets(folder);
    EXPECT_FALSE(secrets.find("audit-key").has_value());

    EXPECT_EQ(secrets.keep_first("audit-key", "one"), "one");
    EXPECT_EQ(secrets.keep_first("audit-key", "two"), "one");

    EXPECT_EQ(SecretFiles(folder).find("audit-key"), "one");
    EXPECT_EQ(fs::status(folder / "audit-key").permissions(),
              fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(std::distance(fs::directory_iterator(folder), {}), 1) << "nothing is left behind";
}

TEST_F(SecretFilesTest, SaysWhenTheFolderIsOutOfReach) {
    SecretFiles secrets(folder / "absent");
    EXPECT_FALSE(secrets.find("audit-key").has_value());
    EXPECT_THROW(secrets.keep_first("audit-key", "one"), ports::StoreFailure);
}

}  // namespace
}  // namespace trinh::files
