#include <fmt/format.h>
#include <string>

#include "engine/base/check.h"
#include "engine/reform_index/score.h"

namespace trinh::reform_index {
namespace {

/// The fixed words of an explanation in one language. Vietnamese points and percents have a comma.
struct Phrases {
    std::string Words::*words;
    std::string (Decimal::*written)() const;
    const char* points;  ///< code, title, points, max
    const char* share;   ///< numerator, denominator, percent
    const char* band;
    const char* below;
    const char* full_at;
    const char* no_data;
    const char* missing;
    const char* refused;
    const char* no_evidence;
    const char* incomplete;
    const char* answers;
    const char* evidence;
    const char* configured;
    const char* source;
    const char* not_counted;
    const char* row;   ///< case, date, title
    const char* more;  ///< how many rows are left out
    const char* note;
};

const Phrases english{&Words::en,
                      &Decimal::text,
                      "{} {}: {} of {} points",
                      " {} of {} count ({} %).",
                      " Band {}.",
                      " Below the threshold of {} %: no points.",
                      " All points from {} % on.",
                      " No fact in the period.",
                      " Nobody entered a value yet.",
                      " The entered value does not fit: {}",
                      " The entered value has no evidence and is not counted.",
                      " Not complete: a part is not scored.",
                      " {} answers.",
                      " Evidence: {}.",
                      " The points are local configuration.",
                      " Source: {} ({}).",
                      "Not counted:",
                      "  case {} on {}: {}",
                      "  and {} more",
                      " Note: {}."};

const Phrases vietnamese{&Words::vi,
                         &Decimal::text_vi,
                         "{} {}: {}/{} điểm",
                         " {}/{} được tính ({}%).",
                         " Mức {}.",
                         " Dưới ngưỡng {}%: không có điểm.",
                         " Đạt từ {}% thì được trọn điểm.",
                         " Không phát sinh trong kỳ.",
                         " Chưa nhập số liệu.",
                         " Số liệu đã nhập không phù hợp: {}",
                         " Số liệu chưa có tài liệu kiểm chứng nên không được tính.",
                         " Chưa đầy đủ: có phần chưa chấm điểm.",
                         " {} phiếu trả lời.",
                         " Tài liệu kiểm chứng: {}.",
                         " Thang điểm do địa phương cấu hình.",
                         " Nguồn: {} ({}).",
                         "Không được tính:",
                         "  hồ sơ {} ngày {}: {}",
                         "  và {} hồ sơ khác",
                         " Ghi chú: {}."};

template <class... Values>
std::string phrase(const char* pattern, const Values&... values) {
    return fmt::format(fmt::runtime(pattern), values...);
}

std::string status_words(const ScoreNode& node, const Phrases& phrases) {
    switch (node.status) {
        case Status::scored:
            return "";
        case Status::no_data:
            return phrases.no_data;
        case Status::manual_missing:
            return phrases.missing;
        case Status::manual_refused:
            return phrase(phrases.refused, node.remark);
        case Status::evidence_missing:
            return phrases.no_evidence;
        case Status::incomplete:
            return phrases.incomplete;
    }
    CHECK(false);
    return "";
}

std::string measured_words(const ScoreNode& node, const Phrases& phrases) {
    const bool is_share = !node.measure.empty() || node.entered;
    if (!is_share || node.denominator == 0) return "";
    const Decimal percent = share(Decimal::whole(100), node.numerator, node.denominator, 2);
    std::string text =
        phrase(phrases.share, node.numerator, node.denominator, (percent.*phrases.written)());
    const std::string& band = node.band.*phrases.words;
    if (!band.empty()) text += phrase(phrases.band, band);
    const bool below = node.numerator * Decimal::whole(100).ten_thousandths <
                       node.threshold.ten_thousandths * node.denominator;
    if (node.formula == "ratio" && node.full_at < Decimal::whole(100)) {
        text += phrase(phrases.full_at, (node.full_at.*phrases.written)());
    }
    if (below) text += phrase(phrases.below, (node.threshold.*phrases.written)());
    return text;
}

std::string evidence_words(const ScoreNode& node, const Phrases& phrases) {
    std::string names;
    for (const Evidence& each : node.evidence) {
        names += (names.empty() ? "" : "; ") + evidence_words(each);
    }
    return names.empty() ? "" : phrase(phrases.evidence, names);
}

std::string parts_words(const ScoreNode& node, const Phrases& phrases) {
    std::string text;
    for (const ScoreNode& child : node.children) {
        text += text.empty() ? " = " : " + ";
        text += (child.points.*phrases.written)() + " (" + child.code + ")";
    }
    return text;
}

std::string rows_words(const ScoreNode& node, std::span<const Fact> facts, std::size_t rows_max,
                       const Phrases& phrases) {
    std::string text;
    std::size_t found = 0;
    for (const std::size_t row : node.rows) {
        CHECK(row < facts.size());
        const Fact& fact = facts[row];
        if (fact.counts || ++found > rows_max) continue;
        if (text.empty()) text = std::string("\n") + phrases.not_counted;
        text += "\n" + phrase(phrases.row, fact.case_id, fact.date.spoken(), fact.title);
        if (!fact.note.empty()) text += " (" + fact.note + ")";
    }
    if (found > rows_max) text += "\n" + phrase(phrases.more, found - rows_max);
    return text;
}

std::string explained(const ScoreNode& node, std::span<const Fact> facts, std::size_t rows_max,
                      const Phrases& phrases) {
    std::string text = phrase(phrases.points, node.code, node.title.*phrases.words,
                              (node.points.*phrases.written)(), (node.max.*phrases.written)());
    text += parts_words(node, phrases) + ".";
    text += measured_words(node, phrases);
    if (node.formula == "survey" && node.denominator > 0) {
        text += phrase(phrases.answers, node.denominator);
    }
    text += status_words(node, phrases);
    text += evidence_words(node, phrases);
    const bool is_refused = node.status == Status::manual_refused;
    if (!node.remark.empty() && !is_refused) text += phrase(phrases.note, node.remark);
    if (node.is_configured) text += phrases.configured;
    if (!node.basis.empty()) {
        text += phrase(phrases.source, node.basis, calendar::confidence_word(node.confidence));
    }
    return text + rows_words(node, facts, rows_max, phrases);
}

}  // namespace

std::string explain_en(const ScoreNode& node, std::span<const Fact> facts, std::size_t rows_max) {
    return explained(node, facts, rows_max, english);
}

std::string explain_vi(const ScoreNode& node, std::span<const Fact> facts, std::size_t rows_max) {
    return explained(node, facts, rows_max, vietnamese);
}

}  // namespace trinh::reform_index
