/// Site: everything one address answers, without the wire: who may knock, which route or file
/// answers, and the headers every answer carries.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/http/assets.h"
#include "adapters/http/router.h"

namespace trinh::http {

struct SiteOptions {
    /// Names under which officers reach this server, lower case, without port. Loopback names
    /// always count. Any other Host is refused: it would be a foreign page's trick (DNS rebinding).
    std::vector<std::string> host_names = {};
    /// True behind a reverse proxy on this machine: the last X-Forwarded-For is who asked.
    bool trusts_proxy = false;
    /// Told what a handler threw, in one line without request contents. May be empty; any thread.
    std::function<void(const std::string&)> on_fault = {};
};

/// What to do with a request of which only the head has been read.
struct Admission {
    const Route* route = nullptr;                   ///< Run this once the body is there, or
    std::optional<Response> answered_already = {};  ///< answer this at once.
};

/// Router and assets must outlive it. Safe to share between threads.
class Site {
public:
    Site(const Router& router, const Assets* assets, SiteOptions options);

    /// Reads target, Host and Origin, finds the route. Needs method, target, headers and remote.
    Admission admit(Request& request) const;

    /// The handler's answer, complete with headers; never throws.
    Response run(const Route& route, const Request& request) const;
    /// The route's look at the head before a large body is read; never throws.
    std::optional<Response> check(const Route& route, const Request& request) const;

    /// Puts the headers on that every answer carries (also the wire's own refusals).
    static void protect(Response& response, std::string_view path);

private:
    Admission find(Request& request) const;
    Response failed(const Route& route, const char* what) const;
    [[nodiscard]] bool is_own_name(std::string_view host) const;
    [[nodiscard]] std::optional<Response> refuse_stranger(const Request& request) const;

    const Router& router_;
    const Assets* assets_;
    SiteOptions options_;
};

}  // namespace trinh::http
