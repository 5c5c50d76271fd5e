/// Several servers on one PostgreSQL: acts through all of them while servers, or the database, die.
#include <array>
#include <atomic>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <csignal>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <gmock/gmock.h>
#include <map>
#include <thread>

#include "adapters/app/clocks.h"
#include "adapters/identity/argon2_passwords.h"
#include "engine/service/audit_desk.h"
#include "tests/adapters/http/loopback.h"
#include "tests/adapters/sql/contract_fixture.h"
#include "tests/nodes/node.h"
#include "tests/support/postgres_server.h"
#include "tests/support/test_office.h"

namespace trinh::testing {

namespace {

namespace json = boost::json;

constexpr const char* drafter = "lan-so-xd";
constexpr const char* password = "mật khẩu của Lan";
constexpr int cases = 60;
constexpr int clients = 6;
constexpr int acts_each = 40;

/// The nodes are real programs, so the cases live by the real time.
Instant system_now() {
    return app::ShiftedClock::system_now();
}

/// What a signed-in browser holds: good at every node.
struct Browser {
    std::string cookie, csrf;

    void sign_in(unsigned short port) {
        const json::object body{{"user", drafter}, {"password", password}};
        const auto reply = http::testing::ask(
            port, http::testing::with_body("POST", "/api/session", json::serialize(body)));
        ASSERT_EQ(reply.status, 200) << reply.body;
        const auto set = reply.header("set-cookie");
        cookie = set.substr(0, set.find(';'));
        csrf = json::parse(reply.body).at("csrf").as_string().c_str();
    }
    [[nodiscard]] http::testing::Reply send(unsigned short port, const std::string& target,
                                            const json::object& body,
                                            const std::string& more = {}) const {
        try {
            return http::testing::ask(
                port, http::testing::with_body(
                          "POST", target, json::serialize(body),
                          "Cookie: " + cookie + "\r\nX-CSRF-Token: " + csrf + "\r\n" + more));
        } catch (const std::exception&) {
            return {};  // Nobody listens there any more.
        }
    }
    [[nodiscard]] int status_of(unsigned short port, const std::string& target) const {
        return http::testing::ask(port, http::testing::get(target, "Cookie: " + cookie + "\r\n"))
            .status;
    }
};

class Nodes : public ::testing::Test {
protected:
    void SetUp() override {
        require_postgres();
        if (IsSkipped() || HasFatalFailure()) return;
        use(PostgresServer::shared());
    }
    void use(PostgresServer& server) {
        options_ = server.new_schema();
        std::ofstream(folder_.file("password")) << options_.password << '\n';
        std::ofstream(settings()) << fmt::format(
            "[store]\nfolder = \"{}\"\npostgres = \"{}\"\npassword_file = \"{}\"\n",
            folder_.file("state"), options_.connection, folder_.file("password"));
    }
    [[nodiscard]] std::string settings() const { return folder_.file("trinh.toml"); }

    /// Cases of 45 days ago with a planned meeting: the day to send the dossier is long past, and
    /// their deadlines are due as soon as somebody looks.
    void open_cases(TestOffice& office, int count) {
        office.clock().set(system_now() - hours(24 * 45));
        office.load_workflows();
        office.load_people();
        auto lan = office.caller(drafter);
        auto tx = office.store().begin();
        lan.person.password_hash = identity::Argon2Passwords().hash(password);
        tx->people().save_person(lan.person);
        tx->commit();
        service::CaseDesk desk(office.office());
        const auto meeting = (local_date(office.clock().now()) + 40).iso();
        for (int i = 0; i < count; ++i) {
            auto opened = desk.open(lan, {"appraisal-ppc-decision", "Quyết định về vỉa hè", ""});
            ASSERT_TRUE(opened) << opened.error().message;
            const CaseId id{opened->at("id").as_int64()};
            auto planned =
                desk.act(lan, {id, {"plan-meeting", {{"meeting_date", meeting}}, {}}, {}});
            ASSERT_TRUE(planned) << planned.error().message;
        }
    }

    TemporaryFolder folder_;
    sql::PostgresOptions options_;
};

/// How often each (case, deadline, entry, kind) was woken.
std::map<std::string, int> wakes_in(ports::Store& store) {
    std::map<std::string, int> found;
    auto tx = store.begin_read();
    for (int id = 1; id <= cases; ++id) {
        for (const auto& row : tx->cases().journal(CaseId{id})) {
            if (row.type != "clock_woke") continue;
            const auto body = json::parse(row.body).as_object();
            ++found[fmt::format("{} {} {} {}", id, std::string(body.at("deadline").as_string()),
                                body.at("entry").as_int64(),
                                std::string(body.at("kind").as_string()))];
        }
    }
    return found;
}

/// How often each planned day stands in the journals.
std::map<std::string, int> days_in(ports::Store& store) {
    std::map<std::string, int> found;
    auto tx = store.begin_read();
    for (int id = 1; id <= cases; ++id) {
        for (const auto& row : tx->cases().journal(CaseId{id})) {
            if (row.type != "action_taken") continue;
            const auto body = json::parse(row.body);
            if (const auto* day = body.at("inputs").as_object().if_contains("meeting_date")) {
                ++found[std::string(day->as_string())];
            }
        }
    }
    return found;
}

/// Whatever happened on the way, every act of the crowd stands in the journals once.
void expect_each_act_once(ports::Store& store) {
    const auto days = days_in(store);
    int acts_done = 0;
    for (const auto& [day, times] : days) {
        if (day < "2030") continue;  // Planned before the nodes came.
        EXPECT_EQ(times, 1) << day;
        ++acts_done;
    }
    EXPECT_EQ(acts_done, clients * acts_each);
}

/// Works through several officers' acts; each has a day of its own, so that it can be found again.
/// Whose node dies asks another one the same under the same key.
class Crowd {
public:
    Crowd(const Browser& browser, std::array<std::atomic<unsigned short>, 2>& ports)
        : browser_(browser), ports_(ports) {}

