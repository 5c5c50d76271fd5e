#include "tests/support/postgres_server.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <grp.h>
#include <gtest/gtest.h>
#include <pwd.h>
#include <random>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

#include "adapters/sql/postgres_dialect.h"
#include "adapters/sql/session.h"

namespace trinh::testing {

namespace {

namespace fs = std::filesystem;

constexpr const char* superuser = "trinh";
constexpr const char* ready_words = "database system is ready to accept connections";

/// The newest of Debian's PostgreSQL packages; empty when there is none.
fs::path programs() {
    std::vector<fs::path> found;
    std::error_code ignored;
    for (const auto& version : fs::directory_iterator("/usr/lib/postgresql", ignored)) {
        if (fs::exists(version.path() / "bin/initdb")) found.push_back(version.path() / "bin");
    }
    return found.empty() ? fs::path() : *std::ranges::max_element(found);
}

/// PostgreSQL refuses to run as root; then this account does it. Null when we are nobody special.
const passwd* account() {
    return ::geteuid() == 0 ? ::getpwnam("postgres") : nullptr;  // NOLINT(concurrency-mt-unsafe)
}

std::string random_word() {
    std::random_device chance;
    std::string word;
    for (int i = 0; i < 24; ++i) word += static_cast<char>('a' + chance() % 26);
    return word;
}

/// Becomes the account's own process with the output in `pipe`; never returns.
[[noreturn]] void become(const passwd* user, int pipe, const std::vector<std::string>& words) {
    if (user != nullptr && (::setgroups(0, nullptr) != 0 || ::setgid(user->pw_gid) != 0 ||
                            ::setuid(user->pw_uid) != 0)) {
        ::_exit(126);
    }
    ::prctl(PR_SET_PDEATHSIG, SIGQUIT);  // After setuid, which forgets it.
    ::dup2(pipe, STDOUT_FILENO);
    ::dup2(pipe, STDERR_FILENO);
    std::vector<char*> arguments;
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    ::execv(arguments.front(), arguments.data());
    ::_exit(127);
}

struct Started {
    pid_t process;
    int output;
};

Started start_program(const std::vector<std::string>& words) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    const passwd* user = account();
    const pid_t process = ::fork();
    if (process == 0) become(user, ends[1], words);
    ::close(ends[1]);
    return {process, ends[0]};
}

/// Adds what came; false at the end.
bool read_more(int pipe, std::string& text) {
    std::array<char, 4096> bytes{};
    const ssize_t length = ::read(pipe, bytes.data(), bytes.size());
    if (length > 0) text.append(bytes.data(), static_cast<std::size_t>(length));
    return length > 0;
}

}  // namespace

std::string PostgresServer::absence() {
    if (programs().empty()) return "PostgreSQL is not installed (Debian package postgresql).";
    if (::geteuid() == 0 && account() == nullptr) {
        return "PostgreSQL does not run as root, and there is no account \"postgres\".";
    }
    return "";
}

bool PostgresServer::is_required() {
    return std::getenv("CI") != nullptr || std::getenv("TRINH_REQUIRE_ALL") != nullptr;
}

void require_postgres() {
    const std::string absence = PostgresServer::absence();
    if (absence.empty()) return;
    if (PostgresServer::is_required()) FAIL() << absence;
    GTEST_SKIP() << absence;
}

PostgresServer& PostgresServer::shared() {
    static PostgresServer server(Disk::may_lose);
    return server;
}

PostgresServer::PostgresServer(Disk disk) : password_(random_word()), disk_(disk) {
    std::string pattern = fs::temp_directory_path() / "trinh-pg-XXXXXX";
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder_ = pattern;
    try {
        make_data();
        start();
    } catch (...) {
        fs::remove_all(folder_);
        throw;
    }
}

PostgresServer::~PostgresServer() {
    stop(SIGQUIT);
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

void PostgresServer::make_data() const {
    const std::string password_file = folder_ + "/password";
    std::ofstream(password_file) << password_ << '\n';
    if (const passwd* user = account()) {
        for (const std::string& path : {folder_, password_file}) {
            if (::chown(path.c_str(), user->pw_uid, user->pw_gid) != 0) {
                throw std::runtime_error("cannot give the folder away");
            }
        }
    }
    const auto [process, output] =
        start_program({programs() / "initdb", "-D", folder_ + "/data", "-U", superuser, "-A",
                       "scram-sha-256", "--pwfile", password_file, "-E", "UTF8", "--locale", "C",
                       "--locale-provider", "icu", "--icu-locale", "vi", "--no-sync"});
    std::string log;
    while (read_more(output, log)) {
    }
    ::close(output);
    int status = 0;
    ::waitpid(process, &status, 0);
    if (status != 0) throw std::runtime_error("initdb failed: " + log);
}

void PostgresServer::start() {
    // After SIGKILL the old processes may still hold the shared memory: then it ends at once.
    for (int attempt = 0; attempt < 100; ++attempt) {
        const char* sync = disk_ == Disk::is_synced ? "fsync=on" : "fsync=off";
        const auto [process, output] =
            start_program({programs() / "postgres", "-D", folder_ + "/data", "-k", folder_, "-c",
                           "listen_addresses=", "-c", sync, "-c", "shared_buffers=32MB"});
        process_ = process;
        log_.clear();
        while (log_.find(ready_words) == std::string::npos && read_more(output, log_)) {
        }
        if (log_.find(ready_words) != std::string::npos) {
            watcher_ = std::thread([this, output = output] { watch(output); });
            return;
        }
        ::close(output);
        ::waitpid(process_, nullptr, 0);
        process_ = -1;
    }
    throw std::runtime_error("PostgreSQL does not start: " + log_);
}

/// Reads on, so that the server never waits for us.
void PostgresServer::watch(int pipe) {
    while (read_more(pipe, log_)) {
    }
    ::close(pipe);
}

void PostgresServer::stop(int signal) {
    if (process_ < 0) return;
    ::kill(process_, signal);
    ::waitpid(process_, nullptr, 0);
    process_ = -1;
    watcher_.join();
}

void PostgresServer::run_tool(const std::string& name, std::vector<std::string> words) const {
    const std::string address =
        "postgresql:///postgres?host=" + folder_ + "&user=" + superuser + "&password=" + password_;
    std::ranges::replace(words, std::string("@"), address);
    words.insert(words.begin(), (programs() / name).string());
    const auto [process, output] = start_program(words);
    std::string log;
    while (read_more(output, log)) {
    }
    ::close(output);
    int status = 0;
    ::waitpid(process, &status, 0);
    if (status != 0) throw std::runtime_error(name + " failed: " + log);
}

sql::PostgresOptions PostgresServer::schema(const std::string& name) const {
    sql::PostgresOptions options;
    options.connection = "host=" + folder_ + " dbname=postgres user=" + superuser;
    options.password = password_;
    const sql::PostgresDialect dialect(options);
    sql::Session session(dialect);
    session.begin(sql::Access::write);
    session.run("create schema if not exists " + name);
    session.commit();
    options.connection += " options=-csearch_path=" + name;
    return options;
}

sql::PostgresOptions PostgresServer::new_schema() {
    return schema("test_" + std::to_string(++schemas_));
}

}  // namespace trinh::testing
