#include "adapters/app/running_server.h"

#include <csignal>
#include <exception>
#include <iostream>

#include "adapters/app/sample_year.h"
#include "adapters/mail/folder_mailer.h"
#include "adapters/mail/smtp_mailer.h"
#include "adapters/webhook/curl_webhooks.h"
#include "engine/service/webhook_round.h"

namespace trinh::app {
namespace {

constexpr auto pause_between_passes = std::chrono::seconds(1);
constexpr int clocks_at_once = 100;  ///< Between two looks at what else the thread has to do.

http::ApiOptions api_options(const Settings& settings, const Roles& roles) {
    http::ApiOptions options;
    options.store = settings.postgres.empty() ? "sqlite" : "postgresql";
    options.role = roles.spoken();
    options.is_cookie_secure = settings.is_cookie_secure;
    options.on_fault = [](const std::string& what) { std::cerr << "trinh: " << what << '\n'; };
    return options;
}

sigset_t stop_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    return signals;
}

/// Without a mail server letters wait in the outbox; the demo writes them as files.
std::unique_ptr<ports::Mailer> make_mailer(const Settings& settings, bool is_demo,
                                           mail::LetterRenderer& renderer,
                                           const ports::Clock& clock) {
    if (settings.has_smtp) {
        return std::make_unique<mail::SmtpMailer>(settings.smtp, renderer, clock);
    }
    if (!is_demo) return nullptr;
    return std::make_unique<mail::FolderMailer>(settings.state / "mail", "trinh@demo.example",
                                                "Trình", renderer, clock);
}

}  // namespace

RunningServer::RunningServer(const service::Office& office, const Settings& settings,
                             const Roles& roles, bool is_demo, std::function<void()> before_pass)
    : office_(office),
      settings_(settings),
      roles_(roles),
      is_demo_(is_demo),
      before_pass_(std::move(before_pass)),
      api_(office_, api_options(settings, roles)) {
    if (roles.web) {
        api_.add_routes(router_);
    } else {
        api_.add_health_route(router_);
    }
    http::SiteOptions site;
    site.host_names = settings.host_names;
    site.trusts_proxy = settings.trusts_proxy;
    site.on_fault = [](const std::string& what) { std::cerr << "trinh: " << what << '\n'; };
    site_ = std::make_unique<http::Site>(router_, roles.web ? &assets_ : nullptr, site);
    http::ServerOptions server;
    server.address = settings.address;
    server.port = settings.port;
    server.threads = settings.threads;
    server_ = std::make_unique<http::Server>(*site_, server);
}

void RunningServer::repeat(const std::function<bool()>& pass) {
    while (true) {
        bool is_more = false;
        try {
            is_more = pass();
        } catch (const std::exception& failure) {
            // Whatever was not done is found again by the next pass.
            std::cerr << "trinh: " << failure.what() << '\n';
        }
        std::unique_lock lock(mutex_);
        const auto pause = is_more ? std::chrono::seconds(0) : pause_between_passes;
        if (wake_.wait_for(lock, pause, [this] { return is_stopping_; })) return;
    }
}

void RunningServer::watch_clocks() {
    service::Dispatcher dispatcher(office_);
    repeat([&] {
        before_pass_();
        if (!roles_.clock) return false;
        const auto clocks = dispatcher.wake_clocks(clocks_at_once);
        if (clocks.put_off > 0) std::cerr << "trinh: " << clocks.failure << '\n';
        dispatcher.queue_digests();
        dispatcher.queue_checkpoint();
        if (!clocks.is_cut_off) dispatcher.take_in();
        return clocks.is_cut_off;
    });
}

void RunningServer::send_mail() {
    const bool is_to_folder = is_demo_ && !settings_.has_smtp;
    service::MailOptions options;
    options.attaches_pictures = settings_.has_mail_picture.value_or(is_to_folder);
    options.per_minute = settings_.mail_per_minute;
    service::MailRound round(office_, options);
    mail::LetterRenderer renderer(settings_.home / "workflows" / "letters");
    const auto mailer = make_mailer(settings_, is_demo_, renderer, office_.clock);
    if (!mailer) return;
    repeat([&] { return round.send(*mailer), false; });
}

void RunningServer::send_webhooks() {
    std::vector<webhook::Endpoint> endpoints;
    for (const auto& hook : settings_.webhooks) endpoints.push_back(hook.endpoint);
    if (endpoints.empty()) return;
    webhook::CurlWebhooks sender(std::move(endpoints), office_.clock);
    service::WebhookRound round(office_);
    repeat([&] { return round.send(sender), false; });
}

void RunningServer::say_hello() const {
    const std::string address =
        "http://" + settings_.address + ":" + std::to_string(server_->port());
    std::cout << "Trình is ready: " << address << "/\n";
    if (roles_.spoken() != "all") std::cout << "It does: " << roles_.spoken() << ".\n";
    if (is_demo_) {
        std::cout << "The sample department (fictional) is at " << office_.clock.now().spoken()
                  << ".\n"
                  << "Accounts, all with the password \"" << sample_password << "\":\n"
                  << "  mai     clerk            hung    head of division\n"
                  << "  minh    specialist       quang   director\n"
                  << "  lan-so-xd  drafting agency   son     auditor\n"
                  << "Three things to try next:\n"
                  << "  1. Open " << address << "/ and sign in as mai.\n"
                  << "  2. ./dev trinh case work --as minh\n"
                  << "  3. ./dev trinh index score --on 2024-11-18\n"
                  << "Let days pass with: ./dev trinh demo forward 10\n"
                  << "Letters go to " << (settings_.state / "mail").string() << "/*.eml.\n";
    }
    std::cout << "Stop with Ctrl-C." << std::endl;
}

int RunningServer::run_until_told() {
    sigset_t signals = stop_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGXFSZ, SIG_IGN);  // A full quota becomes an error of the write.
    server_->start();
    // A server that is slow must not hold up the clocks.
    std::thread clocks([this] { watch_clocks(); });
    std::thread teller([this] {
        if (roles_.mail) send_webhooks();
    });
    std::thread sender([this] {
        if (roles_.mail) send_mail();
    });
    say_hello();
    int caught = 0;
    sigwait(&signals, &caught);
    std::cout << "Stopping: finishing what was begun ..." << std::endl;
    server_->stop();
    {
        const std::lock_guard lock(mutex_);
        is_stopping_ = true;
    }
    wake_.notify_all();
    clocks.join();
    sender.join();
    teller.join();
    return 0;
}

}  // namespace trinh::app
