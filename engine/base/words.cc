#include "engine/base/words.h"

namespace trinh {

namespace {

bool is_of_word(char sign) {
    const auto byte = static_cast<unsigned char>(sign);
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte >= 0x80;
}

}  // namespace

std::vector<std::string_view> words_of(std::string_view folded_text) {
    std::vector<std::string_view> words;
    std::size_t at = 0;
    while (at < folded_text.size()) {
        std::size_t end = at;
        while (end < folded_text.size() && is_of_word(folded_text[end])) ++end;
        if (end > at) words.push_back(folded_text.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

bool has_phrase(std::string_view text, std::string_view asked) {
    if (asked.empty()) return true;
    const bool begins_with_word = is_of_word(asked.front());
    for (auto at = text.find(asked); at != std::string_view::npos; at = text.find(asked, at + 1)) {
        if (!begins_with_word || at == 0 || !is_of_word(text[at - 1])) return true;
    }
    return false;
}

PhraseWords phrase_words(std::string_view asked) {
    PhraseWords found{words_of(asked), {}};
    if (!found.whole.empty() && is_of_word(asked.back())) {
        found.beginning = found.whole.back();
        found.whole.pop_back();
    }
    return found;
}

}  // namespace trinh
