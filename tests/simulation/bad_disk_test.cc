/// A disk that hangs in a sync, or takes nothing for a while: officers are answered late but
/// rightly, readers go on, and who comes when too many wait is told so.
#include <atomic>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <condition_variable>
#include <gmock/gmock.h>
#include <map>
#include <mutex>
#include <thread>

#include "adapters/http/api.h"
#include "adapters/http/server.h"
#include "tests/adapters/http/loopback.h"
#include "tests/simulation/faulty_disk.h"
#include "tests/support/test_office.h"

namespace trinh::testing {
namespace {

namespace json = boost::json;

constexpr const char* drafter = "lan-so-xd";
constexpr int jobs_max = 4;

/// While it is shut, whoever comes stands before it.
class Gate {
public:
    void shut() {
        const std::lock_guard lock(mutex_);
        is_shut_ = true;
    }
    void open() {
        const std::lock_guard lock(mutex_);
        is_shut_ = false;
        changed_.notify_all();
    }
    void pass() {
        std::unique_lock lock(mutex_);
        ++standing_;
        changed_.notify_all();
        changed_.wait(lock, [this] { return !is_shut_; });
        --standing_;
    }
    void await_somebody() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return standing_ > 0; });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool is_shut_ = false;
    int standing_ = 0;
};

class BadDisk : public ::testing::Test {
protected:
    BadDisk() {
        FaultyDisk::get().on_sync = [this] { gate_.pass(); };
        office_ = std::make_unique<TestOffice>(StoreKind::sqlite);
        office_->clock().set(*Instant::parse("2024-02-22T01:00Z"));
        office_->load_workflows();
        office_->load_people();
        const auto opened =
            service::CaseDesk(office_->office())
                .open(office_->caller(drafter), {"appraisal-ppc-decision", "Quyết định", ""});
        EXPECT_TRUE(opened);
        api_ = std::make_unique<http::Api>(office_->office(), http::ApiOptions{});
        api_->add_routes(router_);
        site_ = std::make_unique<http::Site>(router_, nullptr, options_that_log());
        http::ServerOptions options;
        options.port = 0;
        options.jobs_max = jobs_max;
        server_ = std::make_unique<http::Server>(*site_, options);
        server_->start();
        sign_in();
    }
    ~BadDisk() override {
        server_.reset();
        office_.reset();
        FaultyDisk::get().on_sync = {};
    }

    http::SiteOptions options_that_log() {
        http::SiteOptions options;
        options.on_fault = [this](const std::string& what) {
            const std::lock_guard lock(log_mutex_);
            log_ += what;
        };
        return options;
    }
    void sign_in() {
        const json::object who{{"user", drafter}, {"password", std::string("mat-khau-") + drafter}};
        const auto reply = http::testing::ask(
            server_->port(),
            http::testing::with_body("POST", "/api/session", json::serialize(who)));
        ASSERT_EQ(reply.status, 200) << reply.body;
        const auto cookie = reply.header("set-cookie");
        headers_ = "Cookie: " + cookie.substr(0, cookie.find(';')) + "\r\nX-CSRF-Token: " +
                   std::string(json::parse(reply.body).at("csrf").as_string()) + "\r\n";
    }
    [[nodiscard]] http::testing::Reply get(const std::string& target) const {
        return http::testing::ask(server_->port(), http::testing::get(target, headers_));
    }
    [[nodiscard]] http::testing::Reply plan(const std::string& day) const {
        const json::object act{{"event", "plan-meeting"}, {"data", {{"meeting_date", day}}}};
        return http::testing::ask(server_->port(),
                                  http::testing::with_body("POST", "/api/cases/1/actions",
                                                           json::serialize(act), headers_));
    }

    /// How often each day was planned in the case's history.
    std::map<std::string, int> planned_days() {
        std::map<std::string, int> days;
        auto tx = office_->store().begin_read();
        for (const auto& row : tx->cases().journal(CaseId{1})) {
            if (row.type != "action_taken") continue;
            const auto body = json::parse(row.body);
            ++days[std::string(body.at("inputs").as_object().at("meeting_date").as_string())];
        }
        return days;
    }

    Gate gate_;
    std::mutex log_mutex_;
    std::string log_;
    std::unique_ptr<TestOffice> office_;
    http::Router router_;
    std::unique_ptr<http::Api> api_;
    std::unique_ptr<http::Site> site_;
    std::unique_ptr<http::Server> server_;
    std::string headers_;
};

TEST_F(BadDisk, ThatHangsAnswersLateButRightAndTellsWhoIsTooMany) {
    gate_.shut();
    std::vector<std::thread> officers;
    std::vector<int> answers(jobs_max);
    const auto come = [&](int number) {
        officers.emplace_back([&, number] {
            const auto day = (*Date::parse("2031-01-01") + number).iso();
            auto reply = plan(day);
            while (reply.status == 503) reply = plan(day);
            answers[static_cast<std::size_t>(number)] = reply.status;
        });
    };

    come(0);
    gate_.await_somebody();
    EXPECT_EQ(get("/api/cases/1").status, 200) << "Who reads does not wait for the disk.";
    for (int number = 1; number < jobs_max; ++number) come(number);
    auto turned_away = get("/api/cases/1");
    while (turned_away.status == 200) turned_away = get("/api/cases/1");
    EXPECT_EQ(turned_away.status, 503);
    EXPECT_THAT(turned_away.message(), ::testing::HasSubstr("please try again"));
    EXPECT_NE(turned_away.header("retry-after"), "");
    gate_.open();
    for (auto& officer : officers) officer.join();

    EXPECT_THAT(answers, ::testing::Each(200));
    const auto days = planned_days();
    EXPECT_EQ(days.size(), static_cast<std::size_t>(jobs_max));
    for (const auto& [day, times] : days) EXPECT_EQ(times, 1) << day;
}

TEST_F(BadDisk, ThatIsFullOrReadOnlyForAWhileLosesNothing) {
    ASSERT_EQ(plan("2031-01-01").status, 200);
    auto& disk = FaultyDisk::get();
    for (const auto trouble : {FaultyDisk::Trouble::is_full, FaultyDisk::Trouble::is_read_only}) {
        disk.trouble = trouble;
        const auto refused = plan("2031-01-02");
        EXPECT_EQ(refused.status, 503) << refused.body;
        EXPECT_THAT(refused.message(), ::testing::HasSubstr("please try again"));
        EXPECT_EQ(get("/api/cases/1").status, 200) << "Reading needs no room.";
        disk.trouble = FaultyDisk::Trouble::none;
    }
    EXPECT_THAT(log_, ::testing::HasSubstr("the disk is full"));
    EXPECT_THAT(log_, ::testing::HasSubstr("can only be read"));

    EXPECT_EQ(plan("2031-01-02").status, 200);
    EXPECT_THAT(planned_days(),
                ::testing::ElementsAre(std::pair("2031-01-01", 1), std::pair("2031-01-02", 1)));
}

}  // namespace
}  // namespace trinh::testing
