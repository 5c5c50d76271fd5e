/// Servers and databases killed again and again under load: whatever was answered is there, once.
///
/// As many kills as a test run has time for; TRINH_KILLS asks for more (`./dev faults`).
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <gmock/gmock.h>
#include <random>
#include <sys/mount.h>
#include <thread>

#include "adapters/mail/smtp_mailer.h"
#include "tests/adapters/sql/contract_fixture.h"
#include "tests/nodes/aftermath.h"
#include "tests/nodes/crowd.h"
#include "tests/nodes/letter_box.h"
#include "tests/nodes/node.h"
#include "tests/nodes/waiting_cases.h"
#include "tests/support/postgres_server.h"

namespace trinh::testing {

namespace {

constexpr int cases_a_kill = 8;       ///< So that clocks are due all the time.
constexpr int acts_between_max = 15;  ///< From one kill to the next.
constexpr int endless = 1'000'000;

int kills_wanted(int usually) {
    const char* wanted = std::getenv("TRINH_KILLS");  // NOLINT(concurrency-mt-unsafe)
    return wanted == nullptr ? usually : std::max(1, std::atoi(wanted) / 2);
}

/// A disk of 24 MiB in memory, where the system lets a test mount one.
class SmallDisk {
public:
    explicit SmallDisk(const std::filesystem::path& folder) : folder_(folder) {
        is_there_ = ::mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=24m") == 0;
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    ~SmallDisk() {
        if (is_there_) ::umount2(folder_.c_str(), MNT_DETACH);
    }
    [[nodiscard]] bool is_there() const { return is_there_; }
    void fill() const {
        std::ofstream file(folder_ / "filler");
        const std::string page(4096, 'x');
        while (file << page << std::flush) {
        }
    }
    void make_room() const { std::filesystem::remove(folder_ / "filler"); }

private:
    std::filesystem::path folder_;
    bool is_there_ = false;
};

class Kills : public ::testing::Test {
protected:
    [[nodiscard]] std::string settings() const { return folder_.file("trinh.toml"); }
    [[nodiscard]] std::filesystem::path state() const { return folder_.file("state"); }

    /// `store`: further lines of its table.
    void write_settings(const std::string& store) {
        std::ofstream(settings()) << fmt::format(
            "[store]\nfolder = \"{}\"\n{}[mail]\nhost = \"127.0.0.1\"\nport = {}\n"
            "security = \"none\"\nfrom_address = \"trinh@box.example\"\nper_minute = 60000\n"
            "gather_minutes = 0\n",
            state().string(), store, box_.port());
    }

    /// Kills so often while the crowd acts; `kill(n)` brings back what it killed.
    void kill_under_load(Crowd& crowd, int kills, const std::function<void(int)>& kill) {
        std::thread acts([&] { crowd.run(endless); });
        int answered = 0;
        for (int n = 0; n < kills; ++n) {
            answered += 1 + static_cast<int>(chance_() % acts_between_max);
            crowd.await(answered);
            if (!crowd.surprises().empty()) break;
            kill(n);
        }
        crowd.stop();
        acts.join();
    }

    static void await_clocks(ports::Store& store) {
        while (!store.begin_read()->deadlines().due(system_now(), 1).empty()) {
            std::this_thread::yield();
        }
    }

    /// As a later server would: what a killed one had claimed is free again after its lease.
    void send_rest(TestOffice& office) const {
        mail::LetterRenderer renderer(std::filesystem::path(TRINH_SOURCE_DIR) /
                                      "workflows/letters");
        mail::SmtpOptions options;
        options.host = "127.0.0.1";
        options.port = box_.port();
        options.security = mail::SmtpSecurity::none;
        options.from_address = "trinh@box.example";
        mail::SmtpMailer mailer(options, renderer, office.clock());
        service::MailRound round(office.office(), {});
        office.clock().set(system_now() + hours(2));
        while (!office.store().begin_read()->outbox().list(ports::MailState::pending, 1).empty()) {
            const auto report = round.send(mailer);
            ASSERT_EQ(report.mails_failed, 0);
            office.clock().set(office.clock().now() + minutes(1));
        }
    }

