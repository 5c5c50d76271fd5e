/// WordIndex: which documents hold all of some words; FTS5 on SQLite, a GIN index on PostgreSQL.
///
/// A document is a number and a set of words without signs that the databases would part them by:
/// [a-z0-9] and bytes beyond ASCII. What is found holds the words in any order: who asks reads it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/sql/session.h"

namespace trinh::sql {

/// What documents are asked for; all of it must hold.
struct WordQuery {
    std::vector<std::string> words;
    std::vector<std::string> one_of;  ///< One of these too, unless there are none.
    std::string beginning;            ///< Of a word; or empty.
    bool is_impossible = false;       ///< No document can hold it.
    [[nodiscard]] bool is_empty() const {
        return words.empty() && one_of.empty() && beginning.empty();
    }
};

/// from <= number < to
struct NumberRange {
    std::int64_t from = 0, to = 0;
    bool operator==(const NumberRange&) const = default;
};

/// As it stands in an index: long words, and longer ones with digits, by their beginning, so that
/// the number of words stays within bounds.
std::string index_word(std::string_view word);

/// The query for documents of index_word()s that may hold the phrase. A last word that may be
/// incomplete becomes the words it may be; left out when they are many.
WordQuery phrase_query(Session& session, std::string_view folded_text);
/// The same for documents of words as they are, which only PostgreSQL makes.
WordQuery raw_phrase_query(std::string_view folded_text);

/// Documents are written once and never change.
class WordIndex {
public:
    explicit WordIndex(std::string_view table) : table_(table) {}
    /// The words are noted as such too, for phrase_query().
    void add(Session& session, std::int64_t number, const std::vector<std::string>& words) const;
    /// The largest numbers first. The query must not be empty.
    [[nodiscard]] std::vector<std::int64_t> find(Session& session, const WordQuery& query,
                                                 const NumberRange& range, int limit) const;

private:
    std::string table_;
};

/// The query in the database's own language, for its MATCH or @@.
std::string match_text(const Dialect& dialect, const WordQuery& query);

}  // namespace trinh::sql
