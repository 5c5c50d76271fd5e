#include "adapters/sql/word_index.h"

#include <algorithm>

#include "adapters/sql/rows.h"
#include "engine/base/words.h"

namespace trinh::sql {

namespace {

constexpr std::size_t word_bytes_max = 16;
constexpr std::size_t number_bytes_max = 6;
constexpr std::size_t cut_bytes = 4;
constexpr const char* cut_mark = "\xEE\x80\x80";  // U+E000 stands in no text but by mischief.
constexpr const char* last_character = "\xF4\x8F\xBF\xBF";  // U+10FFFF sorts behind all.
constexpr int completions_max = 64;
constexpr std::size_t beginning_bytes_min = 2;

struct Word {
    std::string text;
};

struct Number {
    std::int64_t number = 0;
};

bool is_whole_kept(std::string_view word) {
    const bool has_digit =
        std::ranges::any_of(word, [](char sign) { return sign >= '0' && sign <= '9'; });
    return word.size() <= (has_digit ? number_bytes_max : word_bytes_max);
}

std::string_view beginning_of(std::string_view word, std::size_t bytes) {
    std::size_t end = std::min(bytes, word.size());
    const auto is_inside = [&] {
        return end < word.size() && (static_cast<unsigned char>(word[end]) & 0xC0U) == 0x80U;
    };
    while (end > 0 && is_inside()) --end;
    return word.substr(0, end);
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text.append(text.empty() ? "" : " ").append(word);
    return text;
}

}  // namespace

std::string index_word(std::string_view word) {
    if (is_whole_kept(word)) return std::string(word);
    return std::string(beginning_of(word, cut_bytes)) + cut_mark;
}

WordQuery phrase_query(Session& session, std::string_view folded_text) {
    WordQuery query;
    const PhraseWords phrase = phrase_words(folded_text);
    for (const auto word : phrase.whole) query.words.push_back(index_word(word));
    if (phrase.beginning.size() < beginning_bytes_min) return query;
    const std::string from(phrase.beginning);
    for (auto& row : rows<Word, &Word::text>(session,
                                             "select text from search_word where text >= :from and "
                                             "text < :to order by text limit :limit",
                                             {from, from + last_character, completions_max})) {
        query.one_of.push_back(std::move(row.text));
    }
    if (query.one_of.size() == completions_max) {
        query.one_of.clear();
        return query;
    }
    // Longer words that begin like this stand cut.
    if (from.size() > cut_bytes) {
        query.one_of.push_back(std::string(beginning_of(from, cut_bytes)) + cut_mark);
    }
    query.is_impossible = query.one_of.empty();
    return query;
}

WordQuery raw_phrase_query(std::string_view folded_text) {
    WordQuery query;
    const PhraseWords phrase = phrase_words(folded_text);
    for (const auto word : phrase.whole) query.words.emplace_back(word);
    if (phrase.beginning.size() >= beginning_bytes_min) query.beginning = phrase.beginning;
    return query;
}

std::string match_text(const Dialect& dialect, const WordQuery& query) {
    const auto how = dialect.word_match();
    const auto quoted = [&](const std::string& word) { return how.quote + word + how.quote; };
    std::vector<std::string> parts;
    for (const std::string& word : query.words) parts.push_back(quoted(word));
    if (!query.beginning.empty()) parts.push_back(quoted(query.beginning) + how.behind_beginning);
    if (!query.one_of.empty()) {
        std::string choice;
        for (const std::string& word : query.one_of) {
            choice.append(choice.empty() ? "(" : how.disjunction).append(quoted(word));
        }
        parts.push_back(choice + ")");
    }
    std::string text;
    for (const std::string& part : parts) {
        text.append(text.empty() ? "" : how.conjunction).append(part);
    }
    return text;
}

void WordIndex::add(Session& session, std::int64_t number,
                    const std::vector<std::string>& words) const {
    for (const std::string& word : words) session.words().searched.number(session, word);
    session.run("insert into " + table_ + session.dialect().word_match().insert,
                {number, joined(words)});
}

std::vector<std::int64_t> WordIndex::find(Session& session, const WordQuery& query,
                                          const NumberRange& range, int limit) const {
    const auto words = session.dialect().word_match();
    std::string sql = "select ";
    sql.append(words.number).append(" from ").append(table_).append(" where ");
    sql.append(table_)
        .append(words.is_match)
        .append(" and ")
        .append(words.number)
        .append(" >= :from and ");
    sql.append(words.number).append(" < :to order by ").append(words.number);
    sql.append(" desc limit :limit");
    std::vector<std::int64_t> numbers;
    for (const auto& row : rows<Number, &Number::number>(
             session, sql, {match_text(session.dialect(), query), range.from, range.to, limit})) {
        numbers.push_back(row.number);
    }
    return numbers;
}

}  // namespace trinh::sql
