#include "adapters/mail/letter_renderer.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <kainjow/mustache.hpp>
#include <set>

#include "adapters/mail/calendar_entry.h"
#include "adapters/mail/letter_values.h"
#include "engine/base/json_text.h"

namespace trinh::mail {

struct LetterTemplate {
    kainjow::mustache::mustache subject, text, html;
};

namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
namespace mustache = kainjow::mustache;

constexpr std::string_view suffix = ".mustache";

/// Notes what a template asks for in vain; Mustache itself shows nothing then.
class WatchedValues : public mustache::context<std::string> {
public:
    explicit WatchedValues(const mustache::data& values)
        : mustache::context<std::string>(&values) {}

    const mustache::data* get(const std::string& name) const override {
        const auto* found = mustache::context<std::string>::get(name);
        if (found == nullptr) missing_.insert(name);
        return found;
    }
    const mustache::data* get_partial(const std::string& name) const override {
        const auto* found = mustache::context<std::string>::get_partial(name);
        if (found == nullptr) missing_.insert("> " + name);
        return found;
    }
    [[nodiscard]] const std::set<std::string>& missing() const { return missing_; }

private:
    mutable std::set<std::string> missing_;
};

/// "" and null are false, so that {{#x}} hides what has no text.
mustache::data shown(const json::value& value) {
    if (value.is_bool()) return mustache::data(value.get_bool());
    if (value.is_string() && !value.get_string().empty()) {
        return mustache::data(std::string(value.get_string()));
    }
    if (value.is_number()) return mustache::data(to_json_text(value));
    if (const auto* list = value.if_array()) {
        mustache::data items(mustache::data::type::list);
        for (const auto& element : *list) items << shown(element);
        return items;
    }
    if (const auto* object = value.if_object()) {
        mustache::data members(mustache::data::type::object);
        for (const auto& [key, member] : *object) members.set(std::string(key), shown(member));
        return members;
    }
    return mustache::data(false);
}

std::string as_it_is(const std::string& text) {
    return text;
}

std::string on_one_line(const std::string& text) {
    std::string line;
    for (const char c : text) {
        const bool is_blank = static_cast<unsigned char>(c) <= 0x20 || c == 0x7F;
        if (!is_blank) {
            line += c;
        } else if (!line.empty() && line.back() != ' ') {
            line += ' ';
        }
    }
    if (line.ends_with(' ')) line.pop_back();
    return line;
}

/// Sections that show nothing leave empty lines behind: at most one in a row, none at the ends.
std::string tidy(const std::string& text) {
    std::string result;
    for (const char c : text) {
        if (c == '\n' && (result.empty() || result.ends_with("\n\n"))) continue;
        result += c;
    }
    while (result.ends_with("\n\n")) result.pop_back();
    return result;
}

std::string position(std::string_view text, std::size_t offset) {
    const std::string_view before = text.substr(0, offset);
    const auto line = 1 + std::ranges::count(before, '\n');
    const std::size_t start = before.rfind('\n');
    const std::size_t column = offset - (start == std::string_view::npos ? 0 : start + 1) + 1;
    return fmt::format("{}:{}", line, column);
}

/// True for a line that holds one section, comment or piece and nothing else to show.
bool is_only_a_tag(std::string_view line) {
    while (line.starts_with(' ') || line.starts_with('\t')) line.remove_prefix(1);
    while (line.ends_with(' ') || line.ends_with('\t')) line.remove_suffix(1);
    return line.size() > 4 && line.starts_with("{{") && line.find("}}") == line.size() - 2 &&
           std::string_view("#^/!>").find(line[2]) != std::string_view::npos;
}

/// Line ends as the library must not see them: it leaves an empty line where a section of its own
/// line shows nothing, and drops one after a section that shows something. So lines that are
/// only a tag lose their end here, and every other end becomes a sign that shown_lines() turns
/// back.
constexpr char line_end = '\x1E';

std::string one_liner(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const std::size_t length = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, length);
        result += line;
        if (!is_only_a_tag(line) && length < text.size()) result += line_end;
        text.remove_prefix(std::min(length + 1, text.size()));
    }
    return result;
}

std::string shown_lines(std::string text) {
    std::ranges::replace(text, line_end, '\n');
    return text;
}

/// Reads the folder and collects every fault before it complains.
class Reader {
public:
    explicit Reader(const fs::path& folder) {
        std::error_code failed;
        for (const auto& entry : fs::directory_iterator(folder, failed)) read(entry.path());
        if (failed) complain(folder.string(), "cannot be read: " + failed.message());
    }

    [[nodiscard]] std::set<std::string> letter_names() const {
        std::set<std::string> names;
        for (const auto& [name, text] : texts_) {
            if (!name.starts_with('_')) names.insert(name.substr(0, name.rfind('.')));
        }
        return names;
    }

    std::string take(const std::string& name) {
        const auto found = texts_.find(name);
        if (found != texts_.end()) return found->second;
        complain(name + std::string(suffix),
                 "is missing; a letter has a subject, a text and a html");
        return "";
    }