    void run() {
        std::vector<std::thread> threads;
        for (int client = 0; client < clients; ++client) {
            threads.emplace_back([this, client] { work(client); });
        }
        for (auto& thread : threads) thread.join();
    }
    std::atomic<int> answered = 0, unanswered = 0, repeated = 0, refused = 0;

private:
    void work(int client) {
        for (int i = 0; i < acts_each; ++i) {
            const int number = client * acts_each + i;
            const auto day = (*Date::parse("2030-01-01") + number).iso();
            const auto target = fmt::format("/api/cases/{}/actions", 1 + number * 7 % 12);
            const json::object act{{"event", "plan-meeting"}, {"data", {{"meeting_date", day}}}};
            const std::string key = "Idempotency-Key: " + day + "\r\n";
            auto reply = browser_.send(ports_[static_cast<std::size_t>(i) % 2], target, act, key);
            while (reply.status == 0 || reply.status == 503) {
                ++repeated;
                reply = browser_.send(ports_[0], target, act, key);
            }
            note(reply);
        }
    }
    /// 409: done, but the node died before it kept its answer.
    void note(const http::testing::Reply& reply) {
        ++(reply.status == 200 ? answered : reply.status == 409 ? unanswered : refused);
    }

    const Browser& browser_;
    std::array<std::atomic<unsigned short>, 2>& ports_;
};

}  // namespace

TEST_F(Nodes, LoseNoActAndWakeEachClockOnceWhenTwoOfThemAreKilled) {
    TestOffice office(options_);
    open_cases(office, cases);
    const auto due = office.store().begin_read()->deadlines().due(system_now(), 1000).size();
    ASSERT_GE(due, static_cast<std::size_t>(cases));
    Node first(settings(), "web,mail");
    auto second = std::make_unique<Node>(settings(), "all");
    auto third = std::make_unique<Node>(settings(), "clock");
    Browser browser;
    browser.sign_in(first.port());
    ASSERT_EQ(browser.status_of(second->port(), "/api/work"), 200);  // The session is everybody's.
    std::array<std::atomic<unsigned short>, 2> ports{first.port(), second->port()};
    Crowd crowd(browser, ports);

    std::thread acts([&] { crowd.run(); });
    while (wakes_in(office.store()).size() < 5) std::this_thread::yield();
    third->kill();
    while (crowd.answered < clients * acts_each / 3) std::this_thread::yield();
    second->kill();
    ports[1] = first.port();
    third = std::make_unique<Node>(settings(), "clock");
    acts.join();
    while (!office.store().begin_read()->deadlines().due(system_now(), 1).empty()) {
        std::this_thread::yield();
    }
    first.stop();
    third->stop();

    expect_each_act_once(office.store());
    EXPECT_EQ(crowd.refused, 0);
    EXPECT_GT(crowd.repeated, 0);
    const auto wakes = wakes_in(office.store());
    EXPECT_GE(wakes.size(), static_cast<std::size_t>(cases));
    for (const auto& [clock, times] : wakes) EXPECT_EQ(times, 1) << clock;
    EXPECT_TRUE(service::AuditDesk(office.office()).verify().at("ok").as_bool());
    std::cout << fmt::format("{} acts answered, {} done without an answer, {} repeats, {} clocks\n",
                             crowd.answered.load(), crowd.unanswered.load(), crowd.repeated.load(),
                             wakes.size());
}

TEST_F(Nodes, LoseNoActWhenTheDatabaseIsKilledAgainAndAgain) {
    PostgresServer server(PostgresServer::Disk::is_synced);
    use(server);
    {
        TestOffice office(options_);
        open_cases(office, 12);
    }
    const Node first(settings(), "all"), second(settings(), "all");
    Browser browser;
    browser.sign_in(first.port());
    std::array<std::atomic<unsigned short>, 2> ports{first.port(), second.port()};
    Crowd crowd(browser, ports);

    std::thread acts([&] { crowd.run(); });
    for (int kills = 1; kills <= 5; ++kills) {
        while (crowd.answered < kills * clients * acts_each / 7) std::this_thread::yield();
        server.stop(SIGKILL);
        server.start();
    }
    acts.join();

    TestOffice office(options_);
    expect_each_act_once(office.store());
    EXPECT_EQ(crowd.refused, 0);
    EXPECT_GT(crowd.repeated, 0);
    EXPECT_TRUE(service::AuditDesk(office.office()).verify().at("ok").as_bool());
    std::cout << fmt::format("{} acts answered, {} done without an answer, {} repeats\n",
                             crowd.answered.load(), crowd.unanswered.load(), crowd.repeated.load());
}

TEST_F(Nodes, SayWhatTheyDo) {
    const Node web(settings(), "web");
    const Node clock(settings(), "mail,clock");
    const auto health = [](const Node& node) {
        return json::parse(http::testing::ask(node.port(), http::testing::get("/api/health")).body);
    };

    EXPECT_EQ(health(web).at("role").as_string(), "web");
    EXPECT_EQ(health(web).at("store").as_string(), "postgresql");
    EXPECT_EQ(health(clock).at("role").as_string(), "clock,mail");
    EXPECT_EQ(http::testing::ask(clock.port(), http::testing::get("/")).status, 404);
    EXPECT_EQ(http::testing::ask(clock.port(), http::testing::get("/api/cases")).status, 404);
    EXPECT_EQ(http::testing::ask(web.port(), http::testing::get("/api/cases")).status, 401);
}

}  // namespace trinh::testing
