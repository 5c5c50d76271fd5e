#include "adapters/http/site.h"

#include <algorithm>
#include <exception>

#include "adapters/http/problem.h"

namespace trinh::http {
namespace {

std::string lowered(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

/// "Example.vn:8080" -> "example.vn", "[::1]:80" -> "[::1]".
std::string name_of(std::string_view host) {
    const auto bracket = host.find(']');
    const auto colon = host.find(':', bracket == std::string_view::npos ? 0 : bracket);
    return lowered(host.substr(0, colon));
}

std::string_view without_scheme(std::string_view origin) {
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (origin.starts_with(scheme)) return origin.substr(scheme.size());
    }
    return {};
}

/// The last entry: the only one the proxy itself wrote.
std::string last_hop(std::string_view forwarded) {
    const auto comma = forwarded.rfind(',');
    if (comma != std::string_view::npos) forwarded.remove_prefix(comma + 1);
    while (!forwarded.empty() && forwarded.front() == ' ') forwarded.remove_prefix(1);
    return std::string(forwarded.substr(0, 64));
}

bool is_loopback(std::string_view address) {
    return address.starts_with("127.") || address == "::1" || address.starts_with("::ffff:127.");
}

bool is_api(std::string_view path) {
    return path == "/api" || path.starts_with("/api/");
}

void set_default(Response& response, std::string_view name, std::string_view value) {
    if (response.header(name).empty()) response.headers.emplace_back(name, value);
}

/// A browser that opens an address of the page, such as a mail's link to a case.
bool is_navigation(const Request& request) {
    const bool has_extension =
        !request.segments.empty() && request.segments.back().find('.') != std::string::npos;
    return request.is_safe() && !has_extension &&
           request.header("accept").find("text/html") != std::string_view::npos;
}

Response no_such_path(const Request& request) {
    return problem(404, "not_found", "There is nothing at " + request.path + ".");
}

}  // namespace

Site::Site(const Router& router, const Assets* assets, SiteOptions options)
    : router_(router), assets_(assets), options_(std::move(options)) {
    for (auto& name : options_.host_names) name = lowered(name);
}

bool Site::is_own_name(std::string_view host) const {
    const auto name = name_of(host);
    if (name == "localhost" || name == "127.0.0.1" || name == "[::1]") return true;
    return std::ranges::find(options_.host_names, name) != options_.host_names.end();
}

std::optional<Response> Site::refuse_stranger(const Request& request) const {
    const auto host = request.header("host");
    if (host.empty())
        return problem(400, "invalid_input", "The request names no Host; HTTP/1.1 demands one.");
    if (!is_own_name(host))
        return problem(421, "invalid_input",
                       "This server does not answer for the name in the Host header; add it to "
                       "http.host_names in the configuration if it should.",
                       "Máy chủ không phục vụ tên miền này.");
    const auto origin = request.header("origin");
    if (request.is_safe() || origin.empty()) return std::nullopt;
    const auto from = without_scheme(origin);
    if (!from.empty() && (lowered(from) == lowered(host) || is_own_name(from))) return std::nullopt;
    return problem(403, "not_permitted", "A page of another origin may not send this request.",
                   "Yêu cầu đến từ một trang khác nên bị từ chối.");
}

Admission Site::admit(Request& request) const {
    if (options_.trusts_proxy && is_loopback(request.remote)) {
        const auto forwarded = request.header("x-forwarded-for");
        if (!forwarded.empty()) request.remote = last_hop(forwarded);
    }
    Admission admission;
    if (const auto read = read_target(request); !read) {
        admission.answered_already = problem(400, "invalid_input", read.error().message);
    } else if (auto stranger = refuse_stranger(request)) {
        admission.answered_already = std::move(stranger);
    } else {
        admission = find(request);
    }
    if (admission.answered_already) protect(*admission.answered_already, request.path);
    return admission;
}

Admission Site::find(Request& request) const {
    auto match = router_.find(request.method, request.segments);
    if (match.route != nullptr) {
        request.parameters = std::move(match.parameters);
        return {match.route};
    }
    if (match.allow.empty() && assets_ != nullptr && !is_api(request.path)) {
        auto asset = assets_->find(request.path);
        if (!asset && is_navigation(request)) asset = assets_->find("/");
        if (asset && request.is_safe()) return {nullptr, asset_answer(*asset, request)};
        if (asset) match.allow = "GET, HEAD";
    }
    if (match.allow.empty()) return {nullptr, no_such_path(request)};
    auto response = problem(405, "invalid_input",
                            request.path + " does not know the method " + request.method +
                                "; it knows " + match.allow + ".");
    response.headers.emplace_back("Allow", match.allow);
    return {nullptr, std::move(response)};
}

Response Site::run(const Route& route, const Request& request) const {
    Response response;
    try {
        response = route.handler(request);
    } catch (const std::exception& fault) {
        response = failed(route, fault.what());
    }
    protect(response, request.path);
    return response;
}

std::optional<Response> Site::check(const Route& route, const Request& request) const {
    std::optional<Response> response;
    try {
        response = route.head_check(request);
    } catch (const std::exception& fault) {
        response = failed(route, fault.what());
    }
    if (response) protect(*response, request.path);
    return response;
}

Response Site::failed(const Route& route, const char* what) const {
    if (options_.on_fault) options_.on_fault(route.pattern + ": " + what);
    return unavailable(5);
}

void Site::protect(Response& response, std::string_view path) {
    set_default(response, "X-Content-Type-Options", "nosniff");
    set_default(response, "Referrer-Policy", "same-origin");
    set_default(response, "Cross-Origin-Opener-Policy", "same-origin");
    set_default(response, "Cross-Origin-Resource-Policy", "same-origin");
    set_default(response, "X-Frame-Options", "DENY");
    set_default(response, "Content-Security-Policy",
                "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; "
                "frame-ancestors 'none'");
    if (is_api(path)) set_default(response, "Cache-Control", "no-store");
}

}  // namespace trinh::http
