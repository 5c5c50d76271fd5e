/// A random but legal chart, from a seed: nested, parallel, with histories, data and timers.
#pragma once

#include <random>
#include <string>
#include <vector>

namespace trinh::chart {

class RandomChart {
public:
    struct Taste {
        bool has_content = true;  ///< Data, conditions, sends; without: states and events only.
        int depth = 3;
    };
    RandomChart(unsigned seed, Taste taste) : random_(seed), taste_(taste) {}

    std::string xml();

private:
    struct Node {
        std::string id, word;
        std::vector<int> children;
        int parent = -1;
    };
    int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }
    bool chance(int percent) { return below(100) < percent; }
    int grow(int parent, int depth);
    std::string write(int node);
    std::string transition(int node);
    std::string target();
    std::string content();

    std::mt19937 random_;
    Taste taste_;
    std::vector<Node> nodes_;
};

inline int RandomChart::grow(int parent, int depth) {
    const int index = static_cast<int>(nodes_.size());
    nodes_.push_back({"s" + std::to_string(index), "state", {}, parent});
    if (depth == 0 || chance(30)) return index;
    const bool is_parallel = parent >= 0 && chance(35);
    if (is_parallel) nodes_[static_cast<std::size_t>(index)].word = "parallel";
    for (int i = 1 + below(3); i > 0; --i) {
        const int child = grow(index, depth - 1);
        nodes_[static_cast<std::size_t>(index)].children.push_back(child);
    }
    const auto add_leaf = [&](const char* word, const char* prefix) {
        const int leaf = static_cast<int>(nodes_.size());
        nodes_.push_back({prefix + std::to_string(leaf), word, {}, index});
        nodes_[static_cast<std::size_t>(index)].children.push_back(leaf);
    };
    if (parent >= 0 && chance(40)) add_leaf("history", "h");
    if (!is_parallel && chance(30)) add_leaf("final", "f");
    return index;
}

inline std::string RandomChart::target() {
    return nodes_[static_cast<std::size_t>(1 + below(static_cast<int>(nodes_.size()) - 1))].id;
}

inline std::string RandomChart::content() {
    if (!taste_.has_content) return "";
    static const char* const all[] = {
        "<assign location='x' expr='(x + 1) % 7'/>",
        "<raise event='e1'/>",
        "<send event='e2' delay='1s'/>",
        "<send event='e3' delay='2s' id='late'/>",
        "<send event='e0'/>",
        "<cancel sendid='late'/>",
        "<if cond='x &gt; 3'><assign location='x' expr='0'/><else/><log expr='x'/></if>",
        "<foreach item='i' index='k' array='[1,2,3]'><assign location='y' expr='y + i * "
        "k'/></foreach>",
        "<assign location='z' expr=\"{n: x, list: [y]}\"/>",
        "<assign location='nowhere' expr='1'/>"};
    std::string text;
    for (int i = below(3); i > 0; --i) text += all[below(10)];
    return text;
}

inline std::string RandomChart::transition(int) {
    std::string text = "<transition";
    if (chance(92))
        text += " event='e" + std::to_string(below(4)) + (chance(15) ? " e4" : "") + "'";
    else if (taste_.has_content)
        text += " cond='x == " + std::to_string(below(7)) + "'";
    else
        text += " event='e5'";
    if (text.find("cond") == std::string::npos && taste_.has_content && chance(25))
        text += " cond='x &lt; " + std::to_string(below(7)) + "'";
    if (chance(90)) text += " target='" + target() + "'";
    if (chance(20)) text += " type='internal'";
    return text + ">" + content() + "</transition>";
}

inline std::string RandomChart::write(int index) {
    const Node node = nodes_[static_cast<std::size_t>(index)];
    if (node.word == "history") {
        // The default may be any sibling that is a state.
        for (const int sibling : nodes_[static_cast<std::size_t>(node.parent)].children) {
            const Node& other = nodes_[static_cast<std::size_t>(sibling)];
            if (other.word != "history" && other.word != "final")
                return "<history id='" + node.id + "' type='" + (chance(50) ? "deep" : "shallow") +
                       "'><transition target='" + other.id + "'/></history>";
        }
        return "";
    }
    std::string text = "<" + node.word + (index == 0 ? "" : " id='" + node.id + "'") + ">";
    if (index != 0 && chance(40)) text += "<onentry>" + content() + "</onentry>";
    if (index != 0 && chance(30)) text += "<onexit>" + content() + "</onexit>";
    if (index != 0 && node.word != "final")
        for (int i = below(4); i > 0; --i) text += transition(index);
    for (const int child : node.children) text += write(child);
    return text + "</" + node.word + ">";
}

inline std::string RandomChart::xml() {
    do {
        nodes_.clear();
        grow(-1, taste_.depth);
    } while (nodes_.size() < 3);
    const std::string inner = write(0);
    const std::string body = inner.substr(7, inner.size() - 15);
    return "<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0' datamodel='ecmascript'>"
           "<datamodel><data id='x' expr='0'/><data id='y' expr='0.5'/><data id='z'/></datamodel>" +
           body + "</scxml>";
}

}  // namespace trinh::chart
