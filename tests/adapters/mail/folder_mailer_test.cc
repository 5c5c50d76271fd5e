// A letter with a picture as the file that the demo's mail tray holds, byte for byte.
// TRINH_UPDATE_GOLDEN=1 rewrites tests/golden/letters/with-picture.eml; git diff reviews.
#include "adapters/mail/folder_mailer.h"

#include <boost/json/parse.hpp>
#include <cstdlib>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iterator>

namespace trinh::mail {
namespace {

namespace fs = std::filesystem;
using ports::SendStatus;
using testing::HasSubstr;
using testing::Not;

struct FixedClock : ports::Clock {
    [[nodiscard]] Instant now() const override {
        return Instant::parse("2023-11-15T07:00:00+07:00").value();
    }
};

std::string read(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

class FolderMailerTest : public testing::Test {
protected:
    FolderMailerTest() {
        std::string pattern = (fs::temp_directory_path() / "trinh-tray-XXXXXX").string();
        folder = ::mkdtemp(pattern.data());
    }
    ~FolderMailerTest() override { fs::remove_all(folder); }

    /// The values say that there is a picture; only the attachment decides.
    static ports::Letter overdue() {
        const auto values = boost::json::parse(
            read(TRINH_SOURCE_DIR "/tests/adapters/mail/values/deadline-overdue.json"));
        return {"overdue-17@stp.example.vn", "minh@stp.example.vn", "Nguyễn Văn Minh",
                "deadline-overdue", values.as_object()};
    }

    std::string written(const ports::Letter& letter) {
        LetterRenderer renderer(TRINH_SOURCE_DIR "/workflows/letters");
        const FixedClock clock;
        FolderMailer mailer(folder, "trinh@stp.example.vn", "Sở Tư pháp", renderer, clock);
        EXPECT_EQ(mailer.send(letter).status, SendStatus::accepted);
        return read(folder / "overdue-17@stp.example.vn.eml");
    }

    fs::path folder;
};

TEST_F(FolderMailerTest, WritesALetterWithItsPicture) {
    auto letter = overdue();
    letter.attachment = {"so-do-ho-so-17.svg", "image/svg+xml",
                         "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>Sơ đồ</title></svg>\n"};

    const std::string bytes = written(letter);

    const fs::path golden = TRINH_SOURCE_DIR "/tests/golden/letters/with-picture.eml";
    if (std::getenv("TRINH_UPDATE_GOLDEN") != nullptr) {
        std::ofstream(golden, std::ios::binary) << bytes;
        return;
    }
    EXPECT_EQ(read(golden), bytes);
}

TEST_F(FolderMailerTest, NamesNoPictureThatDoesNotTravel) {
    auto too_large = overdue();
    too_large.attachment = {"so-do-ho-so-17.svg", "image/svg+xml",
                            std::string(ports::attachment_bytes_max + 1, 'x')};

    const std::string bytes = written(too_large);

    EXPECT_THAT(bytes, Not(HasSubstr("svg")));
    EXPECT_EQ(bytes, written(overdue()));
}

}  // namespace
}  // namespace trinh::mail
