#include "tests/nodes/node.h"

#include <array>
#include <csignal>
#include <fcntl.h>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace trinh::testing {

namespace {

[[noreturn]] void become(const std::string& settings_file, const std::string& roles, int output) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::dup2(output, STDOUT_FILENO);
    ::setenv("TRINH_HOME", TRINH_SOURCE_DIR, 1);
    ::execl(TRINH_PROGRAM, TRINH_PROGRAM, "--config", settings_file.c_str(), "serve", "--port", "0",
            "--role", roles.c_str(), nullptr);
    ::_exit(127);
}

bool read_more(int pipe, std::string& text) {
    std::array<char, 1024> bytes{};
    const ssize_t length = ::read(pipe, bytes.data(), bytes.size());
    if (length > 0) text.append(bytes.data(), static_cast<std::size_t>(length));
    return length > 0;
}

}  // namespace

Node::Node(const std::string& settings_file, const std::string& roles) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    process_ = ::fork();
    if (process_ == 0) become(settings_file, roles, ends[1]);
    ::close(ends[1]);
    const std::string before = "is ready: http://127.0.0.1:";
    std::string said;
    auto at = said.npos;
    while ((at = said.find(before)) == said.npos ||
           said.find('/', at + before.size()) == said.npos) {
        if (!read_more(ends[0], said)) throw std::runtime_error("a node ended early: " + said);
    }
    port_ = static_cast<unsigned short>(std::stoi(said.substr(at + before.size())));
    reader_ = std::thread([pipe = ends[0]] {
        std::string rest;
        while (read_more(pipe, rest)) {
        }
        ::close(pipe);
    });
}

void Node::kill() {
    end(SIGKILL);
}

void Node::stop() {
    end(SIGTERM);
}

void Node::end(int signal) {
    if (process_ < 0) return;
    ::kill(process_, signal);
    ::waitpid(process_, nullptr, 0);
    process_ = -1;
    reader_.join();
}

}  // namespace trinh::testing
