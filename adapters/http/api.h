/// Api: the JSON API of schemas/openapi.yaml over the service's desks.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "adapters/http/desks.h"
#include "adapters/http/gate.h"
#include "adapters/http/password_slots.h"
#include "adapters/http/router.h"
#include "adapters/http/sign_in_throttle.h"

namespace trinh::http {

struct ApiOptions {
    bool is_cookie_secure = false;  ///< True when officers come over HTTPS only.
    std::string version = "0.1.0";
    std::string store = "sqlite";
    std::string role = "all";  ///< Which of the server's works this process does.
    std::size_t draft_max = std::size_t{25} << 20;
    ThrottleLimits throttle = {};
    int password_checks_max = 2;   ///< At once; fewer than ServerOptions::threads.
    int password_waiters_max = 1;  ///< Others are asked to come again.
    /// Told what went wrong without being the reader's business. May be empty; any thread.
    std::function<void(const std::string&)> on_fault = {};
};

/// Must outlive the router it filled. Safe to share between threads.
class Api {
public:
    /// What `office` refers to must outlive the Api.
    Api(const service::Office& office, ApiOptions options);
    Api(const Api&) = delete;
    Api& operator=(const Api&) = delete;

    void add_routes(Router& router);
    void add_health_route(Router& router);  ///< Among add_routes(), or alone.

private:
    // One file each.
    void add_session_routes(Router& router);
    void add_case_routes(Router& router);
    void add_migration_routes(Router& router);
    void add_draft_routes(Router& router);
    void add_office_routes(Router& router);
    void add_report_routes(Router& router);
    void add_form_routes(Router& router);
    void add_index_routes(Router& router);

    Response sign_in(const Request& request);
    Response sign_out(const Request& request);
    Response health();

    ApiOptions options_;
    Desks desks_;
    Gate gate_;
    SignInThrottle throttle_;
    PasswordSlots slots_;
};

}  // namespace trinh::http
