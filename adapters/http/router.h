/// Router: which handler answers a method and a path.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/http/message.h"

namespace trinh::http {

/// Runs on any worker thread; what it throws becomes 503.
using Handler = std::function<Response(const Request&)>;

/// Looks at the head of a request before a large body is read: an answer refuses it.
using HeadCheck = std::function<std::optional<Response>(const Request&)>;

struct Route {
    std::string method;                 ///< GET answers HEAD as well.
    std::string pattern;                ///< "/api/cases/{id}/actions"
    std::vector<std::string> segments;  ///< "{id}" takes any one segment.
    Handler handler;
    std::size_t body_max = 0;   ///< 0: what the server allows everywhere.
    HeadCheck head_check = {};  ///< May be empty. On a worker thread, as the handler.
};

/// Filled before the server starts, then only read: safe to share between threads.
class Router {
public:
    struct Match {
        const Route* route = nullptr;
        TextMap parameters;
        std::string allow;  ///< Methods this path knows, for 405; empty: no such path.
    };

    /// The pattern is written by us: a second route of the same method and pattern is a bug.
    void add(std::string method, std::string pattern, Handler handler);
    /// For a body larger than elsewhere: only who passes the check makes the server hold it.
    void add_large(std::string method, std::string pattern, Handler handler, std::size_t body_max,
                   HeadCheck head_check);

    /// A literal segment wins over a parameter.
    [[nodiscard]] Match find(std::string_view method,
                             const std::vector<std::string>& segments) const;
    [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

private:
    void add(Route route);

    std::vector<Route> routes_;
};

}  // namespace trinh::http
