/// Assets: the page's files, embedded by somebody else and answered here with ETag and gzip.
#pragma once

#include <optional>
#include <string_view>

#include "adapters/http/message.h"

namespace trinh::http {

/// All views outlive the server.
struct Asset {
    std::string_view bytes;
    std::string_view gzip;  ///< The same, compressed; empty: there is none.
    std::string_view content_type;
    std::string_view etag;      ///< Hash of the bytes, without quotes.
    bool is_immutable = false;  ///< Its name changes with its bytes: keep it for ever.
};

/// Safe to share between threads.
class Assets {
public:
    virtual ~Assets() = default;
    /// "/" is the page itself.
    [[nodiscard]] virtual std::optional<Asset> find(std::string_view path) const = 0;
};

/// 200 with the bytes or their gzip, or 304 when the reader has them already.
Response asset_answer(const Asset& asset, const Request& request);

}  // namespace trinh::http
