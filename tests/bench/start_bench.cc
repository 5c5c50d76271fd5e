// From the start of the program to its first answer, on a state folder that exists already.
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <stdlib.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/adapters/http/loopback.h"
#include "tests/bench/times.h"

namespace trinh::bench {
namespace {

/// A `trinh serve` of its own, ended when this goes.
class Program {
public:
    Program(const std::string& state, bool is_demo) {
        int ends[2];
        if (::pipe(ends) != 0) throw std::runtime_error("pipe");
        process_ = ::fork();
        if (process_ < 0) throw std::runtime_error("fork");
        if (process_ == 0) {
            ::dup2(ends[1], STDOUT_FILENO);
            ::close(ends[0]);
            ::close(ends[1]);
            ::setenv("TRINH_STATE", state.c_str(), 1);
            ::execl(TRINH_PROGRAM, TRINH_PROGRAM, "serve", "--port", "0",
                    is_demo ? "--demo" : nullptr, nullptr);
            ::_exit(127);
        }
        ::close(ends[1]);
        output_ = ends[0];
    }
    ~Program() {
        ::kill(process_, SIGTERM);
        ::waitpid(process_, nullptr, 0);
        ::close(output_);
    }
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    /// Reads what the program prints until it has told its address.
    unsigned short port() {
        const std::string before = "http://127.0.0.1:";
        while (true) {
            const auto at = said_.find(before);
            const auto end = at == std::string::npos ? at : said_.find('/', at + before.size());
            if (end != std::string::npos) {
                return static_cast<unsigned short>(std::stoi(said_.substr(at + before.size())));
            }
            char chunk[4096];
            const auto count = ::read(output_, chunk, sizeof chunk);
            if (count < 0 && errno == EINTR) continue;
            if (count <= 0) throw std::runtime_error("the program ended early: " + said_);
            said_.append(chunk, static_cast<std::size_t>(count));
        }
    }

private:
    pid_t process_ = -1;
    int output_ = -1;
    std::string said_;
};

class StateFolder {
public:
    StateFolder() : path_((std::filesystem::temp_directory_path() / "trinh-XXXXXX").string()) {
        if (mkdtemp(path_.data()) == nullptr) throw std::runtime_error("mkdtemp");
    }
    ~StateFolder() { std::filesystem::remove_all(path_); }
    StateFolder(const StateFolder&) = delete;
    StateFolder& operator=(const StateFolder&) = delete;
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    std::string path_;
};

int first_answer(Program& program) {
    return http::testing::ask(program.port(), http::testing::get("/api/health")).status;
}

void start(benchmark::State& state, bool is_demo) {
    const StateFolder folder;
    {
        Program first(folder.path(), is_demo);  // Makes the store; the demo loads its sample year.
        if (first_answer(first) != 200) return state.SkipWithError("no answer");
    }
    Times times;
    for (auto _ : state) {
        std::unique_ptr<Program> program;
        const int status = times.measure([&] {
            program = std::make_unique<Program>(folder.path(), is_demo);
            return first_answer(*program);
        });
        state.SetIterationTime(times.last_ms() / 1000);
        if (status != 200) return state.SkipWithError("no answer");
    }
    times.show(state);
}

BENCHMARK_CAPTURE(start, empty_department, false)
    ->Iterations(20)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(start, sample_year, true)
    ->Iterations(20)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace trinh::bench

BENCHMARK_MAIN();
