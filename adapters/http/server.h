/// Server: reads HTTP/1.1 off sockets, lets a Site answer on worker threads, writes the answers.
///
/// One thread moves bytes for all connections; handlers run on `threads` others, since they wait
/// for the database. Every wait has a limit, so no peer can hold a connection for nothing.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "adapters/http/site.h"

namespace trinh::http {

/// One answered request, for the log. The query is left out: it may hold names.
struct AccessLine {
    std::string method, path, remote;
    int status = 0;
    std::chrono::microseconds took{0};
};

struct ServerOptions {
    std::string address = "127.0.0.1";  ///< A literal IPv4 or IPv6 address.
    unsigned short port = 8080;         ///< 0: any free one, see Server::port().
    int threads = 8;                    ///< They wait for the database more than they work.
    std::size_t body_max = std::size_t{1} << 20;     ///< Where a route sets no limit of its own.
    std::size_t header_max = std::size_t{16} << 10;  ///< All header lines together.
    std::size_t connections_max = 1000;
    std::size_t jobs_max = 500;                ///< Requests waiting for or in a handler.
    std::chrono::milliseconds idle{60'000};    ///< Between two requests of a connection.
    std::chrono::milliseconds header{10'000};  ///< From the first byte to the end of the header.
    std::chrono::milliseconds body{15'000};    ///< Plus a second for each 64 KiB, as for writing.
    std::chrono::milliseconds write{15'000};
    std::chrono::milliseconds handler{30'000};
    std::chrono::milliseconds grace{10'000};  ///< How long stop() waits for running requests.
    /// Called on the server's own thread for each answer; must not block. May be empty.
    std::function<void(const AccessLine&)> on_answer = {};
};

class Server {
public:
    /// The site must outlive the server.
    Server(const Site& site, ServerOptions options);
    ~Server();  ///< stop()
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Listens. Throws std::runtime_error with one sentence when the address is not to be had.
    void start();
    /// Takes no new request, lets running ones finish within `grace`, returns when all is quiet.
    void stop();
    [[nodiscard]] unsigned short port() const;

private:
    class Listener;  // Keeps Asio out of this header.
    std::unique_ptr<Listener> listener_;
};

}  // namespace trinh::http
