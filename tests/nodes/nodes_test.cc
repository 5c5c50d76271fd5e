/// Several servers on one PostgreSQL: acts through all of them while servers, or the database, die.
#include <boost/json/parse.hpp>
#include <fmt/format.h>
#include <fstream>
#include <gmock/gmock.h>
#include <thread>

#include "tests/adapters/sql/contract_fixture.h"
#include "tests/nodes/aftermath.h"
#include "tests/nodes/crowd.h"
#include "tests/nodes/node.h"
#include "tests/nodes/waiting_cases.h"
#include "tests/support/postgres_server.h"

namespace trinh::testing {

namespace {

namespace json = boost::json;

constexpr int cases = 60;
constexpr int acts_each = 40;

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

    TemporaryFolder folder_;
    sql::PostgresOptions options_;
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
    Doors doors({first.port(), second->port()});
    Crowd crowd(browser, doors, 12);

    std::thread acts([&] { crowd.run(acts_each); });
    while (wakes_in(office.store()).size() < 5) std::this_thread::yield();
    third->kill();
    crowd.await(Crowd::clients * acts_each / 3);
    second->kill();
    doors.set(1, first.port());
    third = std::make_unique<Node>(settings(), "clock");
    acts.join();
    while (!office.store().begin_read()->deadlines().due(system_now(), 1).empty()) {
        std::this_thread::yield();
    }
    first.stop();
    third->stop();

    EXPECT_THAT(crowd.surprises(), ::testing::IsEmpty());
    EXPECT_EQ(crowd.done().size(), static_cast<std::size_t>(Crowd::clients * acts_each));
    expect_each_act_once(office.store(), crowd.done());
    const auto clocks = expect_each_clock_once(office.store(), cases);
    expect_whole(office);
    std::cout << fmt::format("{}; {} clocks\n", crowd.story(), clocks);
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
