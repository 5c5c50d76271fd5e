#include "adapters/http/connection.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <exception>
#include <optional>

#include "adapters/http/problem.h"
#include "adapters/http/wire.h"

namespace trinh::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace wire = boost::beast::http;
using asio::ip::tcp;
using beast::error_code;
using Clock = std::chrono::steady_clock;

namespace {

using Parser = wire::request_parser<wire::string_body>;
using Answer = wire::response<wire::span_body<const char>>;

constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::size_t drain_max = std::size_t{4} << 20;

Request request_of(const Parser& parser, const std::string& remote) {
    const auto& message = parser.get();
    Request request;
    request.method = std::string(message.method_string());
    request.target = std::string(message.target());
    request.remote = remote;
    for (const auto& field : message) add_header(request, field.name_string(), field.value());
    return request;
}

bool expects_body(const Parser& parser) {
    return parser.chunked() || parser.content_length_remaining().value_or(0) > 0;
}

void fill(Answer& message, const Response& response, bool keep_alive) {
    message.result(static_cast<unsigned>(response.status));
    message.set(wire::field::date, http_date());
    if (!response.content_type.empty())
        message.set(wire::field::content_type, response.content_type);
    for (const auto& [name, value] : response.headers) message.insert(name, header_safe(value));
    message.keep_alive(keep_alive);
    const auto bytes = response.bytes();
    message.body() = {bytes.data(), bytes.size()};
    const bool bodiless = response.status == 204 || response.status == 304;
    if (!bodiless) message.content_length(bytes.size());
}

/// A handler's run on a worker thread. Shared, since either side may outlive the other's interest.
struct Job {
    Request request;
    const Route& route;
    asio::steady_timer finished;  ///< Cancelled when done; expires when it takes too long.
    bool is_head_check = false;
    std::optional<Response> response = {};  ///< Absent only where a head check passed.
    bool is_done = false;

    void run(const Site& site) {
        if (is_head_check) {
            response = site.check(route, request);
        } else {
            response = site.run(route, request);
        }
    }
};

class Peer final : public Connection, public std::enable_shared_from_this<Peer> {
public:
    Peer(tcp::socket socket, Floor& floor, std::function<void(Connection*)> on_end)
        : stream_(std::move(socket)), floor_(floor), on_end_(std::move(on_end)) {
        error_code ec;
        const auto endpoint = stream_.socket().remote_endpoint(ec);
        if (!ec) remote_ = endpoint.address().to_string();
    }

    asio::awaitable<void> run() {
        const auto self = shared_from_this();
        try {
            bool goes_on = true;
            while (goes_on && !floor_.is_stopping) goes_on = co_await serve_one();
            co_await say_goodbye();
        } catch (const std::exception&) {
            // Out of memory, most likely: this connection ends, the others go on.
            stream_.close();
        }
        on_end_(this);
    }

    void wind_down() override {
        if (is_idle_) stream_.cancel();
    }

    void cut() override { stream_.close(); }

private:
    /// One request and its answer; false: the connection is over.
    asio::awaitable<bool> serve_one() {
        const bool has_bytes = co_await wait_for_request();
        if (!has_bytes) co_return false;
        started_ = Clock::now();
        Parser parser;
        parser.header_limit(static_cast<std::uint32_t>(floor_.options.header_max));
        parser.body_limit(boost::none);  // Known only when the route is.
        error_code ec;
        stream_.expires_after(floor_.options.header);
        co_await wire::async_read_header(stream_, buffer_, parser,
                                         asio::redirect_error(asio::use_awaitable, ec));
        if (ec) {
            co_await refuse(ec);
            co_return false;
        }
        const bool goes_on = co_await answer_head(parser);
        co_return goes_on;
    }

    asio::awaitable<bool> wait_for_request() {
        if (buffer_.size() > 0) co_return true;  // Pipelined: it is here already.
        error_code ec;
        is_idle_ = true;
        stream_.expires_after(floor_.options.idle);
        const auto count = co_await stream_.async_read_some(
            buffer_.prepare(4096), asio::redirect_error(asio::use_awaitable, ec));
        is_idle_ = false;
        buffer_.commit(count);
        co_return !ec;
    }

    asio::awaitable<bool> answer_head(Parser& parser) {
        auto request = request_of(parser, remote_);
        auto admission = floor_.site.admit(request);
        const bool has_body = expects_body(parser);
        const auto encoding = request.header("transfer-encoding");
        if (!encoding.empty() && !parser.chunked()) {
            admission.answered_already =
                problem(501, "invalid_input", "Only the transfer encoding \"chunked\" is known.");
            Site::protect(*admission.answered_already, request.path);
        }
        if (admission.answered_already) {
            // An unread body would be taken for the next request: the connection ends here.
            const bool keep_alive = parser.keep_alive() && !has_body && encoding.empty();
            const bool written = co_await write(*admission.answered_already, request, keep_alive);
            co_return written&& keep_alive;
        }
        const Route& route = *admission.route;
        if (has_body && route.head_check) {
            const bool is_welcome = co_await answer(request, route, true, false);
            if (!is_welcome) co_return false;
        }
        if (has_body) {
            const bool complete = co_await read_body(parser, request, route);
            if (!complete) co_return false;
        }
        request.body = std::move(parser.get().body());
        const bool goes_on = co_await answer(std::move(request), route, false, parser.keep_alive());
        co_return goes_on;
    }

