#include "engine/reform_index/round.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "engine/base/check.h"

namespace trinh::reform_index {
namespace {

constexpr std::size_t text_max = 4'000;
constexpr std::array<const char*, 5> state_words{"self-scoring", "locked", "reviewed", "explained",
                                                 "finished"};
constexpr std::array<std::pair<const char*, const char*>, 5> state_titles{
    {{"Đang tự chấm điểm", "Self-scoring"},
     {"Đã khóa điểm tự chấm, chờ thẩm định", "Locked, to be reviewed"},
     {"Đã thẩm định, chờ giải trình", "Reviewed, to be explained"},
     {"Đã giải trình, chờ thẩm định lần hai", "Explained, to be reviewed again"},
     {"Đã kết thúc", "Finished"}}};

/// The state in which each act is possible.
RoundState state_for(Act act) {
    switch (act) {
        case Act::review:
        case Act::close_review:
            return RoundState::locked;
        case Act::explain:
        case Act::send:
            return RoundState::reviewed;
        case Act::second_review:
        case Act::finish:
            return RoundState::explained;
        default:
            return RoundState::self_scoring;
    }
}

Refusal wrong(Reason reason, std::string message, std::string message_vi) {
    return {reason, std::move(message), std::move(message_vi)};
}

void add_rows(const std::vector<ScoreNode>& nodes, int depth, std::vector<SheetRow>& rows) {
    for (const ScoreNode& node : nodes) {
        rows.push_back({node.code, node.title, depth, node.children.empty(), node.max, node.points,
                        node.status, node.is_configured, node.evidence});
        add_rows(node.children, depth + 1, rows);
    }
}

const SheetRow* find_row(const std::vector<SheetRow>& sheet, std::string_view code) {
    const auto found = std::find_if(sheet.begin(), sheet.end(),
                                    [&](const SheetRow& row) { return row.code == code; });
    return found != sheet.end() ? &*found : nullptr;
}

bool needs_explanation(const SheetRow& row) {
    return row.is_leaf &&
           (row.status == Status::manual_missing || row.status == Status::manual_refused ||
            row.status == Status::evidence_missing);
}

Result<Done> check_state(const Round& round, Act act) {
    const RoundState needed = state_for(act);
    if (round.state == needed) return Done{};
    const Words now = round_state_title(round.state), then = round_state_title(needed);
    return wrong(
        Reason::wrong_state,
        fmt::format(
            "The act \"{}\" is done while a round is \"{}\"; round {} is \"{}\".{}", act_word(act),
            then.en, round.number, now.en,
            needed == RoundState::self_scoring ? " What the lock froze cannot change." : ""),
        fmt::format(
            "Chỉ thực hiện được khi đợt chấm điểm ở bước “{}”; đợt {} đang ở bước "
            "“{}”.{}",
            then.vi, round.number, now.vi,
            needed == RoundState::self_scoring ? " Điểm tự chấm đã khóa không thể thay đổi." : ""));
}

Result<Done> check_text(const RoundStep& wanted, bool is_needed) {
    if (wanted.text.size() > text_max || (is_needed && wanted.text.empty())) {
        return wrong(Reason::invalid_input,
                     fmt::format("Write a text of 1 to {} bytes for criterion {}: why is it so?",
                                 text_max, wanted.code),
                     fmt::format("Đề nghị ghi rõ lý do đối với tiêu chí {} (tối đa {} byte).",
                                 wanted.code, text_max));
    }
    return Done{};
}

Result<Done> check_row(const SheetRow* row, std::string_view code) {
    if (row != nullptr && row->is_leaf) return Done{};
    return wrong(Reason::not_found,
                 row == nullptr
                     ? fmt::format("The round has no criterion \"{}\".", code)
                     : fmt::format("Criterion {} is a sum; act on the criteria below it.", code),
                 row == nullptr ? fmt::format("Đợt chấm điểm không có tiêu chí “{}”.", code)
                                : fmt::format("Tiêu chí {} là tổng của các tiêu chí thành phần; đề "
                                              "nghị chọn tiêu chí thành phần.",
                                              code));
}

/// Points between 0 and the maximum; a reason where they differ from what stood before.
Result<Done> check_points(const SheetRow& row, const RoundStep& wanted, Decimal before) {
    if (!wanted.points || *wanted.points < Decimal{} || *wanted.points > row.max) {
        return wrong(
            Reason::invalid_input,
            fmt::format("Expected 0 to {} points for criterion {}, but found {}.", row.max.text(),
                        row.code, wanted.points ? wanted.points->text() : "none"),
            fmt::format("Tiêu chí {} nhận từ 0 đến {} điểm; đã nhập {}.", row.code,
                        row.max.text_vi(), wanted.points ? wanted.points->text_vi() : "trống"));
    }
    return check_text(wanted, *wanted.points != before);
}

Decimal reviewed_points(const Round& round, const SheetRow& row) {
    const auto found = round.judgements.find(row.code);
    if (found == round.judgements.end()) return row.self;
    return found->second.reviewed.value_or(row.self);
}

Result<RoundStep> decide_open(const RoundView& view, RoundStep wanted) {
    for (const Round& other : view.others) {
        if (other.on != wanted.on || other.state == RoundState::finished) continue;
        return wrong(Reason::conflict,
                     fmt::format("Round {} scores {} already and is not finished.", other.number,
                                 other.on.iso()),
                     fmt::format("Đợt {} chấm điểm đến ngày {} chưa kết thúc.", other.number,
                                 other.on.spoken()));
    }
    return wanted;
}

Result<RoundStep> decide_lock(const RoundView& view, const Round& round, RoundStep wanted) {
    CHECK(view.score != nullptr);
    if (!view.broken.empty()) {
        return wrong(
            Reason::wrong_state,
            fmt::format("The score does not reconcile, so it cannot be locked: {}",
                        view.broken.front()),
            fmt::format("Số liệu chưa khớp nên chưa khóa được điểm: {}", view.broken.front()));
    }
    wanted.sheet = sheet_of(*view.score);
    std::string open;
    for (const SheetRow& row : wanted.sheet) {
        const auto said = round.judgements.find(row.code);
        const bool is_explained =
            said != round.judgements.end() && !said->second.self_explanation.empty();
        if (!needs_explanation(row) || is_explained) continue;
        open += (open.empty() ? "" : ", ") + row.code;
    }
    if (open.empty()) return wanted;
    return wrong(
        Reason::wrong_state,
        fmt::format("These criteria have no value or no evidence; enter it, or explain why "
                    "not, before the lock: {}.",
                    open),
        fmt::format("Các tiêu chí sau chưa có số liệu hoặc tài liệu kiểm chứng; đề nghị "
                    "nhập hoặc giải trình trước khi khóa điểm: {}.",
                    open));
}

Result<RoundStep> decide_said(const RoundView& view, const Round& round, RoundStep wanted) {
    std::vector<SheetRow> live;
    if (round.sheet.empty()) {
        const Criterion* criterion = find_criterion(view.index, wanted.code);
        if (criterion != nullptr) {
            live.push_back({criterion->code,
                            criterion->title,
                            0,
                            criterion->children.empty(),
                            criterion->max,
                            {},
                            {},
                            {},
                            {}});
        }
    }
    const SheetRow* row = find_row(round.sheet.empty() ? live : round.sheet, wanted.code);
    if (auto known = check_row(row, wanted.code); !known) return known.error();
    Result<Done> fits = Done{};
    if (wanted.act == Act::review) {
        fits = check_points(*row, wanted, row->self);
    } else if (wanted.act == Act::second_review) {
        fits = check_points(*row, wanted, reviewed_points(round, *row));
    } else {
        fits = check_text(wanted, true);
    }
    if (!fits) return fits.error();
    return wanted;
}

}  // namespace

const char* round_state_word(RoundState state) {
    return state_words[static_cast<std::size_t>(state)];
}

Words round_state_title(RoundState state) {
    const auto& [vi, en] = state_titles[static_cast<std::size_t>(state)];
    return {vi, en};
}

std::vector<SheetRow> sheet_of(const ScoreTree& score) {
    std::vector<SheetRow> rows;
    add_rows(score.roots, 0, rows);
    return rows;
}

Result<RoundStep> decide_round(const RoundView& view, const Round& round, RoundStep wanted) {
    if (wanted.act == Act::open) return decide_open(view, std::move(wanted));
    if (wanted.act == Act::enter || wanted.act == Act::snapshot) {
        return wrong(Reason::invalid_input,
                     fmt::format("\"{}\" is no act of a round.", act_word(wanted.act)),
                     "Việc này không thuộc đợt chấm điểm.");
    }
    if (auto possible = check_state(round, wanted.act); !possible) return possible.error();
    switch (wanted.act) {
        case Act::lock:
            return decide_lock(view, round, std::move(wanted));
        case Act::self_explain:
        case Act::review:
        case Act::explain:
        case Act::second_review:
            return decide_said(view, round, std::move(wanted));
        default:
            return wanted;
    }
}

Round evolve_round(Round round, const RoundStep& step) {
    switch (step.act) {
        case Act::open:
            round.on = step.on;
            break;
        case Act::self_explain:
            round.judgements[step.code].self_explanation = step.text;
            break;
        case Act::lock:
            round.state = RoundState::locked;
            round.sheet = step.sheet;
            round.snapshot = step.snapshot;
            break;
        case Act::review:
            round.judgements[step.code].reviewed = step.points;
            round.judgements[step.code].review_note = step.text;
            break;
        case Act::close_review:
            round.state = RoundState::reviewed;
            break;
        case Act::explain:
            round.judgements[step.code].explanation = step.text;
            round.judgements[step.code].evidence = step.evidence;
            break;
        case Act::send:
            round.state = RoundState::explained;
            break;
        case Act::second_review:
            round.judgements[step.code].second = step.points;
            round.judgements[step.code].second_note = step.text;
            break;
        case Act::finish:
            round.state = RoundState::finished;
            break;
        case Act::enter:
        case Act::snapshot:
            CHECK(false);
    }
    return round;
}

std::vector<Act> open_acts(const Round& round) {
    std::vector<Act> acts;
    for (const Act act : {Act::self_explain, Act::lock, Act::review, Act::close_review,
                          Act::explain, Act::send, Act::second_review, Act::finish}) {
        if (state_for(act) == round.state) acts.push_back(act);
    }
    return acts;
}

std::vector<FinalPoints> final_points(const std::vector<SheetRow>& sheet, const Round& round) {
    std::vector<FinalPoints> points(sheet.size() + 1);
    std::vector<std::size_t> above;  // The open sums, outermost first.
    for (std::size_t i = 0; i < sheet.size(); ++i) {
        const SheetRow& row = sheet[i];
        above.resize(static_cast<std::size_t>(row.depth));
        if (!row.is_leaf) {
            above.push_back(i);
            continue;
        }
        const Decimal reviewed = reviewed_points(round, row);
        const auto said = round.judgements.find(row.code);
        const Decimal last =
            said != round.judgements.end() ? said->second.second.value_or(reviewed) : reviewed;
        points[i] = {reviewed, last};
        above.push_back(sheet.size());
        for (const std::size_t sum : above) {
            points[sum].reviewed += reviewed;
            points[sum].last += last;
        }
        above.pop_back();
    }
    return points;
}

}  // namespace trinh::reform_index
