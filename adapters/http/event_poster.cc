#include "adapters/http/event_poster.h"

#include <algorithm>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/url/parse.hpp>

namespace trinh::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace wire = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;

struct Target {
    std::string host, port, path;
    bool is_loopback = false;
};

/// "localhost" is this machine whatever a name server says.
std::string literal_of(const std::string& host) {
    return host == "localhost" ? "127.0.0.1" : host;
}

/// A sentence when the address is none, or not one that may be reached.
std::optional<std::string> read_target(std::string_view address, const PosterLimits& limits,
                                       Target& into) {
    constexpr std::size_t address_max = 2'000;
    const std::string shown = "'" + std::string(address.substr(0, 200)) + "'";
    const auto read = boost::urls::parse_uri({address.data(), address.size()});
    const bool is_port_wrong = read && !read->port().empty() && read->port_number() == 0;
    if (address.size() > address_max || !read || read->host_address().empty() || is_port_wrong)
        return shown + " is not an address a message can be posted to.";
    if (read->scheme() != "http" || read->has_userinfo())
        return "Messages leave over plain http only, without a password: not to " + shown + ".";
    into.host = read->host_address();
    std::ranges::transform(into.host, into.host.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    into.port = read->port().empty() ? "80" : std::string(read->port());
    into.path = std::string(read->encoded_target());
    if (!into.path.starts_with('/')) into.path.insert(0, "/");
    error_code is_name;
    const auto literal = asio::ip::make_address(literal_of(into.host), is_name);
    into.is_loopback = !is_name && literal.is_loopback();
    if (into.is_loopback && limits.allows_loopback) return std::nullopt;
    const std::string wanted = into.host + ':' + into.port;
    if (std::ranges::find(limits.hosts, wanted) != limits.hosts.end()) return std::nullopt;
    return "Messages may not be posted to " + wanted + " from here.";
}

/// What one exchange needs and leaves; outlives the coroutine.
struct Exchange {
    Target target;
    wire::request<wire::string_body> request;
    wire::response_parser<wire::string_body> answer;
    error_code fault;
    std::string failed_at = "reached";
    bool is_done = false;
};

asio::awaitable<void> connect(Exchange& exchange, beast::tcp_stream& stream) {
    if (exchange.target.is_loopback) {
        const auto address = asio::ip::make_address(literal_of(exchange.target.host));
        const auto port = static_cast<unsigned short>(std::stoul(exchange.target.port));
        const tcp::endpoint endpoint(address, port);
        co_await stream.async_connect(endpoint,
                                      asio::redirect_error(asio::use_awaitable, exchange.fault));
        co_return;
    }
    tcp::resolver resolver(stream.get_executor());
    const auto found =
        co_await resolver.async_resolve(exchange.target.host, exchange.target.port,
                                        asio::redirect_error(asio::use_awaitable, exchange.fault));
    if (!exchange.fault)
        co_await stream.async_connect(found,
                                      asio::redirect_error(asio::use_awaitable, exchange.fault));
}

asio::awaitable<void> run(Exchange& exchange, asio::io_context& io) {
    beast::tcp_stream stream(io);
    co_await connect(exchange, stream);
    if (!exchange.fault) {
        exchange.failed_at = "sent all of it";
        co_await wire::async_write(stream, exchange.request,
                                   asio::redirect_error(asio::use_awaitable, exchange.fault));
    }
    if (!exchange.fault) {
        exchange.failed_at = "heard";
        beast::flat_buffer buffer;
        co_await wire::async_read(stream, buffer, exchange.answer,
                                  asio::redirect_error(asio::use_awaitable, exchange.fault));
    }
    error_code ignored;
    stream.socket().shutdown(tcp::socket::shutdown_both, ignored);
    exchange.is_done = true;
}

void fill(Exchange& exchange, const EventMessage& message) {
    std::string path = exchange.target.path;
    if (!message.query.empty())
        path += (path.find('?') == std::string::npos ? '?' : '&') + message.query;
    const bool is_v6 = exchange.target.host.find(':') != std::string::npos;
    const std::string host = is_v6 ? '[' + exchange.target.host + ']' : exchange.target.host;
    auto& request = exchange.request;
    request.method(wire::verb::post);
    request.target(path);
    request.version(11);
    request.set(wire::field::host, host + ':' + exchange.target.port);
    request.set(wire::field::user_agent, "trinh");
    request.set(wire::field::content_type, message.content_type);
    request.keep_alive(false);
    request.body() = message.body;
    request.prepare_payload();
}

}  // namespace

std::optional<std::string> post_event(std::string_view address, const EventMessage& message,
                                      const PosterLimits& limits) {
    Exchange exchange;
    if (auto trouble = read_target(address, limits, exchange.target)) return trouble;
    const std::string whom = exchange.target.host + ':' + exchange.target.port;
    if (message.body.size() > limits.body_max)
        return "The message to " + whom + " has " + std::to_string(message.body.size()) +
               " bytes; at most " + std::to_string(limits.body_max) + " are sent.";
    fill(exchange, message);
    exchange.answer.body_limit(limits.answer_max);
    asio::io_context io(1);
    auto work = run(exchange, io);
    asio::co_spawn(io, std::move(work), asio::detached);
    io.run_for(limits.time_max);
    if (!exchange.is_done) return whom + " did not answer in time.";
    if (exchange.fault)
        return whom + " could not be " + exchange.failed_at + ": " + exchange.fault.message() + ".";
    const unsigned status = exchange.answer.get().result_int();
    if (status >= 200 && status < 300) return std::nullopt;
    return whom + " refused the message with status " + std::to_string(status) + ".";
}

}  // namespace trinh::http
