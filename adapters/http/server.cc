#include "adapters/http/server.h"

#include <algorithm>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <future>
#include <set>
#include <stdexcept>
#include <thread>

#include "adapters/http/connection.h"
#include "adapters/http/problem.h"

namespace trinh::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

tcp::endpoint endpoint_of(const ServerOptions& options) {
    error_code ec;
    const auto address = asio::ip::make_address(options.address, ec);
    if (ec)
        throw std::runtime_error("\"" + options.address +
                                 "\" is no IP address to listen on; write for instance 127.0.0.1.");
    return {address, options.port};
}

/// Best effort on a fresh socket, whose send buffer is empty: never waits.
void turn_away(tcp::socket& socket) {
    const auto body = unavailable(5).body;
    const std::string text =
        "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\nRetry-After: "
        "5\r\nConnection: close\r\nContent-Length: " +
        std::to_string(body.size()) + "\r\n\r\n" + body;
    error_code ec;
    socket.non_blocking(true, ec);
    socket.write_some(asio::buffer(text), ec);
    socket.shutdown(tcp::socket::shutdown_send, ec);
}

}  // namespace

class Server::Listener {
public:
    Listener(const Site& site, ServerOptions options)
        : options_(std::move(options)),
          workers_(static_cast<std::size_t>(std::max(1, options_.threads))),
          floor_{site, options_, workers_} {}

    // A thread that cannot be joined is broken code: ending the program is right.
    ~Listener() { stop(); }  // NOLINT(bugprone-exception-escape)

    void start() {
        const auto endpoint = endpoint_of(options_);
        try {
            acceptor_.open(endpoint.protocol());
            acceptor_.set_option(tcp::acceptor::reuse_address(true));
            acceptor_.bind(endpoint);
            acceptor_.listen();
        } catch (const boost::system::system_error& fault) {
            throw std::runtime_error("Cannot listen on " + options_.address + " port " +
                                     std::to_string(options_.port) + ": " + fault.code().message() +
                                     ".");
        }
        port_ = acceptor_.local_endpoint().port();
        asio::co_spawn(io_, accept(), asio::detached);
        thread_ = std::thread([this] { io_.run(); });
    }

    void stop() {
        if (!thread_.joinable()) return;
        auto drained = drained_.get_future();
        asio::post(io_, [this] { wind_down(); });
        drained.wait_for(options_.grace);
        io_.stop();
        thread_.join();
        for (const auto& connection : connections_) connection->cut();
        workers_.join();
    }

    [[nodiscard]] unsigned short port() const { return port_; }

private:
    asio::awaitable<void> accept() {
        while (acceptor_.is_open()) {
            tcp::socket socket(io_);
            error_code ec;
            co_await acceptor_.async_accept(socket, asio::redirect_error(asio::use_awaitable, ec));
            if (ec == asio::error::operation_aborted) co_return;
            if (ec) {
                // Out of descriptors, most likely: let some connections end first.
                asio::steady_timer pause(io_, std::chrono::milliseconds(100));
                co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, ec));
            } else {
                welcome(std::move(socket));
            }
        }
    }

    void welcome(tcp::socket socket) {
        if (connections_.size() >= options_.connections_max) {
            turn_away(socket);
            return;
        }
        error_code ec;
        socket.set_option(tcp::no_delay(true), ec);
        connections_.insert(serve(std::move(socket), floor_, [this](Connection* connection) {
            std::erase_if(connections_,
                          [&](const auto& other) { return other.get() == connection; });
            tell_when_drained();
        }));
    }

    void wind_down() {
        floor_.is_stopping = true;
        error_code ec;
        acceptor_.close(ec);
        const auto open_now = connections_;  // wind_down() may end a connection: walk a copy.
        for (const auto& connection : open_now) connection->wind_down();
        tell_when_drained();
    }

    void tell_when_drained() {
        if (!floor_.is_stopping || !connections_.empty() || has_told_) return;
        has_told_ = true;
        drained_.set_value();
    }

    ServerOptions options_;
    asio::io_context io_{1};
    tcp::acceptor acceptor_{io_};
    asio::thread_pool workers_;
    Floor floor_;
    std::set<std::shared_ptr<Connection>> connections_;
    std::promise<void> drained_;
    bool has_told_ = false;
    unsigned short port_ = 0;
    std::thread thread_;
};

Server::Server(const Site& site, ServerOptions options)
    : listener_(std::make_unique<Listener>(site, std::move(options))) {}

Server::~Server() = default;

void Server::start() {
    listener_->start();
}

void Server::stop() {
    listener_->stop();
}

unsigned short Server::port() const {
    return listener_->port();
}

}  // namespace trinh::http
