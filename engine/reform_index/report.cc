#include "engine/reform_index/report.h"

#include <fmt/format.h>

#include "engine/reform_index/snapshot.h"

namespace trinh::reform_index {
namespace {

using forms::Align;
using forms::Paragraph;
using forms::Row;
using forms::RowKind;
using forms::Table;

constexpr const char* quarters[] = {"I", "II", "III", "IV"};

/// What the sections of one report are made from.
struct Material {
    const ScoreTree& score;
    std::span<const Fact> facts;
    ReportSpan span;
};

Paragraph heading(std::string text) {
    return {std::move(text), Align::left, true, false};
}

std::string percent(std::int64_t part, std::int64_t whole) {
    return share(Decimal::whole(100), part, whole, 2).text_vi() + "%";
}

std::string share_words(const ScoreNode& node) {
    if (node.denominator == 0) return "";
    if (node.formula == "survey") return fmt::format("{} phiếu", node.denominator);
    return fmt::format("{}/{} ({})", node.numerator, node.denominator,
                       percent(node.numerator, node.denominator));
}

std::string way_words(const ScoreNode& node) {
    if (!node.band.vi.empty()) return "Mức " + node.band.vi;
    if (node.formula == "ratio") {
        std::string text = "Tỷ lệ × điểm tối đa";
        if (node.full_at < Decimal::whole(100)) {
            text += fmt::format("; đạt từ {}% được trọn điểm", node.full_at.text_vi());
        }
        if (node.threshold > Decimal{}) {
            text += fmt::format("; dưới {}% không có điểm", node.threshold.text_vi());
        }
        return text;
    }
    if (node.formula == "tiers") return "Theo khung điểm";
    if (node.formula == "yes-no") return "Có/Không";
    if (node.formula == "count") return "Số đạt/chỉ tiêu × điểm tối đa";
    if (node.formula == "survey") return "Trọng số phiếu khảo sát × điểm tối đa";
    return node.formula == "manual" ? "Chấm theo tài liệu kiểm chứng" : "";
}

std::string evidence_of(const ScoreNode& node) {
    std::string text;
    for (const Evidence& each : node.evidence) {
        text += (text.empty() ? "" : "; ") + evidence_words(each);
    }
    return text;
}

std::string remark_of(const ScoreNode& node) {
    switch (node.status) {
        case Status::manual_missing:
            return "Chưa nhập số liệu";
        case Status::evidence_missing:
            return "Chưa có tài liệu kiểm chứng";
        case Status::manual_refused:
            return "Số liệu nhập không hợp lệ";
        case Status::no_data:
            return "Không phát sinh trong kỳ";
        default:
            return node.remark;
    }
}

Table components_table(const Material& material) {
    Table table{{{"STT", 6, Align::center},
                 {"Chỉ số thành phần", 50},
                 {"Điểm tối đa", 14, Align::center},
                 {"Điểm tự đánh giá", 14, Align::center},
                 {"Tỷ lệ", 14, Align::center}},
                {},
                false};
    for (const ScoreNode& node : material.score.roots) {
        table.rows.push_back({{node.code, node.title.vi, node.max.text_vi(), node.points.text_vi(),
                               percent(node.points.ten_thousandths, node.max.ten_thousandths)},
                              RowKind::ordinary});
    }
    table.rows.push_back(
        {{std::string(), std::string("Tổng cộng"), material.score.max.text_vi(),
          material.score.points.text_vi(),
          percent(material.score.points.ten_thousandths, material.score.max.ten_thousandths)},
         RowKind::total});
    return table;
}

void add_criteria(const std::vector<ScoreNode>& nodes, Table& table) {
    for (const ScoreNode& node : nodes) {
        const bool is_leaf = node.children.empty();
        table.rows.push_back(
            {{node.code, node.title.vi, node.max.text_vi(), share_words(node), way_words(node),
              evidence_of(node), node.points.text_vi(), is_leaf ? remark_of(node) : std::string()},
             is_leaf ? RowKind::ordinary : RowKind::total});
        add_criteria(node.children, table);
    }
}

Table criteria_table(const Material& material) {
    Table table{{{"STT", 8, Align::center},
                 {"Tiêu chí", 40},
                 {"Điểm tối đa", 10, Align::center},
                 {"Số liệu kê khai", 16, Align::center},
                 {"Cách tính điểm", 24},
                 {"Tài liệu kiểm chứng", 30},
                 {"Điểm tự đánh giá", 10, Align::center},
                 {"Ghi chú", 18}},
                {},
                true};
    add_criteria(material.score.roots, table);
    return table;
}

void add_lost(const Material& material, const std::vector<ScoreNode>& nodes, Table& table) {
    for (const ScoreNode& node : nodes) {
        add_lost(material, node.children, table);
        for (const std::size_t row : node.rows) {
            const Fact& fact = material.facts[row];
            if (fact.counts) continue;
            table.rows.push_back(
                {{static_cast<double>(table.rows.size() + 1), static_cast<double>(fact.case_id),
                  fact.title, node.code + " " + node.title.vi, fact.date},
                 RowKind::ordinary});
        }
    }
}

/// Rows that did not count: what the section "cases" opens the numbers into.
Table lost_table(const Material& material) {
    Table table{{{"STT", 6, Align::center},
                 {"Hồ sơ", 8, Align::center},
                 {"Tên hồ sơ", 50},
                 {"Tiêu chí", 40},
                 {"Ngày ghi nhận", 14, Align::center}},
                {},
                false};
    add_lost(material, material.score.roots, table);
    return table;
}

void count_open(const std::vector<ScoreNode>& nodes, int& configured, int& missing) {
    for (const ScoreNode& node : nodes) {
        count_open(node.children, configured, missing);
        if (!node.children.empty()) continue;
        configured += node.is_configured ? 1 : 0;
        const bool is_missing =
            node.status == Status::manual_missing || node.status == Status::evidence_missing;
        missing += is_missing ? 1 : 0;
    }
}

forms::Sheet general_sheet(const Material& material, int missing) {
    const ScoreTree& score = material.score;
    forms::Sheet sheet{"Kết quả chung", {}};
    sheet.blocks.emplace_back(heading("I. KẾT QUẢ CHUNG"));
    sheet.blocks.emplace_back(Paragraph{fmt::format(
        "Tính từ ngày {} đến ngày {}, tổng điểm tự đánh giá là {}/{} điểm, đạt {}.",
        score.period.from.spoken(), score.period.on.spoken(), score.points.text_vi(),
        score.max.text_vi(), percent(score.points.ten_thousandths, score.max.ten_thousandths))});
    sheet.blocks.emplace_back(components_table(material));
    if (missing > 0) {
        sheet.blocks.emplace_back(Paragraph{fmt::format(
            "Còn {} tiêu chí chưa có số liệu hoặc tài liệu kiểm chứng; các tiêu chí này chưa được "
            "tính điểm.",
            missing)});
    }
    return sheet;
}

forms::Sheet lost_sheet(const Material& material) {
    forms::Sheet sheet{"Hồ sơ chưa được tính", {}};
    sheet.blocks.emplace_back(heading("III. HỒ SƠ CHƯA ĐƯỢC TÍNH ĐIỂM"));
    Table table = lost_table(material);
    if (table.rows.empty()) {
        sheet.blocks.emplace_back(Paragraph{"Không có hồ sơ nào trong kỳ bị trừ điểm."});
    } else {
        sheet.blocks.emplace_back(std::move(table));
    }
    return sheet;
}

forms::Paper paper_of(const Material& material, const ReportHead& head) {
    int configured = 0, missing = 0;
    count_open(material.score.roots, configured, missing);
    forms::Paper paper;
    paper.title = "BÁO CÁO";
    paper.subtitles = {"Kết quả thực hiện Chỉ số cải cách hành chính (PAR INDEX) " +
                       span_words(material.span, material.score.period.on)};
    paper.letterhead = forms::Letterhead{
        "", head.agency, "Số:      /BC",
        "..., ngày      tháng      năm " + std::to_string(material.score.period.on.year())};
    paper.orientation = forms::Orientation::landscape;
    paper.sheets.push_back(general_sheet(material, missing));
    forms::Sheet criteria{"Theo tiêu chí", {}};
    criteria.blocks.emplace_back(heading("II. KẾT QUẢ THEO TIÊU CHÍ"));
    criteria.blocks.emplace_back(criteria_table(material));
    paper.sheets.push_back(std::move(criteria));
    paper.sheets.push_back(lost_sheet(material));
    paper.signatures = {{"GIÁM ĐỐC", "(Ký, ghi rõ họ tên)", ""}};
    paper.recipients = {"Sở Nội vụ tỉnh;", "Văn phòng Ủy ban nhân dân tỉnh;", "Lãnh đạo Sở;",
                        "Các phòng, đơn vị;", "Lưu: VT, VP."};
    paper.footnotes = {
        fmt::format("Lập từ bản chốt số liệu số {} (SHA-256 {}).", head.snapshot, head.sha256)};
    if (configured > 0) {
        paper.footnotes.push_back(fmt::format(
            "Thang điểm của {} tiêu chí do địa phương cấu hình, không có văn bản quy định.",
            configured));
    }
    return paper;
}

}  // namespace

std::optional<ReportSpan> find_span(std::string_view word) {
    if (word == "quarter") return ReportSpan::quarter;
    if (word == "half-year") return ReportSpan::half_year;
    if (word == "year") return ReportSpan::year;
    return std::nullopt;
}

ReportSpan span_of(Date on) {
    if (on.month() == 12 && on.day() == 31) return ReportSpan::year;
    return on.month() == 6 && on.day() == 30 ? ReportSpan::half_year : ReportSpan::quarter;
}

std::string span_words(ReportSpan span, Date on) {
    switch (span) {
        case ReportSpan::year:
            return fmt::format("năm {}", on.year());
        case ReportSpan::half_year:
            return fmt::format("6 tháng {} năm {}", on.month() <= 6 ? "đầu" : "cuối", on.year());
        case ReportSpan::quarter:
            break;
    }
    return fmt::format("quý {} năm {}", quarters[(on.month() - 1) / 3], on.year());
}

Result<forms::Paper> report_paper(const boost::json::object& snapshot, ReportSpan span,
                                  const ReportHead& head) {
    auto opened = open_snapshot(snapshot);
    if (!opened) return opened.error();
    return paper_of({opened->score, opened->facts, span}, head);
}

}  // namespace trinh::reform_index
