/// RunningServer: the HTTP server, the clocks and the mail, from start to an orderly stop.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "adapters/app/page_assets.h"
#include "adapters/app/roles.h"
#include "adapters/app/settings.h"
#include "adapters/http/api.h"
#include "adapters/http/server.h"
#include "engine/service/dispatcher.h"
#include "engine/service/office.h"

namespace trinh::app {

class RunningServer {
public:
    /// `before_pass` is called by the clocks' thread before each of its passes.
    RunningServer(const service::Office& office, const Settings& settings, const Roles& roles,
                  bool is_demo, std::function<void()> before_pass);

    /// Serves until SIGINT or SIGTERM; returns the exit code.
    int run_until_told();

private:
    /// Does it again and again until the server stops: at once while it says that more is there,
    /// else a second apart.
    void repeat(const std::function<bool()>& pass);
    void watch_clocks();
    void send_mail();
    void send_webhooks();
    void say_hello() const;

    service::Office office_;
    Settings settings_;
    Roles roles_;
    bool is_demo_;
    std::function<void()> before_pass_;
    PageAssets assets_;
    http::Router router_;
    http::Api api_;
    std::unique_ptr<http::Site> site_;
    std::unique_ptr<http::Server> server_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool is_stopping_ = false;
};

}  // namespace trinh::app