    void expect_all_kept(TestOffice& office, Crowd& crowd, int kills) {
        EXPECT_THAT(crowd.surprises(), ::testing::IsEmpty());
        EXPECT_GT(crowd.repeats(), 0);
        expect_each_act_once(office.store(), crowd.done());
        const auto clocks =
            expect_each_clock_once(office.store(), static_cast<std::size_t>(kills * cases_a_kill));
        send_rest(office);
        const auto letters = expect_each_letter_sent(office.store(), box_);
        expect_whole(office);
        std::cout << fmt::format("{} kills; {}; {} clocks; {} letters, {} sent twice\n", kills,
                                 crowd.story(), clocks, letters, box_.doubles());
    }

    LetterBox box_;
    TemporaryFolder folder_;
    std::minstd_rand chance_{20'241'118};
};

}  // namespace

TEST_F(Kills, OfTheServerOnSqliteLoseNothing) {
    const int kills = kills_wanted(12);
    std::filesystem::create_directory(state());
    write_settings("");
    {
        TestOffice office(state());
        open_cases(office, kills * cases_a_kill);
    }
    auto server = std::make_unique<Node>(settings(), "all");
    Browser browser;
    browser.sign_in(server->port());
    Doors doors({server->port()});
    Crowd crowd(browser, doors, 12);

    kill_under_load(crowd, kills, [&](int) {
        server->kill();
        server = std::make_unique<Node>(settings(), "all");
        doors.set(0, server->port());
    });

    {
        TestOffice beside(state());
        await_clocks(beside.store());
    }
    server->stop();
    TestOffice office(state());
    office.clock().set(system_now());
    office.load_workflows();
    expect_all_kept(office, crowd, kills);
}

TEST_F(Kills, AreNotNeededWhenTheDiskIsFull) {
    std::filesystem::create_directory(state());
    const SmallDisk disk(state());
    if (!disk.is_there()) {
        std::cout << "Left out: a small disk needs the right to mount one.\n";
        return;
    }
    write_settings("");
    {
        TestOffice office(state());
        open_cases(office, cases_a_kill);
    }
    Node server(settings(), "all");
    Browser browser;
    browser.sign_in(server.port());
    const Doors doors({server.port()});
    Crowd crowd(browser, doors, cases_a_kill);

    std::thread acts([&] { crowd.run(endless); });
    crowd.await(20);
    disk.fill();
    crowd.await_repeats(30);  // All clients were refused, again and again.
    const auto refused = browser.send(server.port(), "/api/cases",
                                      {{"process", "appraisal-ppc-decision"}, {"title", "Đầy"}});
    disk.make_room();
    crowd.await(static_cast<int>(crowd.count()) + 20);
    crowd.stop();
    acts.join();

    EXPECT_EQ(refused.status, 503) << refused.body;
    EXPECT_THAT(refused.message(), ::testing::HasSubstr("changed nothing")) << refused.body;
    {
        TestOffice beside(state());
        await_clocks(beside.store());
    }
    server.stop();
    TestOffice office(state());
    office.clock().set(system_now());
    office.load_workflows();
    expect_all_kept(office, crowd, 1);
}

TEST_F(Kills, OfTwoServersAndTheirPostgresLoseNothing) {
    require_postgres();
    if (IsSkipped() || HasFatalFailure()) return;
    const int kills = kills_wanted(6);
    PostgresServer database(PostgresServer::Disk::is_synced);
    const auto options = database.new_schema();
    std::ofstream(folder_.file("password")) << options.password << '\n';
    write_settings(fmt::format("postgres = \"{}\"\npassword_file = \"{}\"\n", options.connection,
                               folder_.file("password")));
    {
        TestOffice office(options);
        open_cases(office, kills * cases_a_kill);
    }
    std::array<std::unique_ptr<Node>, 2> nodes;
    for (auto& node : nodes) node = std::make_unique<Node>(settings(), "all");
    Browser browser;
    browser.sign_in(nodes[0]->port());
    Doors doors({nodes[0]->port(), nodes[1]->port()});
    Crowd crowd(browser, doors, 12);

    kill_under_load(crowd, kills, [&](int n) {
        const auto victim = static_cast<std::size_t>(n % 3);
        if (victim == 2) {
            database.stop(SIGKILL);
            return database.start();
        }
        nodes[victim]->kill();
        nodes[victim] = std::make_unique<Node>(settings(), "all");
        doors.set(victim, nodes[victim]->port());
    });

    TestOffice office(options);
    await_clocks(office.store());
    for (auto& node : nodes) node->stop();
    office.clock().set(system_now());
    office.load_workflows();
    expect_all_kept(office, crowd, kills);
}

}  // namespace trinh::testing
