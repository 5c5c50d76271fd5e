#include "adapters/http/wire.h"

#include <ctime>

#include "adapters/http/problem.h"
#include "adapters/http/site.h"

namespace trinh::http {

void add_header(Request& request, std::string_view name, std::string_view value) {
    std::string lower(name);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    const auto [at, is_new] = request.headers.emplace(std::move(lower), value);
    if (!is_new) at->second.append(", ").append(value);
}

std::string header_safe(std::string_view value) {
    std::string out;
    for (const char c : value) {
        if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) out += c;
    }
    return out;
}

std::string http_date() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    char text[40];
    const auto size = std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
    return {text, size};
}

std::chrono::milliseconds time_for(std::uint64_t bytes) {
    return std::chrono::milliseconds(bytes * 1000 / 65536);
}

Response too_large(std::size_t max, std::string_view path) {
    auto response = problem(413, "invalid_input",
                            "The request's body is larger than the " + std::to_string(max) +
                                " bytes that this address takes.");
    Site::protect(response, path);
    return response;
}

Response too_slow(std::string_view path) {
    auto response = problem(
        503, "unavailable",
        "The server did not finish this in time; look whether it was done, or repeat it with the "
        "same Idempotency-Key.",
        "Máy chủ chưa xử lý xong trong thời gian cho phép; hãy kiểm tra lại kết quả trước khi "
        "thực hiện lại.");
    Site::protect(response, path);
    return response;
}

Response malformed(bool is_header_too_long, const std::string& reason, std::size_t header_max) {
    auto response = is_header_too_long
                        ? problem(431, "invalid_input",
                                  "The request's header is longer than the " +
                                      std::to_string(header_max) + " bytes that this server takes.")
                        : problem(400, "invalid_input",
                                  "The request is not well-formed HTTP/1.1: " + reason + ".");
    Site::protect(response, "/api");
    return response;
}

}  // namespace trinh::http
