/// PageAssets: the embedded page as the HTTP server wants it.
#pragma once

#include "adapters/http/assets.h"
#include "adapters/web/assets.h"

namespace trinh::app {

class PageAssets : public http::Assets {
public:
    [[nodiscard]] std::optional<http::Asset> find(std::string_view path) const override {
        for (const auto& asset : web::assets()) {
            if (asset.path != path) continue;
            return http::Asset{asset.bytes, asset.gzip_bytes, asset.content_type, asset.etag,
                               asset.is_immutable};
        }
        return std::nullopt;
    }
};

}  // namespace trinh::app
