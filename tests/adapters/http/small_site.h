/// A site with a handful of routes and two files, to try the server without the engine.
#pragma once

#include <atomic>
#include <future>
#include <optional>
#include <stdexcept>
#include <string>

#include "adapters/http/problem.h"
#include "adapters/http/server.h"

namespace trinh::http::testing {

class TwoFiles final : public Assets {
public:
    [[nodiscard]] std::optional<Asset> find(std::string_view path) const override {
        if (path == "/")
            return Asset{"<!doctype html>", "", "text/html; charset=utf-8", "page1", false};
        if (path == "/app.js")
            return Asset{"console.log(1)", "\x1f\x8b-zipped", "text/javascript", "js1", true};
        return std::nullopt;
    }
};

/// Options with limits short enough for tests that wait for them.
inline ServerOptions quick_options() {
    ServerOptions options;
    options.port = 0;
    options.threads = 2;
    options.idle = std::chrono::seconds(20);
    options.header = std::chrono::seconds(20);
    return options;
}

class SmallSite {
public:
    explicit SmallSite(ServerOptions options = quick_options(), SiteOptions site = {})
        : site_(routes(), &files_, std::move(site)), server(site_, std::move(options)) {
        server.start();
        port = server.port();
    }
    ~SmallSite() { release(); }
    SmallSite(const SmallSite&) = delete;
    SmallSite& operator=(const SmallSite&) = delete;

    /// Lets every waiting GET /api/wait answer.
    void release() {
        if (!is_released_.exchange(true)) gate_.set_value();
    }
    /// Returns once a GET /api/wait is inside its handler.
    void wait_until_entered() { entered_.get_future().wait(); }

private:
    const Router& routes() {
        router_.add("GET", "/api/hello/{name}", [](const Request& request) {
            return json_answer({{"hello", request.parameter("name")}});
        });
        router_.add("POST", "/api/echo", [](const Request& request) {
            return Response{200, "text/plain", request.body};
        });
        router_.add_large(
            "POST", "/api/large",
            [](const Request& request) {
                return json_answer({{"bytes", request.body.size()}});
            },
            std::size_t{4} << 20,
            [](const Request& request) -> std::optional<Response> {
                if (request.header("x-badge") == "lost") throw std::runtime_error("no badges");
                if (request.header("x-badge") == "ok") return std::nullopt;
                return problem(403, "not_permitted", "No badge.");
            });
        router_.add("GET", "/api/broken", [](const Request&) -> Response {
            throw std::runtime_error("the disk is full at secret place");
        });
        router_.add("GET", "/api/wait", [this](const Request&) {
            if (!has_entered_.exchange(true)) entered_.set_value();
            opened_.wait();
            return json_answer({{"waited", true}});
        });
        router_.add("POST", "/api/wait", [this](const Request&) {
            opened_.wait();
            return json_answer({{"waited", true}});
        });
        router_.add("GET", "/api/big", [](const Request&) {
            return Response{200, "text/plain", std::string(3'000'000, 'x')};
        });
        router_.add("GET", "/api/remote", [](const Request& request) {
            return Response{200, "text/plain", request.remote};
        });
        return router_;
    }

    Router router_;
    TwoFiles files_;
    std::promise<void> gate_, entered_;
    std::shared_future<void> opened_ = gate_.get_future().share();
    std::atomic<bool> is_released_{false}, has_entered_{false};
    Site site_;

public:
    Server server;
    unsigned short port = 0;
};

}  // namespace trinh::http::testing
