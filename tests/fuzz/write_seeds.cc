// Writes FOLDER/<target>/<n> and FOLDER/<target>.dict for every target. usage: write_seeds FOLDER
#include <filesystem>
#include <fstream>
#include <iostream>

#include "tests/fuzz/targets.h"

namespace {

/// As libFuzzer's dictionaries want it: quotes, strokes and odd bytes escaped.
std::string quoted(const std::string& word) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text = "\"";
    for (const char c : word) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') text += '\\';
        if (byte < 0x20 || byte > 0x7e)
            text += std::string("\\x") + digits[byte >> 4] + digits[byte & 15];
        else
            text += c;
    }
    return text + '"';
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 2) {
        std::cerr << "usage: write_seeds FOLDER\n";
        return 64;
    }
    const std::filesystem::path folder = arguments[1];
    for (const trinh::fuzz::Target& target : trinh::fuzz::targets()) {
        std::filesystem::create_directories(folder / target.name);
        int number = 0;
        for (const std::string& seed : trinh::fuzz::seeds_for(target.name))
            std::ofstream(folder / target.name / std::to_string(++number)) << seed;
        std::ofstream dictionary(folder / (std::string(target.name) + ".dict"));
        for (const std::string& word : trinh::fuzz::words_for(target.name))
            dictionary << quoted(word) << '\n';
    }
    return 0;
}
