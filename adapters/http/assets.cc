#include "adapters/http/assets.h"

#include <algorithm>

namespace trinh::http {
namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

/// Calls `sees` with each trimmed part of a comma list until one answers true.
template <class Sees>
bool any_part(std::string_view list, Sees sees) {
    while (!list.empty()) {
        const auto end = std::min(list.find(','), list.size());
        if (sees(trimmed(list.substr(0, end)))) return true;
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

bool takes_gzip(std::string_view accepted) {
    return any_part(accepted, [](std::string_view part) {
        const auto mark = std::min(part.find(';'), part.size());
        const auto name = trimmed(part.substr(0, mark));
        const auto weight = trimmed(part.substr(std::min(mark + 1, part.size())));
        const bool refused =
            weight == "q=0" || weight == "q=0.0" || weight == "q=0.00" || weight == "q=0.000";
        return name == "gzip" && !refused;
    });
}

bool has_already(std::string_view if_none_match, std::string_view etag) {
    return any_part(if_none_match, [&](std::string_view part) {
        if (part == "*") return true;
        if (part.starts_with("W/")) part.remove_prefix(2);
        if (part.size() < 2 || part.front() != '"' || part.back() != '"') return false;
        part = part.substr(1, part.size() - 2);
        if (part.ends_with("-gz")) part.remove_suffix(3);
        return part == etag;
    });
}

}  // namespace

Response asset_answer(const Asset& asset, const Request& request) {
    Response response;
    const bool zipped = !asset.gzip.empty() && takes_gzip(request.header("accept-encoding"));
    const std::string etag = std::string(asset.etag) + (zipped ? "-gz" : "");
    response.headers.emplace_back("ETag", '"' + etag + '"');
    response.headers.emplace_back(
        "Cache-Control", asset.is_immutable ? "public, max-age=31536000, immutable" : "no-cache");
    if (!asset.gzip.empty()) response.headers.emplace_back("Vary", "Accept-Encoding");
    if (has_already(request.header("if-none-match"), asset.etag)) {
        response.status = 304;
        return response;
    }
    response.content_type = asset.content_type;
    response.borrowed = zipped ? asset.gzip : asset.bytes;
    if (zipped) response.headers.emplace_back("Content-Encoding", "gzip");
    return response;
}

}  // namespace trinh::http
