#include "adapters/webhook/curl_webhooks.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <curl/curl.h>
#include <fmt/format.h>
#include <memory>
#include <sys/socket.h>
#include <unistd.h>

#include "adapters/webhook/public_address.h"
#include "adapters/webhook/signature.h"
#include "engine/base/check.h"

namespace trinh::webhook {
namespace {

using ports::SendOutcome;
using ports::SendStatus;

constexpr std::size_t url_bytes_max = 2'000;
constexpr std::size_t answer_bytes_max = 64 * 1024;  ///< Nobody reads it; more is cut off.
constexpr long connect_timeout_max_ms = 5'000;

struct CloseUrl {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
struct CloseHandle {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct CloseList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

template <class T>
void set(CURL* handle, CURLoption option, T value) {
    CHECK(curl_easy_setopt(handle, option, value) == CURLE_OK);
}

void start_curl() {
    static const bool is_started = [] {
        // A line that the receiver drops is an outcome, not the end of the program.
        std::signal(SIGPIPE, SIG_IGN);
        return curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    }();
    CHECK(is_started);
}

struct UrlParts {
    std::string scheme, host;
    bool has_user = false, has_fragment = false;
};

std::optional<UrlParts> parts_of(const std::string& text) {
    const std::unique_ptr<CURLU, CloseUrl> url(curl_url());
    if (curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK) return std::nullopt;
    const auto part = [&](CURLUPart which) {
        char* found = nullptr;
        if (curl_url_get(url.get(), which, &found, 0) != CURLUE_OK) return std::string();
        std::string copied(found);
        curl_free(found);
        return copied;
    };
    return UrlParts{part(CURLUPART_SCHEME), part(CURLUPART_HOST),
                    !part(CURLUPART_USER).empty() || !part(CURLUPART_PASSWORD).empty(),
                    !part(CURLUPART_FRAGMENT).empty()};
}

bool names_loopback(const std::string& host) {
    return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

/// Which addresses one message may reach, and whether it was kept from one.
struct Gate {
    bool allows_private = false, allows_loopback = false;
    bool has_refused = false;
};

curl_socket_t open_socket(void* data, curlsocktype, curl_sockaddr* address) {
    auto& gate = *static_cast<Gate*>(data);
    const bool is_allowed = gate.allows_private || is_public(address->addr) ||
                            (gate.allows_loopback && is_loopback(address->addr));
    if (!is_allowed) {
        gate.has_refused = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t drop(char*, std::size_t size, std::size_t count, void* data) {
    auto& seen = *static_cast<std::size_t*>(data);
    seen += size * count;
    return seen > answer_bytes_max ? 0 : size * count;
}

using Headers = std::unique_ptr<curl_slist, CloseList>;

Headers headers_of(const Endpoint& endpoint, const ports::WebhookMessage& message, Instant now) {
    const auto timestamp = std::to_string(now.ms / 1'000);
    const std::array<std::string, 5> lines{
        "Content-Type: application/json", "Expect:", "Trinh-Delivery: " + message.delivery,
        "Trinh-Timestamp: " + timestamp,
        "Trinh-Signature: " + signature(endpoint.secret, timestamp, message.body)};
    Headers headers;
    for (const auto& line : lines) {
        auto* longer = curl_slist_append(headers.get(), line.c_str());
        CHECK(longer != nullptr);
        static_cast<void>(headers.release());
        headers.reset(longer);
    }
    return headers;
}

void apply_limits(CURL* handle, const CurlWebhookOptions& options) {
    const long timeout_ms = std::max(1, options.timeout_ms);
    set(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    set(handle, CURLOPT_PROXY, "");
    set(handle, CURLOPT_FOLLOWLOCATION, 0L);
    set(handle, CURLOPT_NOSIGNAL, 1L);
    set(handle, CURLOPT_TIMEOUT_MS, timeout_ms);
    set(handle, CURLOPT_CONNECTTIMEOUT_MS, std::min(timeout_ms, connect_timeout_max_ms));
    set(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(handle, CURLOPT_USERAGENT, "trinh");
    if (!options.ca_file.empty()) set(handle, CURLOPT_CAINFO, options.ca_file.c_str());
}

}  // namespace

std::string fault_of_url(const std::string& url) {
    start_curl();
    const auto parts = url.size() > url_bytes_max ? std::nullopt : parts_of(url);
    if (!parts || parts->host.empty()) return "is not a web address";
    if (parts->has_user) return "must not hold a user or a password";
    if (parts->has_fragment) return "must not hold a part after '#'";
    const bool is_allowed =
        parts->scheme == "https" || (parts->scheme == "http" && names_loopback(parts->host));
    return is_allowed ? "" : "must begin with https:// (http:// only for a loopback host)";
}

SendOutcome outcome_of(long status, const std::string& host) {
    const auto detail = fmt::format("{} answered {}.", host, status);
    if (status >= 200 && status < 300) return {SendStatus::accepted, detail};
    if (status == 408 || status == 429) return {SendStatus::temporary, detail};
    if (status >= 400 && status < 500) return {SendStatus::permanent, detail};
    if (status >= 300 && status < 400) {
        return {SendStatus::temporary, detail + " It is not followed elsewhere."};
    }
    return {SendStatus::temporary, detail};
}

CurlWebhooks::CurlWebhooks(std::vector<Endpoint> endpoints, const ports::Clock& clock,
                           CurlWebhookOptions options)
    : endpoints_(std::move(endpoints)), clock_(clock), options_(std::move(options)) {
    start_curl();
}

SendOutcome CurlWebhooks::post(const ports::WebhookMessage& message) {
    const auto known = std::ranges::find(endpoints_, message.url, &Endpoint::url);
    if (known == endpoints_.end()) {
        return {SendStatus::permanent, "The settings do not name this address any more."};
    }
    if (const auto fault = fault_of_url(message.url); !fault.empty()) {
        return {SendStatus::permanent, fmt::format("The address {}.", fault)};
    }
    return post_to(*known, message);
}

SendOutcome CurlWebhooks::post_to(const Endpoint& endpoint, const ports::WebhookMessage& message) {
    const auto host = parts_of(endpoint.url)->host;
    Gate gate{endpoint.allows_private, names_loopback(host), false};
    std::size_t seen = 0;
    const auto headers = headers_of(endpoint, message, clock_.now());
    // A handle of its own: no connection, cookie or name of an earlier message is used again.
    const std::unique_ptr<CURL, CloseHandle> owner(curl_easy_init());
    CURL* handle = owner.get();
    CHECK(handle != nullptr);
    apply_limits(handle, options_);
    set(handle, CURLOPT_URL, endpoint.url.c_str());
    set(handle, CURLOPT_POST, 1L);
    set(handle, CURLOPT_POSTFIELDS, message.body.c_str());
    set(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(message.body.size()));
    set(handle, CURLOPT_HTTPHEADER, headers.get());
    set(handle, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    set(handle, CURLOPT_OPENSOCKETDATA, &gate);
    set(handle, CURLOPT_WRITEFUNCTION, drop);
    set(handle, CURLOPT_WRITEDATA, &seen);
    const CURLcode code = curl_easy_perform(handle);
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    const bool is_cut_off = code == CURLE_WRITE_ERROR && seen > answer_bytes_max;
    if ((code == CURLE_OK || is_cut_off) && status >= 200) return outcome_of(status, host);
    if (gate.has_refused) {
        return {SendStatus::temporary,
                fmt::format("{} has an address that is not of the open Internet; allow_private in "
                            "its settings would allow it.",
                            host)};
    }
    return {SendStatus::temporary, fmt::format("{}: {}.", host, curl_easy_strerror(code))};
}

}  // namespace trinh::webhook
