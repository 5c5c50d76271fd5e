/// Connection: one socket and its requests, one after the other. Only for server.cc.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cstddef>
#include <functional>
#include <memory>

#include "adapters/http/server.h"

namespace trinh::http {

/// What all connections of a server share. Touched on the server's own thread only, but for
/// `site` and `workers`.
struct Floor {
    const Site& site;
    const ServerOptions& options;
    boost::asio::thread_pool& workers;
    std::size_t jobs = 0;
    bool is_stopping = false;
};

class Connection {
public:
    virtual ~Connection() = default;
    /// Closes at once when no request is under way; otherwise its answer is the last.
    virtual void wind_down() = 0;
    /// Closes the socket whatever is under way; its thread no longer runs.
    virtual void cut() = 0;
};

/// Starts serving on the socket's executor; `on_end` is called there, once, at the end.
std::shared_ptr<Connection> serve(boost::asio::ip::tcp::socket socket, Floor& floor,
                                  std::function<void(Connection*)> on_end);

}  // namespace trinh::http
