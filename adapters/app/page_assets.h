/// PageAssets: the embedded page as the HTTP server wants it.
#pragma once

#include "adapters/http/assets.h"
#include "adapters/web/assets.h"

namespace trinh::app {

class PageAssets : public http::Assets {
public:
    /// A path of the page's own views ("/cases/17") is answered with the page, so that links in
    /// letters and "reload" work; a file that is not there stays not found.
    [[nodiscard]] std::optional<http::Asset> find(std::string_view path) const override {
        if (auto asset = exact(path)) return asset;
        const bool is_view = path.find('.') == std::string_view::npos && path.rfind("/api", 0) != 0;
        return is_view ? exact("/") : std::nullopt;
    }

private:
    [[nodiscard]] static std::optional<http::Asset> exact(std::string_view path) {
        for (const auto& asset : web::assets()) {
            if (asset.path != path) continue;
            return http::Asset{asset.bytes, asset.gzip_bytes, asset.content_type, asset.etag,
                               asset.is_immutable};
        }
        return std::nullopt;
    }
};

}  // namespace trinh::app
