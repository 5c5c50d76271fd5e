/// Words of a folded text, and what a search by words means.
///
/// A word is a run of a-z, 0-9 and bytes beyond ASCII. A text that is looked for stands in another
/// when it is part of it and begins where a word begins; so its last word may be incomplete, and a
/// text without any word may stand anywhere.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace trinh {

/// In their order, repeated ones too. Input must be folded().
std::vector<std::string_view> words_of(std::string_view folded_text);

/// Whether `asked` stands in `text`, as said above; an empty one always does. Both folded().
bool has_phrase(std::string_view text, std::string_view asked);

/// What must be among the words of every text that has the phrase.
struct PhraseWords {
    std::vector<std::string_view> whole;
    std::string_view beginning;  ///< Of the last word, where it may be incomplete; or empty.
};

/// The views are of `asked`.
PhraseWords phrase_words(std::string_view asked);

}  // namespace trinh
