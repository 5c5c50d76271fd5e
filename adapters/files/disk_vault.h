/// DiskVault: drafts on a disk, each in a file named after the SHA-256 of its bytes.
///
/// Not an archive of cases: which draft belongs to which case is the store's business.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/ports/file_vault.h"

namespace trinh::files {

/// Safe to share between threads and between processes on one machine.
class DiskVault : public ports::FileVault {
public:
    /// Opens the folder, making it when it is absent, and clears what a crash left half written.
    /// Throws StoreFailure when the folder cannot be made or written.
    explicit DiskVault(std::filesystem::path folder);

    [[nodiscard]] std::string keep(std::string_view bytes) override;
    Result<std::string> fetch(std::string_view sha256) const override;
    [[nodiscard]] std::vector<std::string> names() const override;

private:
    [[nodiscard]] std::filesystem::path path_of(std::string_view sha256) const;
    [[nodiscard]] std::filesystem::path new_temporary() const;
    void clear_leftovers() const;
    void write(const std::filesystem::path& target, std::string_view bytes) const;

    std::filesystem::path folder_;
};

}  // namespace trinh::files
