#include "engine/workflow/diagram_text.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace trinh::workflow {
namespace {

constexpr double bold_factor = 1.07;
constexpr int narrowing = 8;

bool is_continuation(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

bool is_combining(std::string_view character) {
    // U+0300 to U+036F: a mark typed after its letter.
    const auto first = static_cast<unsigned char>(character[0]);
    return character.size() == 2 &&
           (first == 0xCCU || (first == 0xCDU && static_cast<unsigned char>(character[1]) < 0xB0U));
}

/// In units of the font's size.
double advance(std::string_view character) {
    if (character.size() > 1) return is_combining(character) ? 0.0 : 0.6;
    const char letter = character[0];
    if (std::string_view("ijl.,;:'|!()[] ft").find(letter) != std::string_view::npos) return 0.32;
    if (std::string_view("mwMW@%").find(letter) != std::string_view::npos) return 0.87;
    if (letter >= 'A' && letter <= 'Z') return 0.68;
    return 0.56;
}

std::string_view first_character(std::string_view text) {
    std::size_t length = 1;
    while (length < text.size() && is_continuation(text[length])) ++length;
    return text.substr(0, length);
}

/// `line` cut until it fits with the sign that more follows.
std::string shortened(std::string line, int width, double font_size, bool is_bold) {
    while (!line.empty() && text_width(line + "…", font_size, is_bold) > width) {
        while (!line.empty() && is_continuation(line.back())) line.pop_back();
        if (!line.empty()) line.pop_back();
    }
    while (!line.empty() && line.back() == ' ') line.pop_back();
    return line + "…";
}

std::string joined(const std::vector<std::string>& lines) {
    std::string all;
    for (const auto& line : lines) all += line + " ";
    return all;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto end = std::min(text.find_first_of(" \t\n", at), text.size());
        if (end > at) words.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

}  // namespace

int text_width(std::string_view text, double font_size, bool is_bold) {
    double units = 0;
    while (!text.empty()) {
        const auto character = first_character(text);
        units += advance(character);
        text.remove_prefix(character.size());
    }
    return static_cast<int>(std::ceil(units * font_size * (is_bold ? bold_factor : 1.0)));
}

std::vector<std::string> wrapped(std::string_view text, int width, double font_size, int lines_max,
                                 bool is_bold) {
    std::vector<std::string> lines;
    for (const auto& word : words_of(text)) {
        const bool fits =
            !lines.empty() && text_width(lines.back() + " " + word, font_size, is_bold) <= width;
        if (fits) {
            lines.back() += " " + word;
        } else {
            lines.push_back(word);
        }
    }
    const auto count = static_cast<std::size_t>(lines_max);
    if (lines.size() > count) {
        std::string rest = lines[count - 1];
        for (std::size_t at = count; at < lines.size(); ++at) rest += " " + lines[at];
        lines.resize(count);
        lines.back() = shortened(rest, width, font_size, is_bold);
    }
    for (auto& line : lines) {
        if (text_width(line, font_size, is_bold) > width) {
            line = shortened(line, width, font_size, is_bold);
        }
    }
    return lines;
}

std::vector<std::string> wrapped_evenly(std::string_view text, int width, double font_size,
                                        int lines_max, bool is_bold) {
    const auto widest = wrapped(text, width, font_size, lines_max, is_bold);
    auto even = widest;
    for (int narrow = width - narrowing; narrow > width / 2; narrow -= narrowing) {
        auto lines = wrapped(text, narrow, font_size, lines_max + 1, is_bold);
        if (lines.size() != widest.size() || joined(lines) != joined(widest)) break;
        even = std::move(lines);
    }
    return even;
}

std::string xml_escaped(std::string_view text) {
    std::string safe;
    for (const char letter : text) {
        const auto code = static_cast<unsigned char>(letter);
        if (letter == '&') {
            safe += "&amp;";
        } else if (letter == '<') {
            safe += "&lt;";
        } else if (letter == '>') {
            safe += "&gt;";
        } else if (letter == '"') {
            safe += "&quot;";
        } else if (letter == '\'') {
            safe += "&#39;";
        } else if (code < 0x20 && letter != '\n' && letter != '\t') {
            safe += "\xEF\xBF\xBD";
        } else {
            safe += letter;
        }
    }
    return safe;
}

}  // namespace trinh::workflow
