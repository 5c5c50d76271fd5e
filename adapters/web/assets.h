/// assets: the page's files, built from adapters/web/src and put into the program itself.
///
/// Only bytes and their names; how they are answered over HTTP is not decided here.
#pragma once

#include <span>
#include <string_view>

namespace trinh::web {

/// All views live as long as the program.
struct Asset {
    std::string_view path;  ///< As a browser asks for it: "/assets/index-1a2b.js"; the page is "/".
    std::string_view content_type;
    std::string_view bytes;
    std::string_view gzip_bytes;  ///< The same, compressed; empty where that would not be smaller.
    std::string_view etag;        ///< Hash of the bytes, without quotes.
    bool is_immutable = false;    ///< Its name changes with its bytes: it may be kept for ever.
};

/// Every file of the page, in no particular order; paths are unique.
std::span<const Asset> assets();

}  // namespace trinh::web
