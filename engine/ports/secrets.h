/// Secrets: short texts that must never leave the house, such as the key that signs checkpoints.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace trinh::ports {

/// Safe to share between threads and processes. Throws StoreFailure when the disk is out of reach.
class Secrets {
public:
    virtual ~Secrets() = default;
    [[nodiscard]] virtual std::optional<std::string> find(std::string_view name) const = 0;
    /// Keeps the text durably under that name, for our eyes only, unless one is kept there already.
    /// The one that is kept. `name`: lower-case letters and '-'.
    virtual std::string keep_first(std::string_view name, std::string_view text) = 0;
};

}  // namespace trinh::ports
