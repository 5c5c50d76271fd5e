/// Round: one scoring of the index on a date, from the department's own score to the last review.
///
///   self-scoring --lock--> locked --close-review--> reviewed --send--> explained --finish-->
///   finished
///
/// What the lock froze never changes: no act after it touches a self score. Pure: decide_round says
/// whether an act may be done and what it amounts to, evolve is the only thing that changes a
/// round, and replaying the stored steps rebuilds it. Who may act is rights.h.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/instant.h"
#include "engine/reform_index/rights.h"
#include "engine/reform_index/score.h"

namespace trinh::reform_index {

enum class RoundState { self_scoring, locked, reviewed, explained, finished };

const char* round_state_word(RoundState state);  ///< "self-scoring" ...
Words round_state_title(RoundState state);

/// One line of a score sheet: a criterion as it was frozen.
struct SheetRow {
    std::string code;
    Words title;
    int depth = 0;  ///< 0: a component.
    bool is_leaf = false;
    Decimal max, self;
    Status status = Status::scored;
    bool is_configured = false;
    std::vector<Evidence> evidence;
};

/// The score as lines from top to bottom, each criterion followed by those below it.
std::vector<SheetRow> sheet_of(const ScoreTree& score);

/// What was said of one criterion.
struct Judgement {
    std::string self_explanation;     ///< Before the lock: why evidence is missing.
    std::optional<Decimal> reviewed;  ///< What the reviewer gave; absent: as the self score.
    std::string review_note;
    std::string explanation;         ///< The department's answer.
    std::vector<Evidence> evidence;  ///< Documents that came with the answer.
    std::optional<Decimal> second;   ///< After the answer; absent: as reviewed.
    std::string second_note;
};

/// One act as it was done: what is stored, and what evolve takes.
struct RoundStep {
    Act act = Act::open;
    std::string code, text;
    std::optional<Decimal> points;
    std::vector<Evidence> evidence;
    Date on;                      ///< Of open: the reporting date.
    std::int64_t snapshot = 0;    ///< Of lock: the frozen score.
    std::vector<SheetRow> sheet;  ///< Of lock.
};

struct Round {
    std::int64_t number = 0;
    Date on;
    RoundState state = RoundState::self_scoring;
    std::int64_t snapshot = 0;  ///< 0: not locked yet.
    std::vector<SheetRow> sheet;
    std::map<std::string, Judgement> judgements;
};

/// What a decision may look at besides the round.
struct RoundView {
    const IndexTree& index;
    const ScoreTree* score = nullptr;       ///< Of the reporting date; needed for lock.
    std::span<const std::string> broken{};  ///< Lines that do not reconcile: they block the lock.
    std::span<const Round> others{};        ///< For open.
};

/// The step with everything it froze, or why not: wrong_state, invalid_input, not_found.
Result<RoundStep> decide_round(const RoundView& view, const Round& round, RoundStep wanted);
Round evolve_round(Round round, const RoundStep& step);

/// The acts that the state of the round allows, in the order of their enumerators.
std::vector<Act> open_acts(const Round& round);

/// Of a line: what the review gave it, and what stands at the end. Sums add up their leaves.
struct FinalPoints {
    Decimal reviewed, last;
};
/// For each line of the sheet, and the totals as the last element.
std::vector<FinalPoints> final_points(const std::vector<SheetRow>& sheet, const Round& round);

boost::json::object to_json(const RoundStep& step);
/// What to_json() wrote; refuses any other shape.
Result<RoundStep> read_step(const boost::json::object& from);

}  // namespace trinh::reform_index
