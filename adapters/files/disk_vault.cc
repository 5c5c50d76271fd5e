#include "adapters/files/disk_vault.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <system_error>

#include "adapters/files/durable_file.h"
#include "engine/base/check.h"
#include "engine/ports/store.h"

namespace trinh::files {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t name_length = 64;
constexpr auto leftover_age = std::chrono::hours(1);

std::string hex(const unsigned char* bytes, std::size_t count) {
    constexpr const char* digits = "0123456789abcdef";
    std::string text;
    text.reserve(count * 2);
    for (std::size_t i = 0; i < count; ++i) {
        text += digits[bytes[i] >> 4];
        text += digits[bytes[i] & 15];
    }
    return text;
}

std::string sha256_of(std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    CHECK(EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr) ==
          1);
    return hex(digest.data(), length);
}

bool is_name(std::string_view text) {
    return text.size() == name_length && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

}  // namespace

DiskVault::DiskVault(fs::path folder) : folder_(std::move(folder)) {
    try {
        fs::create_directories(folder_ / "incoming");
        const fs::path trial = new_temporary();
        write_durably(trial, trial, "");
        fs::remove(trial);
        clear_leftovers();
    } catch (const std::system_error& error) {
        throw ports::StoreFailure("The file vault cannot use the folder \"" + folder_.string() +
                                  "\": " + error.code().message() +
                                  ". Give this program a folder it may write to.");
    }
}

fs::path DiskVault::path_of(std::string_view sha256) const {
    return folder_ / sha256.substr(0, 2) / sha256.substr(2, 2) / sha256;
}

fs::path DiskVault::new_temporary() const {
    std::array<unsigned char, 16> bytes{};
    CHECK(RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) == 1);
    return folder_ / "incoming" / (hex(bytes.data(), bytes.size()) + ".part");
}

void DiskVault::clear_leftovers() const {
    const auto now = fs::file_time_type::clock::now();
    for (const auto& entry : fs::directory_iterator(folder_ / "incoming")) {
        std::error_code gone;  // A neighbour may finish or clear it at the same time.
        const auto written = fs::last_write_time(entry.path(), gone);
        if (!gone && now - written > leftover_age) fs::remove(entry.path(), gone);
    }
}

void DiskVault::write(const fs::path& target, std::string_view bytes) const {
    const fs::path inner = target.parent_path();
    fs::create_directories(inner);
    write_durably(new_temporary(), target, bytes);
    // Always: that a folder is there does not say that its maker lived to sync it.
    sync_folder(inner.parent_path());
    sync_folder(folder_);
}

std::string DiskVault::keep(std::string_view bytes) {
    std::string name = sha256_of(bytes);
    const fs::path target = path_of(name);
    try {
        const auto present = read_whole(target);
        if (!present || *present != bytes) write(target, bytes);
        return name;
    } catch (const std::system_error& error) {
        throw ports::StoreFailure("The file vault \"" + folder_.string() +
                                  "\" could not keep a file of " + std::to_string(bytes.size()) +
                                  " bytes: " + error.code().message() +
                                  ". Nothing was kept; make room on the disk or allow writing, "
                                  "then try again.");
    }
}

Result<std::string> DiskVault::fetch(std::string_view sha256) const {
    const auto absent = [&] {
        return Refusal{Reason::not_found,
                       "Expected the name of a kept file, found \"" +
                           std::string(sha256.substr(0, name_length)) +
                           "\", which the vault does not hold; look the name up in the case.",
                       "Không tìm thấy tệp này trong kho lưu trữ; đề nghị kiểm tra lại hồ sơ."};
    };
    if (!is_name(sha256)) return absent();
    std::optional<std::string> bytes;
    try {
        bytes = read_whole(path_of(sha256));
    } catch (const std::system_error& error) {
        throw ports::StoreFailure("The file vault \"" + folder_.string() + "\" could not read \"" +
                                  std::string(sha256) + "\": " + error.code().message() +
                                  ". Try again when the disk is back.");
    }
    if (!bytes) return absent();
    if (sha256_of(*bytes) != sha256) {
        throw ports::StoreFailure("The file \"" + path_of(sha256).string() +
                                  "\" is damaged: its bytes are not what its name says. Restore "
                                  "it from a backup or upload the same draft again.");
    }
    return *std::move(bytes);
}

std::vector<std::string> DiskVault::names() const {
    std::vector<std::string> found;
    try {
        for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
            auto name = entry.path().filename().string();
            if (is_name(name) && entry.path() == path_of(name)) found.push_back(std::move(name));
        }
    } catch (const std::system_error& error) {
        throw ports::StoreFailure("The file vault \"" + folder_.string() +
                                  "\" could not be listed: " + error.code().message() + ".");
    }
    return found;
}

}  // namespace trinh::files
