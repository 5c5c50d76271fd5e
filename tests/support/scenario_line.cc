#include "tests/support/scenario_line.h"

#include <sstream>
#include <string_view>

namespace trinh::testing {
namespace {

/// The end of a JSON object that begins at `at`: counts braces outside of texts.
std::size_t json_end(const std::string& text, std::size_t at) {
    int depth = 0;
    bool is_in_text = false;
    for (std::size_t i = at; i < text.size(); ++i) {
        const char c = text[i];
        if (is_in_text) {
            if (c == '\\') ++i;
            if (c == '"') is_in_text = false;
        } else if (c == '"') {
            is_in_text = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if ((c == '}' || c == ']') && --depth == 0) {
            return i + 1;
        }
    }
    return text.size();
}

ScenarioLine read_line(const std::string& text, int number) {
    ScenarioLine line;
    line.number = number;
    std::size_t at = 0;
    while (at < text.size()) {
        const char c = text[at];
        if (c == ' ' || c == '\t') {
            ++at;
        } else if (c == '#') {
            line.comment = text.substr(at + 1);
            break;
        } else if (c == '{' || c == '[') {
            const auto end = json_end(text, at);
            line.json = text.substr(at, end - at);
            at = end;
        } else if (c == '"') {
            const auto end = text.find('"', at + 1);
            line.words.push_back(text.substr(at + 1, end - at - 1));
            at = end == std::string::npos ? text.size() : end + 1;
        } else {
            const auto end = text.find_first_of(" \t", at);
            line.words.push_back(text.substr(at, end - at));
            at = end == std::string::npos ? text.size() : end;
        }
    }
    return line;
}

}  // namespace

const std::string& ScenarioLine::word(std::size_t at) const {
    static const std::string none;
    return at < words.size() ? words[at] : none;
}

std::string ScenarioLine::after(const std::string& name) const {
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (words[i] == name) return words[i + 1];
    }
    return {};
}

std::string ScenarioLine::outcome() const {
    std::istringstream stream(comment);
    std::string first;
    stream >> first;
    return first;
}

std::string ScenarioLine::promised() const {
    static constexpr std::string_view before = "contains \"";
    const auto at = comment.find(before);
    if (at == std::string::npos) return {};
    const auto from = at + before.size();
    return comment.substr(from, comment.rfind('"') - from);
}

std::vector<ScenarioLine> read_scenario(const std::string& text) {
    std::vector<ScenarioLine> lines;
    std::istringstream stream(text);
    std::string line;
    for (int number = 1; std::getline(stream, line); ++number) {
        auto read = read_line(line, number);
        if (!read.words.empty()) lines.push_back(std::move(read));
    }
    return lines;
}

}  // namespace trinh::testing
