#include "tests/adapters/mail/smtp_server.h"

#include <array>
#include <boost/json/parse.hpp>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace trinh::mail {
namespace {

namespace fs = std::filesystem;

const fs::path scripts = TRINH_SOURCE_DIR "/tests/adapters/mail/smtp";
constexpr int patience_ms = 20'000;

bool runs(const std::string& command) {
    return std::system((command + " >/dev/null 2>&1").c_str()) == 0;  // NOLINT(cert-env33-c)
}

void demand(bool condition, const char* what) {
    if (!condition) throw std::runtime_error(what);
}

}  // namespace

std::string missing_for_smtp_server() {
    if (!runs("node --version")) return "node is not installed.";
    if (!runs("openssl version")) return "openssl is not installed.";
    if (!fs::exists(scripts / "node_modules" / "smtp-server")) {
        return "npm's smtp-server is not installed; run \"npm ci\" in tests/adapters/mail/smtp.";
    }
    return "";
}

SmtpServer::SmtpServer(const std::string& mode) {
    std::string pattern = (fs::temp_directory_path() / "trinh-smtp-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    make_certificate();
    start(mode);
    port_ = boost::json::parse(read_line()).at("port").to_number<int>();
}

SmtpServer::~SmtpServer() {
    stop();
    ::close(from_server_);
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

void SmtpServer::make_certificate() const {
    const std::string command =
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
        "-subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 -keyout '" +
        (folder_ / "key.pem").string() + "' -out '" + certificate() + "'";
    demand(runs(command), "openssl made no certificate");
}

void SmtpServer::start(const std::string& mode) {
    std::array<int, 2> in{};
    std::array<int, 2> out{};
    demand(::pipe2(in.data(), O_CLOEXEC) == 0 && ::pipe2(out.data(), O_CLOEXEC) == 0, "no pipe");
    std::array<std::string, 5> words{"node", (scripts / "server.mjs").string(),
                                     (folder_ / "key.pem").string(), certificate(), mode};
    std::array<char*, 6> arguments{};
    for (std::size_t i = 0; i < words.size(); ++i) arguments.at(i) = words.at(i).data();
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    const int failed =
        ::posix_spawnp(&process_, "node", &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(in[0]);
    ::close(out[1]);
    to_server_ = in[1];
    from_server_ = out[0];
    demand(failed == 0, "node did not start");
}

std::string SmtpServer::read_line() {
    for (;;) {
        const std::size_t end = unread_.find('\n');
        if (end != std::string::npos) {
            std::string line = unread_.substr(0, end);
            unread_.erase(0, end + 1);
            return line;
        }
        pollfd waiting{from_server_, POLLIN, 0};
        demand(::poll(&waiting, 1, patience_ms) == 1, "the SMTP server said nothing");
        std::array<char, 4096> bytes{};
        const ssize_t count = ::read(from_server_, bytes.data(), bytes.size());
        demand(count > 0, "the SMTP server ended");
        unread_.append(bytes.data(), static_cast<std::size_t>(count));
    }
}

boost::json::object SmtpServer::next_letter() {
    return boost::json::parse(read_line()).as_object();
}

void SmtpServer::stop() {
    if (process_ < 0) return;
    ::close(to_server_);
    ::waitpid(process_, nullptr, 0);
    process_ = -1;
}

}  // namespace trinh::mail
