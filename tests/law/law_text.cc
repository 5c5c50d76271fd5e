#include "tests/law/law_text.h"

#include <fstream>
#include <re2/re2.h>

namespace trinh::testing {
namespace {

void read_file(const std::filesystem::path& path, LawTexts& into) {
    static const RE2 source(R"(^@@pGhiChu\s*\(Điều (\d+[a-zđ]?) .*?số (\d+/\d{4}/[^\s,)]+))");
    static const RE2 body(R"(^@@pNoiDung\s*(.*))");
    std::ifstream file(path);
    std::string line, law, number, rest;
    bool is_body = false;
    while (std::getline(file, line)) {
        if (RE2::PartialMatch(line, source, &number, &law)) {
            is_body = false;
        } else if (RE2::PartialMatch(line, body, &rest)) {
            is_body = !law.empty();
            if (is_body) into.laws[law][number] += rest + '\n';
        } else if (line.rfind("@@", 0) == 0) {
            is_body = false;
            if (line.rfind("@@pDieu", 0) == 0) law.clear();
        } else if (is_body) {
            into.laws[law][number] += line + '\n';
        }
    }
}

/// The lines from the one that begins with `head` up to the next that begins like one.
std::optional<std::string> part_of(std::string_view text, const std::string& head,
                                   const RE2& any_head) {
    std::string found;
    bool is_inside = false;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const std::string line(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (line.rfind(head, 0) == 0) {
            is_inside = true;
        } else if (is_inside && RE2::PartialMatch(line, any_head)) {
            break;
        }
        if (is_inside) found += line + '\n';
    }
    if (!is_inside) return std::nullopt;
    return found;
}

}  // namespace

const std::string* LawTexts::article(std::string_view law, std::string_view number) const {
    const auto articles = laws.find(law);
    if (articles == laws.end()) return nullptr;
    const auto at = articles->second.find(number);
    return at == articles->second.end() ? nullptr : &at->second;
}

LawTexts read_law_texts(const std::filesystem::path& folder) {
    LawTexts texts;
    std::error_code absent;
    for (const auto& entry : std::filesystem::directory_iterator(folder, absent)) {
        if (entry.path().filename().string().rfind("phapdien_", 0) == 0) {
            read_file(entry.path(), texts);
        }
    }
    return texts;
}

std::string opening_of(std::string_view article) {
    static const RE2 clause(R"((?m)(^\d+[a-zđ]?\. ?))");
    re2::StringPiece first;
    const re2::StringPiece all(article.data(), article.size());
    RE2::PartialMatch(all, clause, &first);
    if (first.data() == nullptr) return std::string(article);
    return std::string(article.substr(0, static_cast<std::size_t>(first.data() - all.data())));
}

std::optional<std::string> clause_of(std::string_view article, std::string_view clause) {
    static const RE2 any(R"(^\d+[a-zđ]?\. ?)");
    return part_of(article, std::string(clause) + ".", any);
}

std::optional<std::string> point_of(std::string_view clause, std::string_view point) {
    static const RE2 any(R"(^[a-zđ]\d?\) ?)");
    auto found = part_of(clause, std::string(point) + ")", any);
    if (found) return found;
    // The first point sometimes stands on the line of its clause.
    if (clause.find(" " + std::string(point) + ")") != std::string_view::npos) {
        return std::string(clause);
    }
    return std::nullopt;
}

}  // namespace trinh::testing
