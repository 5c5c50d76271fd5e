#include "tests/nodes/crowd.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <thread>

#include "engine/base/date.h"

namespace trinh::testing {

namespace json = boost::json;

void Browser::sign_in(unsigned short port) {
    const json::object body{{"user", drafter}, {"password", drafter_password}};
    const auto reply = http::testing::ask(
        port, http::testing::with_body("POST", "/api/session", json::serialize(body)));
    ASSERT_EQ(reply.status, 200) << reply.body;
    const auto set = reply.header("set-cookie");
    cookie = set.substr(0, set.find(';'));
    csrf = json::parse(reply.body).at("csrf").as_string().c_str();
}

http::testing::Reply Browser::send(unsigned short port, const std::string& target,
                                   const json::object& body, const std::string& more) const {
    try {
        return http::testing::ask(
            port, http::testing::with_body(
                      "POST", target, json::serialize(body),
                      "Cookie: " + cookie + "\r\nX-CSRF-Token: " + csrf + "\r\n" + more));
    } catch (const std::exception&) {
        return {};  // Nobody listens there any more.
    }
}

int Browser::status_of(unsigned short port, const std::string& target) const {
    return http::testing::ask(port, http::testing::get(target, "Cookie: " + cookie + "\r\n"))
        .status;
}

void Doors::set(std::size_t place, unsigned short port) {
    {
        const std::lock_guard lock(mutex_);
        ports_[place] = port;
    }
    news_.notify_all();
}

unsigned short Doors::port(std::size_t turn) const {
    const std::lock_guard lock(mutex_);
    return ports_[turn % ports_.size()];
}

void Doors::wait_for_news() const {
    std::unique_lock lock(mutex_);
    news_.wait_for(lock, std::chrono::milliseconds(20));
}

void Crowd::run(int acts_each) {
    std::vector<std::thread> threads;
    for (int client = 0; client < clients; ++client) {
        threads.emplace_back([this, client, acts_each] { work(client, acts_each); });
    }
    for (auto& thread : threads) thread.join();
}

void Crowd::await(int acts) {
    std::unique_lock lock(mutex_);
    answered_.wait(lock, [&] {
        return static_cast<int>(done_.size()) >= acts || !surprises_.empty() || is_stopping_;
    });
}

void Crowd::await_repeats(int repeats) {
    const int wanted = repeats_ + repeats;
    while (repeats_ < wanted && !is_stopping_) doors_.wait_for_news();
}

std::size_t Crowd::count() {
    const std::lock_guard lock(mutex_);
    return done_.size();
}

void Crowd::work(int client, int acts) {
    for (int i = 0; i < acts && !is_stopping_; ++i) act(client, i * clients + client);
}

/// Every fifth opens a case, the others plan a meeting for a day that no other act names.
void Crowd::act(int client, int number) {
    const bool opens = number % 5 == 0;
    const auto mark = opens ? fmt::format("Quyết định số {} về vỉa hè", number)
                            : (*Date::parse("2030-01-01") + number).iso();
    const auto target =
        opens ? "/api/cases" : fmt::format("/api/cases/{}/actions", 1 + number * 7 % cases_);
    const json::object body =
        opens ? json::object{{"process", "appraisal-ppc-decision"}, {"title", mark}}
              : json::object{{"event", "plan-meeting"}, {"data", {{"meeting_date", mark}}}};
    const auto key = fmt::format("Idempotency-Key: act-{}\r\n", number);
    auto turn = static_cast<std::size_t>(client);
    auto reply = browser_.send(doors_.port(turn), target, body, key);
    while (reply.status == 0 || reply.status == 503) {
        ++repeats_;
        doors_.wait_for_news();
        reply = browser_.send(doors_.port(++turn), target, body, key);
    }
    note(mark, reply);
}

/// 409: done, but the server died before it kept its answer.
void Crowd::note(const std::string& mark, const http::testing::Reply& reply) {
    {
        const std::lock_guard lock(mutex_);
        const bool is_done = reply.status == 200 || reply.status == 201 || reply.status == 409;
        if (is_done) {
            done_.insert(mark);
        } else {
            surprises_.push_back(fmt::format("{} {}", reply.status, reply.body));
        }
        without_answer_ += reply.status == 409 ? 1 : 0;
    }
    answered_.notify_all();
}

std::string Crowd::story() const {
    return fmt::format("{} acts, {} of them done without an answer, {} repeats", done_.size(),
                       without_answer_, repeats_.load());
}

}  // namespace trinh::testing
