/// TrailWords: what entries of the trail share stands once in the store and has a number there.
///
/// A name is an officer, an agency or an action. A frame is what all acts of one kind have in
/// common (action, rule, stages before and after, the way it came), as the bytes of an entry
/// without the rest. Numbers never change, so a session remembers those it met. Used by the
/// session's thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/audit/entry.h"

namespace trinh::sql {

class Session;

/// One table of texts, each once, by number.
class NumberedTexts {
public:
    /// `table` has the columns id and text.
    explicit NumberedTexts(std::string_view table) : table_(table) {}
    std::int64_t number(Session& session, const std::string& text);  ///< Adds what is not there.
    std::optional<std::int64_t> find(Session& session, const std::string& text);
    /// Where there is none, a text that says so.
    const std::string& text(Session& session, std::int64_t number);
    void forget();
    [[nodiscard]] bool has_added() const { return has_added_; }
    void keep() { has_added_ = false; }

private:
    std::string_view table_;
    bool has_added_ = false;
    std::unordered_map<std::string, std::int64_t> numbers_;
    std::unordered_map<std::int64_t, std::string> texts_;
};

struct TrailWords {
    NumberedTexts names{"audit_name"};
    NumberedTexts frames{"audit_frame"};
    NumberedTexts searched{"search_word"};  ///< Words that documents hold (word_index.h).
    std::unordered_map<std::int64_t, audit::Entry> read_frames = {};  ///< By number.

    void keep();  ///< What was added is committed.
    /// What was added since is gone, and so perhaps are other numbers.
    void take_back();
};

}  // namespace trinh::sql
