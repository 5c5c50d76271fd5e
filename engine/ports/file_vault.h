/// FileVault: where uploaded drafts lie, each under the SHA-256 of its bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace trinh::ports {

/// Safe to share between threads. Throws (StoreFailure) when the disk is out of reach or full.
class FileVault {
public:
    virtual ~FileVault() = default;

    /// Keeps the bytes durably (on disk before it returns) and names them: 64 lower-case hex
    /// digits. The same bytes twice: the same name, kept once.
    [[nodiscard]] virtual std::string keep(std::string_view bytes) = 0;

    /// Refuses with not_found; throws when what is on disk is not what the name says.
    virtual Result<std::string> fetch(std::string_view sha256) const = 0;

    /// Of every kept file, in no order.
    [[nodiscard]] virtual std::vector<std::string> names() const = 0;
};

}  // namespace trinh::ports
