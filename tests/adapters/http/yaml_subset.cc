#include <boost/json/array.hpp>
#include <boost/json/value.hpp>
#include <charconv>
#include <stdexcept>

#include "tests/adapters/http/openapi.h"

namespace trinh::http::testing {
namespace {

struct Line {
    std::size_t number = 0, indent = 0;
    std::string_view text;
};

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

std::vector<Line> lines_of(std::string_view text) {
    std::vector<Line> lines;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const auto indent = line.find_first_not_of(' ');
        if (indent == std::string_view::npos || line[indent] == '#') continue;
        lines.push_back({number, indent, line.substr(indent)});
    }
    return lines;
}

class Reader {
public:
    explicit Reader(std::string_view text) : lines_(lines_of(text)) {}

    json::value read() {
        auto value = block(0);
        if (at_ < lines_.size()) fail("is not indented as its neighbours");
        return value;
    }

private:
    [[noreturn]] void fail(const std::string& what) const {
        const auto number = lines_[std::min(at_, lines_.size() - 1)].number;
        throw std::runtime_error("line " + std::to_string(number) + " " + what);
    }

    json::value block(std::size_t indent) {
        if (lines_[at_].text.starts_with("- ")) return list(indent);
        return map(indent);
    }

    json::value list(std::size_t indent) {
        json::array items;
        while (is_here(indent) && lines_[at_].text.starts_with("- ")) {
            auto& line = lines_[at_];
            line.text.remove_prefix(2);
            line.indent += 2;
            const bool is_map = key_end(line.text) != std::string_view::npos;
            if (is_map) {
                items.push_back(map(indent + 2));
            } else {
                items.push_back(scalar(line.text));
                ++at_;
            }
        }
        return items;
    }

    json::value map(std::size_t indent) {
        json::object members;
        while (is_here(indent) && !lines_[at_].text.starts_with("- ")) {
            const auto text = lines_[at_].text;
            const auto end = key_end(text);
            if (end == std::string_view::npos) fail("has no key");
            const auto key = scalar(text.substr(0, end));
            const auto rest = trimmed(text.substr(end + 1));
            ++at_;
            auto value = member(indent, rest);
            const std::string name(key.is_string() ? key.as_string().c_str() : "?");
            if (!members.emplace(name, std::move(value)).second) fail("repeats a key");
        }
        return members;
    }

    json::value member(std::size_t indent, std::string_view rest) {
        if (rest == ">-") return folded(indent);
        if (!rest.empty()) return scalar(rest);
        if (at_ == lines_.size() || lines_[at_].indent <= indent) return nullptr;
        return block(lines_[at_].indent);
    }

    json::value folded(std::size_t indent) {
        std::string text;
        for (; at_ < lines_.size() && lines_[at_].indent > indent; ++at_)
            text.append(text.empty() ? "" : " ").append(lines_[at_].text);
        return json::value(text);
    }

    [[nodiscard]] bool is_here(std::size_t indent) const {
        return at_ < lines_.size() && lines_[at_].indent == indent;
    }

    /// The colon after a plain or quoted key.
    static std::size_t key_end(std::string_view text) {
        const auto from = text.starts_with('"') ? text.find('"', 1) : 0;
        const auto colon = text.find(':', from);
        const bool is_key =
            colon != std::string_view::npos && (colon + 1 == text.size() || text[colon + 1] == ' ');
        return is_key ? colon : std::string_view::npos;
    }

    static json::value scalar(std::string_view text) {
        text = trimmed(text);
        if (text.starts_with('[')) return flow_list(text.substr(1, text.size() - 2));
        if (text == "{}") return json::object();
        if (text.size() > 1 && text.front() == '"' && text.back() == '"')
            return json::value(text.substr(1, text.size() - 2));
        if (text == "true" || text == "false") return json::value(text == "true");
        std::int64_t number = 0;
        const auto end = std::from_chars(text.data(), text.data() + text.size(), number).ptr;
        if (!text.empty() && end == text.data() + text.size()) return json::value(number);
        return json::value(text);
    }

    static json::value flow_list(std::string_view text) {
        json::array items;
        while (!trimmed(text).empty()) {
            const auto end = std::min(text.find(','), text.size());
            items.push_back(scalar(text.substr(0, end)));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        return items;
    }

    std::vector<Line> lines_;
    std::size_t at_ = 0;
};

}  // namespace

json::value read_yaml(std::string_view text) {
    return Reader(text).read();
}

}  // namespace trinh::http::testing
