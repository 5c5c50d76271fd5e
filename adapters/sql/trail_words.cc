#include "adapters/sql/trail_words.h"

#include "adapters/sql/rows.h"

namespace trinh::sql {

namespace {

constexpr std::size_t texts_max = 50'000;

struct Text {
    std::string text;
};

}  // namespace

std::int64_t NumberedTexts::number(Session& session, const std::string& text) {
    if (const auto known = find(session, text)) return *known;
    const auto added =
        one_number(session,
                   "insert into " + std::string(table_) +
                       " (text) values (:text) on conflict (text) do nothing returning id",
                   {text});
    if (!added) return find(session, text).value();  // Somebody else was quicker.
    has_added_ = true;
    if (numbers_.size() >= texts_max) numbers_.clear();
    numbers_.emplace(text, *added);
    return *added;
}

std::optional<std::int64_t> NumberedTexts::find(Session& session, const std::string& text) {
    if (const auto known = numbers_.find(text); known != numbers_.end()) return known->second;
    const auto found = one_number(
        session, "select id from " + std::string(table_) + " where text = :text", {text});
    if (!found) return std::nullopt;
    if (numbers_.size() >= texts_max) numbers_.clear();
    numbers_.emplace(text, *found);
    return found;
}

const std::string& NumberedTexts::text(Session& session, std::int64_t number) {
    if (const auto known = texts_.find(number); known != texts_.end()) return known->second;
    auto found = rows<Text, &Text::text>(
        session, "select text from " + std::string(table_) + " where id = :id", {number});
    // The entry's bytes come out otherwise than they were hashed: verification tells.
    if (found.empty()) found.push_back({"(word " + std::to_string(number) + " is missing)"});
    if (texts_.size() >= texts_max) texts_.clear();
    return texts_.emplace(number, std::move(found.front().text)).first->second;
}

void NumberedTexts::forget() {
    numbers_.clear();
    texts_.clear();
}

void TrailWords::keep() {
    for (NumberedTexts* texts : {&names, &frames, &searched}) texts->keep();
}

void TrailWords::take_back() {
    if (!names.has_added() && !frames.has_added() && !searched.has_added()) return;
    for (NumberedTexts* texts : {&names, &frames, &searched}) texts->forget();
    read_frames.clear();
    keep();
}

}  // namespace trinh::sql
