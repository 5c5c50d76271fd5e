/// A random but legal chart, from a seed: nested, parallel, with histories, initial states and
/// transitions of every kind.
#pragma once

#include <random>
#include <string>
#include <vector>

namespace trinh::chart {

/// What may stand in a random chart besides states and transitions.
enum class Content {
    none,     ///< No data, no conditions, no executable content.
    guarded,  ///< Conditions on the facts g0 and g1 or constant, raise and nothing else.
    plain,    ///< raise, log, if, assign of whole numbers, In(): what the reference knows.
    wide      ///< Also send with and without delay, cancel, foreach, deep and odd data, faults.
};

/// How many charts a test tries: `usual`, or TRINH_RANDOM_CHARTS for a long search.
unsigned chart_count(unsigned usual);

class RandomChart {
public:
    struct Taste {
        Content content = Content::wide;
        int depth = 3;
        int states_max = 14;
        int invoke_depth = 0;  ///< How deep charts invoke charts.
    };
    RandomChart(unsigned seed, Taste taste) : random_(seed), taste_(taste) {}

    std::string xml();
    /// One of the names that some of the charts' transitions wait for, and some that none does.
    static std::string event_name(unsigned number);

private:
    struct Node {
        std::string id, word;
        std::vector<int> children;
        int parent = -1;
    };
    int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }
    bool chance(int percent) { return below(100) < percent; }
    template <std::size_t N>
    std::string one_of(const char* const (&all)[N]) {
        return all[below(static_cast<int>(N))];
    }
    [[nodiscard]] const Node& at(int node) const { return nodes_[static_cast<std::size_t>(node)]; }
    int add(int parent, const char* word, const char* prefix);
    int grow(int parent, int depth);
    bool is_inside(int node, int ancestor);
    std::vector<int> inside(int ancestor, bool with_histories);
    std::string targets_inside(int ancestor, bool with_histories);
    std::string write(int node);
    std::string write_history(int node);
    std::string initial(int node);
    std::string transition(int node);
    std::string events();
    std::string condition();
    std::string number();
    std::string content(int depth = 1);
    std::string plain(int depth);
    std::string wide();
    std::string data(int node);
    std::string invoke(int node);

    std::mt19937 random_;
    Taste taste_;
    std::vector<Node> nodes_;
    bool is_late_ = false;
};

}  // namespace trinh::chart
