#include "tests/support/child_program.h"

#include <array>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace trinh::testing {
namespace {

constexpr int patience_ms = 20'000;

void demand(bool condition, const std::string& what) {
    if (!condition) throw std::runtime_error(what);
}

}  // namespace

ChildProgram::ChildProgram(std::vector<std::string> words) : name_(words.front()) {
    std::array<int, 2> in{};
    std::array<int, 2> out{};
    demand(::pipe2(in.data(), O_CLOEXEC) == 0 && ::pipe2(out.data(), O_CLOEXEC) == 0, "no pipe");
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    const int failed =
        ::posix_spawnp(&process_, arguments[0], &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(in[0]);
    ::close(out[1]);
    to_child_ = in[1];
    from_child_ = out[0];
    demand(failed == 0, name_ + " did not start");
}

ChildProgram::~ChildProgram() {
    stop();
    ::close(from_child_);
}

std::string ChildProgram::read_line() {
    for (;;) {
        const std::size_t end = unread_.find('\n');
        if (end != std::string::npos) {
            std::string line = unread_.substr(0, end);
            unread_.erase(0, end + 1);
            return line;
        }
        pollfd waiting{from_child_, POLLIN, 0};
        demand(::poll(&waiting, 1, patience_ms) == 1, name_ + " said nothing");
        std::array<char, 4096> bytes{};
        const ssize_t count = ::read(from_child_, bytes.data(), bytes.size());
        demand(count > 0, name_ + " ended");
        unread_.append(bytes.data(), static_cast<std::size_t>(count));
    }
}

void ChildProgram::stop() {
    if (process_ < 0) return;
    ::close(to_child_);
    ::waitpid(process_, nullptr, 0);
    process_ = -1;
}

}  // namespace trinh::testing
