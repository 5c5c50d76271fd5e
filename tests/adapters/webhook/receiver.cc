#include "tests/adapters/webhook/receiver.h"

#include <array>
#include <boost/json/parse.hpp>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace trinh::webhook {
namespace {

constexpr int patience_ms = 20'000;

void demand(bool condition, const char* what) {
    if (!condition) throw std::runtime_error(what);
}

}  // namespace

Receiver::Receiver(std::string secret) {
    start(std::move(secret));
    port_ = boost::json::parse(read_line()).at("port").to_number<int>();
}

Receiver::~Receiver() {
    stop();
    ::close(from_receiver_);
}

std::string Receiver::url(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(port_) + path;
}

void Receiver::start(std::string secret) {
    std::array<int, 2> in{};
    std::array<int, 2> out{};
    demand(::pipe2(in.data(), O_CLOEXEC) == 0 && ::pipe2(out.data(), O_CLOEXEC) == 0, "no pipe");
    std::string program = "python3";
    std::string script = TRINH_SOURCE_DIR "/tests/adapters/webhook/receiver.py";
    std::array<char*, 4> arguments{program.data(), script.data(), secret.data(), nullptr};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    const int failed =
        ::posix_spawnp(&process_, "python3", &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(in[0]);
    ::close(out[1]);
    to_receiver_ = in[1];
    from_receiver_ = out[0];
    demand(failed == 0, "python3 did not start");
}

std::string Receiver::read_line() {
    for (;;) {
        const std::size_t end = unread_.find('\n');
        if (end != std::string::npos) {
            std::string line = unread_.substr(0, end);
            unread_.erase(0, end + 1);
            return line;
        }
        pollfd waiting{from_receiver_, POLLIN, 0};
        demand(::poll(&waiting, 1, patience_ms) == 1, "the receiver said nothing");
        std::array<char, 4096> bytes{};
        const ssize_t count = ::read(from_receiver_, bytes.data(), bytes.size());
        demand(count > 0, "the receiver ended");
        unread_.append(bytes.data(), static_cast<std::size_t>(count));
    }
}

boost::json::object Receiver::next_request() {
    return boost::json::parse(read_line()).as_object();
}

void Receiver::stop() {
    if (process_ < 0) return;
    ::close(to_receiver_);
    ::waitpid(process_, nullptr, 0);
    process_ = -1;
}

}  // namespace trinh::webhook
