#include "engine/chart/script.h"

#include "engine/chart/literal.h"

namespace trinh::chart {
namespace {

/// Walks over ECMAScript text and knows what is inside quotes, brackets and comments.
class Splitter {
public:
    explicit Splitter(std::string_view text) : text_(text) {}

    std::vector<Statement> split() {
        while (at_ < text_.size()) step();
        finish();
        return std::move(found_);
    }

private:
    void step() {
        const char c = text_[at_];
        if (c == '\n') {
            if (depth_ == 0 && !goes_on()) finish();
            ++line_;
            current_ += ' ';
            line_start_ = ++at_;
        } else if (c == ';' && depth_ == 0) {
            finish();
            ++at_;
        } else if (c == '"' || c == '\'') {
            quoted(c);
        } else if (text_.substr(at_).starts_with("//")) {
            at_ = std::min(text_.find('\n', at_), text_.size());
        } else if (text_.substr(at_).starts_with("/*")) {
            comment();
        } else {
            if (std::string_view("([{").find(c) != std::string_view::npos) ++depth_;
            if (std::string_view(")]}").find(c) != std::string_view::npos && depth_ > 0) --depth_;
            add(c);
        }
    }

    void add(char c) {
        if (trimmed(current_).empty()) {
            start_line_ = line_;
            start_column_ = static_cast<int>(at_ - line_start_);
        }
        current_ += c;
        ++at_;
    }

    void quoted(char quote) {
        add(quote);
        while (at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n') {
            if (text_[at_] == '\\' && at_ + 1 < text_.size()) add(text_[at_]);
            add(text_[at_]);
        }
        if (at_ < text_.size() && text_[at_] == quote) add(quote);
    }

    void comment() {
        const auto end = text_.find("*/", at_);
        const auto stop = end == std::string_view::npos ? text_.size() : end + 2;
        for (; at_ < stop; ++at_) {
            if (text_[at_] != '\n') continue;
            ++line_;
            line_start_ = at_ + 1;
        }
        current_ += ' ';
    }

    /// An operator at the end of this line or at the start of the next one joins the two.
    [[nodiscard]] bool goes_on() const {
        constexpr std::string_view joints = "=+-*/%&|,?:([{<>.!";
        const std::string_view before = trimmed(current_), after = trimmed(text_.substr(at_));
        if (before.empty() || after.empty()) return false;
        if (before.ends_with("++") || before.ends_with("--")) return false;
        if (after.starts_with("//") || after.starts_with("/*")) return false;
        if (after.starts_with("++") || after.starts_with("--")) return false;
        return joints.find(before.back()) != std::string_view::npos ||
               joints.substr(0, joints.size() - 1).find(after.front()) != std::string_view::npos;
    }

    void finish();

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t line_start_ = 0;  ///< Where the present line begins.
    int depth_ = 0, line_ = 0, start_line_ = 0, start_column_ = 0;
    std::string current_;
    std::vector<Statement> found_;
};

/// Where the assigning "=" stands outside quotes and brackets; npos when nowhere.
std::size_t find_equals(std::string_view text) {
    int depth = 0;
    char quote = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quote != 0) {
            if (c == '\\') ++i;
            if (c == quote) quote = 0;
            continue;
        }
        if (c == '"' || c == '\'') quote = c;
        if (c == '(' || c == '[' || c == '{') ++depth;
        if (c == ')' || c == ']' || c == '}') --depth;
        if (c != '=' || depth != 0) continue;
        const char after = i + 1 < text.size() ? text[i + 1] : ' ';
        const char before = i > 0 ? text[i - 1] : ' ';
        const bool compares = before == '!' || before == '<' || before == '>' || before == '=';
        return after == '=' || after == '>' || compares ? std::string_view::npos : i;
    }
    return std::string_view::npos;
}

/// "x++" and "--x" as "x = x + 1".
bool read_step(std::string_view text, Statement& into) {
    for (const std::string_view sign : {"++", "--"}) {
        std::string_view place;
        if (text.ends_with(sign)) place = trimmed(text.substr(0, text.size() - 2));
        if (text.starts_with(sign)) place = trimmed(text.substr(2));
        if (place.empty()) continue;
        into.place = place;
        into.value = "+(" + into.place + ") " + sign.front() + " 1";
        return true;
    }
    return false;
}

Statement read_statement(std::string_view text) {
    Statement found;
    for (const std::string_view word : {"var ", "let ", "const "}) {
        if (!text.starts_with(word)) continue;
        found.declares = true;
        text = trimmed(text.substr(word.size()));
        break;
    }
    if (!found.declares && read_step(text, found)) return found;
    const auto equals = find_equals(text);
    if (equals == std::string_view::npos) {
        if (found.declares && is_variable_name(text)) {
            found.place = text;
            return found;
        }
        found.fault = "'" + std::string(clipped(text, 40)) +
                      "' is not an assignment; a <script> holds assignments only.";
        return found;
    }
    std::string_view place = text.substr(0, equals);
    found.value = trimmed(text.substr(equals + 1));
    if (!place.empty() && std::string_view("+-*/%").find(place.back()) != std::string_view::npos) {
        const char sign = place.back();
        place.remove_suffix(1);
        found.value = std::string(trimmed(place)) + ' ' + sign + " (" + found.value + ")";
    }
    found.place = trimmed(place);
    if (found.declares && !is_variable_name(found.place))
        found.fault = "'" + found.place + "' cannot be declared; choose another name.";
    return found;
}

void Splitter::finish() {
    const std::string_view text = trimmed(current_);
    if (!text.empty()) {
        found_.push_back(read_statement(text));
        found_.back().line = start_line_;
        found_.back().column = start_column_;
    }
    current_.clear();
}

}  // namespace

std::vector<Statement> split_script(std::string_view text) {
    return Splitter(text).split();
}

}  // namespace trinh::chart
