/// Times: how long each of many single happenings took, told as percentiles.
#pragma once

#include <algorithm>
#include <benchmark/benchmark.h>
#include <chrono>
#include <utility>
#include <vector>

namespace trinh::bench {

class Times {
public:
    /// Runs `happening` once and keeps how long it took; gives back its result.
    template <class Happening>
    auto measure(Happening&& happening) {
        const auto begun = std::chrono::steady_clock::now();
        auto result = std::forward<Happening>(happening)();
        const auto took = std::chrono::steady_clock::now() - begun;
        ms_.push_back(std::chrono::duration<double, std::milli>(took).count());
        return result;
    }

    [[nodiscard]] double last_ms() const { return ms_.back(); }

    /// The nearest-rank percentile, 0 < percent <= 100; 0 when nothing was measured.
    [[nodiscard]] double percentile(double percent) const {
        if (ms_.empty()) return 0;
        auto sorted = ms_;
        std::sort(sorted.begin(), sorted.end());
        const auto count = static_cast<double>(sorted.size());
        const auto rank = static_cast<std::size_t>(percent / 100.0 * count);
        return sorted[std::min(rank, sorted.size() - 1)];
    }

    /// Shows p50_ms and p99_ms beside the benchmark's own columns.
    void show(benchmark::State& state) const {
        state.counters["p50_ms"] = percentile(50);
        state.counters["p99_ms"] = percentile(99);
    }

private:
    std::vector<double> ms_;
};

}  // namespace trinh::bench
