#include "adapters/files/durable_file.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace trinh::files {
namespace {

[[noreturn]] void fail(const char* act) {
    throw std::system_error(errno, std::generic_category(), act);
}

class Descriptor {
public:
    Descriptor(const std::filesystem::path& path, int flags, unsigned rights = 0640)
        : number_(::open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, rights)) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    [[nodiscard]] bool is_open() const { return number_ >= 0; }
    [[nodiscard]] int number() const { return number_; }

    /// Some file systems report a failed write only here.
    void close() {
        const int closing = number_;
        number_ = -1;
        if (::close(closing) != 0) fail("close");
    }

private:
    int number_;
};

void write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail("write");
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

void write_synced(const std::filesystem::path& path, std::string_view bytes,
                  unsigned rights = 0640) {
    Descriptor file(path, O_WRONLY | O_CREAT | O_EXCL, rights);
    if (!file.is_open()) fail("create");
    write_all(file.number(), bytes);
    if (::fsync(file.number()) != 0) fail("fsync");
    file.close();
}

}  // namespace

void write_durably(const std::filesystem::path& temporary, const std::filesystem::path& target,
                   std::string_view bytes) {
    try {
        write_synced(temporary, bytes);
        if (::rename(temporary.c_str(), target.c_str()) != 0) fail("rename");
    } catch (...) {
        ::unlink(temporary.c_str());
        throw;
    }
    sync_folder(target.parent_path());
}

void write_new(const std::filesystem::path& file, std::string_view bytes, unsigned rights) {
    try {
        write_synced(file, bytes, rights);
    } catch (...) {
        ::unlink(file.c_str());
        throw;
    }
}

void sync_folder(const std::filesystem::path& folder) {
    const Descriptor opened(folder, O_RDONLY | O_DIRECTORY);
    if (!opened.is_open()) fail("open folder");
    if (::fsync(opened.number()) != 0) fail("fsync folder");
}

std::optional<std::string> read_whole(const std::filesystem::path& file) {
    const Descriptor opened(file, O_RDONLY);
    if (!opened.is_open()) {
        if (errno == ENOENT || errno == ENOTDIR) return std::nullopt;
        fail("open");
    }
    struct stat found = {};
    if (::fstat(opened.number(), &found) != 0) fail("stat");
    std::string bytes(static_cast<std::size_t>(found.st_size), '\0');
    std::size_t filled = 0;
    while (filled < bytes.size()) {
        const ssize_t got = ::read(opened.number(), bytes.data() + filled, bytes.size() - filled);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail("read");
        if (got == 0) break;
        filled += static_cast<std::size_t>(got);
    }
    bytes.resize(filled);
    return bytes;
}

}  // namespace trinh::files