    [[nodiscard]] std::map<std::string, std::string> pieces() const {
        std::map<std::string, std::string> found;
        for (const auto& [name, text] : texts_) {
            if (name.starts_with('_')) found.emplace(name, text);
        }
        return found;
    }

    void throw_faults() const {
        if (!faults_.empty()) throw LetterFault(fmt::format("{}", fmt::join(faults_, "\n")));
    }

private:
    void complain(std::string_view where, std::string_view what) {
        faults_.push_back(fmt::format("{}: {}.", where, what));
    }

    void read(const fs::path& path) {
        std::string name = path.filename().string();
        if (!name.ends_with(suffix)) return;
        std::ifstream file(path, std::ios::binary);
        std::string text{std::istreambuf_iterator<char>(file), {}};
        if (!file) complain(name, "cannot be read");
        check(name, text);
        name.resize(name.size() - suffix.size());
        texts_.emplace(name, one_liner(text));
    }

    void check(const std::string& name, const std::string& text) {
        const mustache::mustache parsed(text);
        if (!parsed.is_valid()) {
            const std::string& said = parsed.error_message();  // "Unclosed tag at 123"
            const std::size_t at = said.rfind(" at ");
            const std::size_t offset = std::stoul(said.substr(at + 4));
            complain(fmt::format("{}:{}", name, position(text, offset)), said.substr(0, at));
        }
        if (name.ends_with(".html.mustache")) check_escaped(name, text);
    }

    /// A value that comes unescaped into HTML would let a case title write the page.
    void check_escaped(const std::string& name, const std::string& text) {
        for (std::size_t at = text.find("{{"); at != std::string::npos;
             at = text.find("{{", at + 2)) {
            const std::size_t sign = text.find_first_not_of(" \t\r\n", at + 2);
            if (sign == std::string::npos) return;
            if (text[sign] == '{' || text[sign] == '&' || text[sign] == '=') {
                complain(fmt::format("{}:{}", name, position(text, at)),
                         "Expected an escaped value {{name}}, found an unescaped one or other "
                         "delimiters, which HTML letters may not have");
            }
        }
    }

    std::map<std::string, std::string> texts_;  ///< By "x.subject", "_y.text".
    std::vector<std::string> faults_;
};

struct Shown {
    std::string text;
    std::set<std::string> missing;
};

Shown shown_with(mustache::mustache& parsed, json::object values, std::string_view kind,
                 const std::map<std::string, std::string>& pieces) {
    mustache::data all = shown(json::value(std::move(values)));
    for (const auto& [name, text] : pieces) {
        if (name.ends_with(kind)) {
            all.set(name.substr(0, name.rfind('.')), mustache::partial([&text] { return text; }));
        }
    }
    WatchedValues watched(all);
    std::string text = shown_lines(parsed.render(watched));
    return {std::move(text), watched.missing()};
}

}  // namespace

LetterRenderer::LetterRenderer(const fs::path& folder) {
    Reader reader(folder);
    for (const auto& name : reader.letter_names()) {
        auto made = std::make_unique<LetterTemplate>(
            LetterTemplate{mustache::mustache(reader.take(name + ".subject")),
                           mustache::mustache(reader.take(name + ".text")),
                           mustache::mustache(reader.take(name + ".html"))});
        made->subject.set_custom_escape(as_it_is);
        made->text.set_custom_escape(as_it_is);
        templates_.emplace(name, std::move(made));
    }
    pieces_ = reader.pieces();
    reader.throw_faults();
}

LetterRenderer::~LetterRenderer() = default;
LetterRenderer::LetterRenderer(LetterRenderer&&) noexcept = default;

Result<RenderedLetter> LetterRenderer::render(std::string_view letter, const json::object& values,
                                              Instant sent_at) {
    const auto found = templates_.find(letter);
    if (found == templates_.end()) {
        return Refusal{Reason::not_found,
                       fmt::format("Expected the name of a letter, found \"{}\"; there are: {}.",
                                   letter, fmt::join(letters(), ", "))};
    }
    json::object all = shown_values(values);
    RenderedLetter rendered;
    rendered.calendar = calendar_of(all, sent_at);
    auto subject = shown_with(found->second->subject, all, ".subject", pieces_);
    rendered.subject = on_one_line(subject.text);
    all["subject"] = rendered.subject;
    auto text = shown_with(found->second->text, all, ".text", pieces_);
    rendered.text = tidy(text.text);
    auto html = shown_with(found->second->html, all, ".html", pieces_);
    rendered.html = tidy(html.text);
    subject.missing.merge(text.missing);
    subject.missing.merge(html.missing);
    rendered.missing.assign(subject.missing.begin(), subject.missing.end());
    return rendered;
}

std::vector<std::string> LetterRenderer::letters() const {
    std::vector<std::string> names;
    for (const auto& [name, parsed] : templates_) names.push_back(name);
    return names;
}

}  // namespace trinh::mail
