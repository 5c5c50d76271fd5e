#include "adapters/files/disk_vault.h"

#include <chrono>
#include <csignal>
#include <fstream>
#include <functional>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "engine/ports/store.h"

namespace trinh::files {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr const char* abc_name = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

/// A folder that is gone after the test.
class DiskVaultTest : public testing::Test {
protected:
    DiskVaultTest() {
        std::string pattern = (fs::temp_directory_path() / "trinh-vault-XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
    }
    ~DiskVaultTest() override { fs::remove_all(folder_); }

    [[nodiscard]] std::vector<std::string> files() const {
        std::vector<std::string> found;
        for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
            if (entry.is_regular_file()) {
                found.push_back(fs::relative(entry.path(), folder_).string());
            }
        }
        return found;
    }
    [[nodiscard]] fs::path path_of_abc() const { return folder_ / "ba" / "78" / abc_name; }

    static std::string failure_of(const std::function<void()>& act) {
        try {
            act();
        } catch (const ports::StoreFailure& failure) {
            return failure.what();
        }
        return "no failure";
    }

    fs::path folder_;
};

/// What a full disk looks like to one process: no file may grow beyond `bytes`.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

private:
    rlimit before_{};
    void (*handler_)(int);
};

TEST_F(DiskVaultTest, NamesBytesByTheirHashAndGivesThemBack) {
    DiskVault vault(folder_);

    const std::string name = vault.keep("abc");

    EXPECT_EQ(name, abc_name);
    EXPECT_EQ(vault.fetch(name).value(), "abc");
    EXPECT_THAT(files(), testing::ElementsAre(std::string("ba/78/") + abc_name));
}

TEST_F(DiskVaultTest, KeepsAnyBytesAndNone) {
    DiskVault vault(folder_);
    std::string bytes(3'000'000, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * 31 % 251);

    EXPECT_EQ(vault.fetch(vault.keep(bytes)).value(), bytes);
    EXPECT_EQ(vault.fetch(vault.keep("")).value(), "");
}

TEST_F(DiskVaultTest, KeepsTheSameBytesOnce) {
    DiskVault vault(folder_);

    EXPECT_EQ(vault.keep("abc"), vault.keep("abc"));

    EXPECT_EQ(files().size(), 1u);
}

TEST_F(DiskVaultTest, OpensWhatAnEarlierRunKept) {
    std::string name;
    { name = DiskVault(folder_ / "deep" / "vault").keep("dự thảo lần 1"); }

    EXPECT_EQ(DiskVault(folder_ / "deep" / "vault").fetch(name).value(), "dự thảo lần 1");
}

TEST_F(DiskVaultTest, RefusesNamesItDoesNotHold) {
    const DiskVault vault(folder_);
    std::ofstream(folder_ / "secret") << "x";

    for (const std::string& name :
         {std::string(abc_name), std::string("../../secret"), std::string(), std::string(64, 'A'),
          std::string("../") + std::string(61, 'a'), std::string(100'000, 'a')}) {
        const auto fetched = vault.fetch(name);
        ASSERT_FALSE(fetched);
        EXPECT_EQ(fetched.error().reason, Reason::not_found);
    }
}

TEST_F(DiskVaultTest, NeverHandsOutDamagedBytes) {
    DiskVault vault(folder_);
    const std::string name = vault.keep("abc");
    std::ofstream(path_of_abc()) << "abd";

    EXPECT_THAT(failure_of([&] { static_cast<void>(vault.fetch(name)); }),
                HasSubstr("is damaged: its bytes are not what its name says"));
}

TEST_F(DiskVaultTest, RepairsADamagedCopyWhenTheDraftComesAgain) {
    DiskVault vault(folder_);
    static_cast<void>(vault.keep("abc"));
    fs::resize_file(path_of_abc(), 1);

    const std::string name = vault.keep("abc");

    EXPECT_EQ(vault.fetch(name).value(), "abc");
}

TEST_F(DiskVaultTest, ClearsTornFilesOfACrashButNotOfANeighbour) {
    { const DiskVault first(folder_); }
    std::ofstream(folder_ / "incoming" / "torn.part") << "half a dra";
    std::ofstream(folder_ / "incoming" / "being-written.part") << "half a dra";
    fs::last_write_time(folder_ / "incoming" / "torn.part",
                        fs::file_time_type::clock::now() - std::chrono::hours(2));

    const DiskVault again(folder_);

    EXPECT_THAT(files(), testing::ElementsAre("incoming/being-written.part"));
}

TEST_F(DiskVaultTest, SaysInOneSentenceThatTheDiskIsFullAndLeavesNoHalfFile) {
    DiskVault vault(folder_);
    const std::string big(100'000, 'x');
    std::string failure;

    {
        const FileSizeLimit limit(4096);
        failure = failure_of([&] { static_cast<void>(vault.keep(big)); });
    }

    EXPECT_THAT(failure, HasSubstr("could not keep a file of 100000 bytes: File too large. "
                                   "Nothing was kept"));
    EXPECT_THAT(files(), testing::IsEmpty());
    EXPECT_EQ(vault.fetch(vault.keep(big)).value(), big) << "works again when there is room";
}

TEST_F(DiskVaultTest, SaysWhenItsFolderIsNotAFolder) {
    std::ofstream(folder_ / "file") << "x";

    EXPECT_THAT(failure_of([&] { const DiskVault vault(folder_ / "file"); }),
                HasSubstr("Give this program a folder it may write to."));
}

TEST_F(DiskVaultTest, SaysWhenItsFolderIsTakenAway) {
    DiskVault vault(folder_);
    fs::remove_all(folder_ / "incoming");

    EXPECT_THAT(failure_of([&] { static_cast<void>(vault.keep("abc")); }),
                HasSubstr("No such file or directory. Nothing was kept"));
    EXPECT_THAT(files(), testing::IsEmpty());
}

/// Root writes through a folder's rights, so root stops being root while this lives.
class OrdinaryUser {
public:
    OrdinaryUser() : was_root_(::geteuid() == 0) {
        if (was_root_) changed_ = ::seteuid(65534) == 0;
    }
    ~OrdinaryUser() {
        if (was_root_) changed_ = ::seteuid(0) == 0;
    }
    OrdinaryUser(const OrdinaryUser&) = delete;
    OrdinaryUser& operator=(const OrdinaryUser&) = delete;

private:
    bool was_root_;
    bool changed_ = true;
};

TEST_F(DiskVaultTest, SaysWhenItMayNotWrite) {
    DiskVault vault(folder_);
    fs::permissions(folder_, fs::perms::all);
    fs::permissions(folder_ / "incoming", fs::perms::owner_read | fs::perms::owner_exec);
    std::string failure;

    {
        const OrdinaryUser nobody;
        failure = failure_of([&] { static_cast<void>(vault.keep("abc")); });
    }

    EXPECT_THAT(failure, HasSubstr("Permission denied. Nothing was kept"));
    fs::permissions(folder_ / "incoming", fs::perms::owner_all);
    EXPECT_THAT(files(), testing::IsEmpty());
}

TEST_F(DiskVaultTest, LetsThreadsKeepTheSameDraftAtOnce) {
    DiskVault vault(folder_);

    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&vault] {
            for (int n = 0; n < 10; ++n) static_cast<void>(vault.keep("n" + std::to_string(n)));
        });
    }
    for (auto& thread : threads) thread.join();

    EXPECT_EQ(files().size(), 10u);
}

}  // namespace
}  // namespace trinh::files
