// The fuzz targets without a fuzzer: seeds, and seeds changed at random but always the same way.
#include <gtest/gtest.h>
#include <random>

#include "tests/fuzz/targets.h"

namespace trinh::fuzz {
namespace {

class Mutator {
public:
    Mutator(unsigned seed, std::vector<std::string> words)
        : random_(seed), words_(std::move(words)) {}

    std::string changed(std::string text) {
        for (std::size_t i = 1 + below(4); i > 0; --i) change(text);
        return text;
    }

private:
    std::size_t below(std::size_t n) { return random_() % n; }
    void change(std::string& text) {
        const std::size_t at = below(text.size() + 1);
        const std::size_t size = std::min(below(30) + 1, text.size() - at);
        switch (below(6)) {
            case 0:
                text.erase(at, size);
                break;
            case 1:
                text.insert(at, text.substr(at, size));
                break;
            case 2:
                text.insert(at, 1, static_cast<char>(below(256)));
                break;
            case 3:
                if (at < text.size()) text[at] = static_cast<char>(below(256));
                break;
            case 4:
                if (at < text.size()) text[at] = "0123456789<>\"'{}[],.:= /"[below(24)];
                break;
            default:
                text.replace(at, size, words_[below(words_.size())]);
        }
    }

    std::mt19937_64 random_;
    std::vector<std::string> words_;
};

class Replay : public testing::TestWithParam<Target> {};

TEST_P(Replay, ComesBackWithNothingBroken) {
    const Target target = GetParam();
    const std::vector<std::string> seeds = seeds_for(target.name);
    Mutator mutator(1, words_for(target.name));
    target.run("");
    for (const std::string& seed : seeds) target.run(seed);
    const bool is_large = std::string_view(target.name) == "process_fuzz";
    for (int i = 0; i < (is_large ? 60 : 400); ++i)
        target.run(mutator.changed(seeds[static_cast<std::size_t>(i) % seeds.size()]));
}

INSTANTIATE_TEST_SUITE_P(Fuzz, Replay, testing::ValuesIn(targets()),
                         [](const auto& of) { return std::string(of.param.name); });

}  // namespace
}  // namespace trinh::fuzz
