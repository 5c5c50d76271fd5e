#include "adapters/sql/trail_query.h"

#include <algorithm>
#include <limits>

#include "adapters/sql/rows.h"
#include "adapters/sql/trail_catch_up.h"
#include "adapters/sql/trail_entries.h"
#include "engine/audit/tiles.h"
#include "engine/base/words.h"

namespace trinh::sql {

namespace {

constexpr std::int64_t end_of_time = std::numeric_limits<std::int64_t>::max();
/// In entries that the database looks at; reading the text of one costs as much as twelve.
constexpr std::int64_t effort_max = 24'000;
constexpr std::int64_t text_effort = 12;
constexpr std::int64_t window = 2'048;
constexpr int texts_at_once = 64;
constexpr int blocks_at_once = 64;

}  // namespace

TrailQuery::TrailQuery(Session& session, const ports::AuditFilter& filter)
    : session_(session),
      filter_(filter),
      words_(phrase_query(session, filter.folded_text)),
      effort_left_(effort_max),
      read_down_to_(filter.below_index.value_or(end_of_time)) {
    if (filter.case_id) ask("e.case_id = :case", *filter.case_id);
    if (filter.from) ask("e.at >= :after", *filter.from);
    if (filter.before) ask("e.at < :before", *filter.before);
}

void TrailQuery::ask(std::string_view condition, Argument value) {
    conditions_.append(condition).append(" and ");
    values_.push_back(std::move(value));
}

bool TrailQuery::find_names() {
    const auto find = [&](const std::string& name, std::string_view condition, TrailMark mark) {
        if (name.empty()) return true;
        const auto number = session_.words().names.find(session_, name);
        if (!number) return false;
        ask(condition, *number);
        words_.words.push_back(trail_mark(mark, *number));
        return true;
    };
    return find(filter_.actor, "e.actor = :actor", TrailMark::actor) &&
           find(filter_.on_behalf_of, "e.on_behalf_of = :behalf", TrailMark::on_behalf_of) &&
           find(filter_.agency, "e.agency = :agency", TrailMark::agency) &&
           find(filter_.action, "e.action = :action", TrailMark::action);
}

ports::AuditPage TrailQuery::run() {
    if (filter_.limit < 1 || !find_names()) return {};
    const std::int64_t below = filter_.below_index.value_or(end_of_time);
    if (filter_.case_id) {
        read({0, below});
    } else {
        const std::int64_t taken_in = trail_taken_in(session_);
        const bool is_narrow = !words_.is_empty() || !filter_.folded_text.empty();
        const NumberRange tail{taken_in, below};
        if (is_narrow) {
            read_windows(tail);
        } else {
            read(tail);
        }
        NumberRange older = period_among(taken_in);
        older.to = std::min(older.to, below);
        if (words_.is_impossible) {
            if (!is_done()) read_down_to_ = 0;
        } else if (!words_.is_empty()) {
            read_blocks(older);
        } else if (is_narrow) {
            read_windows(older);
        } else {
            read(older);
        }
    }
    if (is_full()) {
        page_.next = page_.rows.back().index;
    } else if (is_done()) {
        page_.next = read_down_to_;
    }
    return std::move(page_);
}

NumberRange TrailQuery::period_among(std::int64_t taken_in) {
    NumberRange range{0, taken_in};
    if (filter_.from) {
        const auto first = one_number(session_,
                                      "select number from audit_tile where level = 1 and "
                                      "last_at >= :from order by last_at, number limit 1",
                                      {*filter_.from});
        range.from = first ? *first * audit::tile_width : taken_in;
    }
    if (filter_.before) {
        const auto last = one_number(session_,
                                     "select number from audit_tile where level = 1 and "
                                     "first_at < :before order by first_at desc, number desc "
                                     "limit 1",
                                     {*filter_.before});
        range.to = last ? (*last + 1) * audit::tile_width : 0;
    }
    return range;
}

void TrailQuery::read_blocks(const NumberRange& leaves) {
    if (leaves.from >= leaves.to) return;
    static const WordIndex index(trail_word_index);
    NumberRange blocks{leaves.from / trail_block, (leaves.to + trail_block - 1) / trail_block};
    while (!is_done()) {
        const auto found = index.find(session_, words_, blocks, blocks_at_once);
        for (std::size_t i = 0; i < found.size() && !is_done(); ++i) {
            const std::int64_t top = found[i];
            while (i + 1 < found.size() && found[i + 1] == found[i] - 1)
                ++i;  // Neighbours at once.
            read_windows({std::max(leaves.from, found[i] * trail_block),
                          std::min(leaves.to, (top + 1) * trail_block)});
        }
        if (is_done()) return;
        if (found.size() < blocks_at_once) break;
        blocks.to = found.back();
    }
    if (!is_done()) read_down_to_ = leaves.from;
}

void TrailQuery::read_windows(const NumberRange& leaves) {
    std::int64_t to = leaves.to;
    if (to == end_of_time) {  // Behind the last entry there is nothing to look for.
        const auto last =
            one_number(session_, "select leaf from audit_entry order by leaf desc limit 1", {});
        to = last.value_or(-1) + 1;
    }
    while (to > leaves.from && !is_done()) {
        const NumberRange part{std::max(leaves.from, to - window), to};
        if (filter_.folded_text.empty()) effort_left_ -= part.to - part.from;
        read(part);
        to = part.from;
    }
}

void TrailQuery::read(const NumberRange& leaves) {
    NumberRange left = leaves;
    while (left.from < left.to && !is_full() && (filter_.folded_text.empty() || effort_left_ > 0)) {
        const int wanted = filter_.folded_text.empty()
                               ? filter_.limit - static_cast<int>(page_.rows.size())
                               : texts_at_once;
        if (read_once(left) < wanted) {
            if (!is_full()) read_down_to_ = leaves.from;
            return;
        }
        left.to = read_down_to_;
    }
}

/// How many rows the database gave.
int TrailQuery::read_once(const NumberRange& leaves) {
    const std::string rest =
        conditions_ + "e.leaf >= :from and e.leaf < :to order by e.leaf desc limit :limit";
    Arguments values = values_;
    values.insert(values.end(), {leaves.from, leaves.to});
    if (filter_.folded_text.empty()) {
        values.push_back(filter_.limit - static_cast<int>(page_.rows.size()));
        auto found = read_entries(session_, "where " + rest, values);
        if (!found.empty()) read_down_to_ = found.back().index;
        std::ranges::move(found, std::back_inserter(page_.rows));
        return static_cast<int>(found.size());
    }
    values.push_back(texts_at_once);
    int count = 0;
    read_texts(
        session_, rest, values,
        [&](std::int64_t leaf, const std::string& text) {
            ++count;
            if (is_full() || effort_left_ <= 0) return false;
            effort_left_ -= text_effort;
            read_down_to_ = leaf;
            return has_phrase(text, filter_.folded_text);
        },
        page_.rows);
    return count;
}

}  // namespace trinh::sql
