/// Times: how long each of many single happenings took, told as percentiles.
#pragma once

#include <algorithm>
#include <benchmark/benchmark.h>
#include <chrono>
#include <ctime>
#include <utility>
#include <vector>

namespace trinh::bench {

class Times {
public:
    /// Runs `happening` once and keeps how long it took; gives back its result.
    template <class Happening>
    auto measure(Happening&& happening) {
        const double cpu_begun = cpu_ms_now();
        const auto begun = std::chrono::steady_clock::now();
        auto result = std::forward<Happening>(happening)();
        const auto took = std::chrono::steady_clock::now() - begun;
        ms_.push_back(std::chrono::duration<double, std::milli>(took).count());
        cpu_ms_.push_back(cpu_ms_now() - cpu_begun);
        return result;
    }

    void add(const Times& other) {
        ms_.insert(ms_.end(), other.ms_.begin(), other.ms_.end());
        cpu_ms_.insert(cpu_ms_.end(), other.cpu_ms_.begin(), other.cpu_ms_.end());
    }

    [[nodiscard]] std::size_t count() const { return ms_.size(); }
    [[nodiscard]] double last_ms() const { return ms_.back(); }

    /// The nearest-rank percentile, 0 < percent <= 100; 0 when nothing was measured.
    [[nodiscard]] double percentile(double percent) const { return rank(ms_, percent); }

    /// Shows p50_ms and p99_ms beside the benchmark's own columns.
    void show(benchmark::State& state) const {
        state.counters["p50_ms"] = percentile(50);
        state.counters["p99_ms"] = percentile(99);
    }
    /// Shows cpu_p50_ms too: the work of all threads of this process, which other programs on the
    /// machine hardly stretch.
    void show_with_cpu(benchmark::State& state) const {
        show(state);
        state.counters["cpu_p50_ms"] = rank(cpu_ms_, 50);
    }

private:
    static double cpu_ms_now() {
        timespec at{};
        ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
        return static_cast<double>(at.tv_sec) * 1e3 + static_cast<double>(at.tv_nsec) / 1e6;
    }

    static double rank(std::vector<double> sorted, double percent) {
        if (sorted.empty()) return 0;
        std::sort(sorted.begin(), sorted.end());
        const auto count = static_cast<double>(sorted.size());
        const auto place = static_cast<std::size_t>(percent / 100.0 * count);
        return sorted[std::min(place, sorted.size() - 1)];
    }

    std::vector<double> ms_, cpu_ms_;
};

}  // namespace trinh::bench