    asio::awaitable<bool> read_body(Parser& parser, const Request& request, const Route& route) {
        const auto max = route.body_max > 0 ? route.body_max : floor_.options.body_max;
        const auto length = parser.content_length().value_or(0);
        if (length > max) {
            const auto response = too_large(max, request.path);
            co_await write(response, request, false);
            co_return false;
        }
        parser.body_limit(max);
        error_code ec;
        if (beast::iequals(request.header("expect"), "100-continue")) {
            stream_.expires_after(floor_.options.write);
            co_await asio::async_write(stream_, asio::buffer(go_on),
                                       asio::redirect_error(asio::use_awaitable, ec));
        }
        stream_.expires_after(floor_.options.body + time_for(length > 0 ? length : max));
        co_await wire::async_read(stream_, buffer_, parser,
                                  asio::redirect_error(asio::use_awaitable, ec));
        if (ec == wire::error::body_limit) {
            const auto response = too_large(max, request.path);
            co_await write(response, request, false);
        } else if (ec) {
            co_await refuse(ec);
        }
        co_return !ec;
    }

    /// Runs the handler or the head check and writes what it answers; true: go on reading.
    asio::awaitable<bool> answer(Request request, const Route& route, bool is_head_check,
                                 bool keep_alive) {
        if (floor_.jobs >= floor_.options.jobs_max) {
            auto busy = unavailable(2);
            Site::protect(busy, request.path);
            const bool written = co_await write(busy, request, keep_alive);
            co_return written&& keep_alive;
        }
        auto job = std::make_shared<Job>(Job{
            std::move(request), route, asio::steady_timer(stream_.get_executor()), is_head_check});
        co_await work(job);
        if (!job->is_done) {
            // The handler still reads its request and may answer later: leave both to it.
            Request shown;
            shown.method = job->request.method;
            shown.path = job->request.path;
            const auto response = too_slow(shown.path);
            co_await write(response, shown, false);
            co_return false;
        }
        if (!job->response) co_return true;
        const bool stays = keep_alive && !floor_.is_stopping;
        const bool written = co_await write(*job->response, job->request, stays);
        co_return written&& stays;
    }

    asio::awaitable<void> work(std::shared_ptr<Job> job) {
        stream_.expires_never();
        ++floor_.jobs;
        job->finished.expires_after(floor_.options.handler);
        asio::post(floor_.workers, [job, &floor = floor_]() mutable {
            job->run(floor.site);
            auto& timer = job->finished;
            asio::post(timer.get_executor(), [job = std::move(job), &floor] {
                --floor.jobs;
                job->is_done = true;
                job->finished.cancel();
            });
        });
        error_code ec;
        co_await job->finished.async_wait(asio::redirect_error(asio::use_awaitable, ec));
    }

    /// `response` lives until the bytes are out: it is the caller's.
    asio::awaitable<bool> write(const Response& response, const Request& request, bool keep_alive) {
        Answer message;
        fill(message, response, keep_alive);
        wire::response_serializer<wire::span_body<const char>> serializer(message);
        error_code ec;
        stream_.expires_after(floor_.options.write + time_for(response.bytes().size()));
        if (request.method == "HEAD") {
            co_await wire::async_write_header(stream_, serializer,
                                              asio::redirect_error(asio::use_awaitable, ec));
        } else {
            co_await wire::async_write(stream_, serializer,
                                       asio::redirect_error(asio::use_awaitable, ec));
        }
        const auto took =
            std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - started_);
        if (floor_.options.on_answer)
            floor_.options.on_answer(
                {request.method, request.path, remote_, response.status, took});
        co_return !ec;
    }

    /// What could not be read as HTTP: one sentence, if there is anybody left to read it.
    asio::awaitable<void> refuse(error_code fault) {
        if (fault.category() != make_error_code(wire::error::bad_method).category()) co_return;
        if (fault == wire::error::end_of_stream || fault == wire::error::partial_message) co_return;
        const auto response = malformed(fault == wire::error::header_limit, fault.message(),
                                        floor_.options.header_max);
        const Request nothing;
        co_await write(response, nothing, false);
    }

    /// Lets the last answer arrive: closing over unread bytes would reset the connection.
    asio::awaitable<void> say_goodbye() {
        error_code ec;
        stream_.socket().shutdown(tcp::socket::shutdown_send, ec);
        stream_.expires_after(std::chrono::seconds(2));
        is_idle_ = true;
        std::size_t drained = 0;
        while (!ec && drained < drain_max && !floor_.is_stopping) {
            buffer_.clear();
            const auto count = co_await stream_.async_read_some(
                buffer_.prepare(65536), asio::redirect_error(asio::use_awaitable, ec));
            drained += count;
        }
        stream_.close();
    }

    beast::tcp_stream stream_;
    beast::flat_buffer buffer_;
    Floor& floor_;
    std::function<void(Connection*)> on_end_;
    std::string remote_;
    Clock::time_point started_ = Clock::now();
    bool is_idle_ = false;
};

}  // namespace

std::shared_ptr<Connection> serve(tcp::socket socket, Floor& floor,
                                  std::function<void(Connection*)> on_end) {
    const auto executor = socket.get_executor();
    auto peer = std::make_shared<Peer>(std::move(socket), floor, std::move(on_end));
    asio::co_spawn(executor, peer->run(), asio::detached);
    return peer;
}

}  // namespace trinh::http
