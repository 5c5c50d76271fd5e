#include "tests/law/citation.h"

#include <re2/re2.h>

namespace trinh::testing {
namespace {

/// "2", "2 và 3", "2, 3 và 5a" into single numbers.
std::vector<std::string> each_of(const std::string& list, const RE2& one) {
    std::vector<std::string> found;
    re2::StringPiece left(list);
    std::string item;
    while (RE2::FindAndConsume(&left, one, &item)) found.push_back(item);
    return found;
}

std::vector<Citation> references_in(const std::string& text, const std::string& law) {
    static const RE2 reference(
        "(?i)(?:(?:điểm|các điểm) ((?:[a-zđ]\\d?(?:, | và | hoặc |, điểm | và điểm )?)+) )?"
        "(?:(?:khoản|các khoản) ((?:\\d+[a-zđ]?(?:, khoản | và khoản |, | và | hoặc )?)+) )?"
        "điều (\\d+[a-zđ]?)\\b");
    static const RE2 number("(\\d+[a-zđ]?)");
    static const RE2 letter("\\b([a-z]\\d?)\\b|(đ)");
    std::vector<Citation> found;
    re2::StringPiece left(text);
    std::string points, clauses, article;
    while (RE2::FindAndConsume(&left, reference, &points, &clauses, &article)) {
        Citation citation{law, article, each_of(clauses, number), {}};
        re2::StringPiece rest(points);
        std::string plain, barred;
        while (RE2::FindAndConsume(&rest, letter, &plain, &barred)) {
            const std::string point = plain.empty() ? barred : plain;
            if (!point.empty()) citation.points.push_back(point);
        }
        found.push_back(std::move(citation));
    }
    return found;
}

}  // namespace

std::vector<Citation> citations_in(std::string_view text) {
    static const RE2 law_name(
        "((?s).*?)(?:Luật|Nghị định|Thông tư|Pháp lệnh|Nghị quyết|Quyết định)[^.;()0-9]{0,80}?số "
        "(\\d+/\\d{4}/[^\\s,;.)]+)");
    std::vector<Citation> found;
    re2::StringPiece left(text.data(), text.size());
    std::string before, law;
    while (RE2::Consume(&left, law_name, &before, &law)) {
        for (auto& citation : references_in(before, law)) found.push_back(std::move(citation));
    }
    return found;
}

std::string words_of(const Citation& citation) {
    std::string words;
    for (const auto& point : citation.points) words += "điểm " + point + " ";
    for (const auto& clause : citation.clauses) words += "khoản " + clause + " ";
    return words + "Điều " + citation.article + " (" + citation.law + ")";
}

}  // namespace trinh::testing
