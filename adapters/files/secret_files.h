/// SecretFiles: secrets as files of a folder, readable by the account that runs the program alone.
#pragma once

#include <filesystem>

#include "engine/ports/secrets.h"

namespace trinh::files {

/// Safe to share between threads, and between processes on one machine: of two that keep the same
/// name at once, one wins and both get what it kept.
class SecretFiles : public ports::Secrets {
public:
    /// The folder must exist before the first secret is kept.
    explicit SecretFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}

    [[nodiscard]] std::optional<std::string> find(std::string_view name) const override;
    std::string keep_first(std::string_view name, std::string_view text) override;

private:
    std::filesystem::path folder_;
};

}  // namespace trinh::files
