#include "engine/service/live_index.h"

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include "engine/base/check.h"
#include "engine/reform_index/live_score.h"
#include "engine/service/index_book.h"
#include "engine/service/read_numbers.h"

namespace trinh::service {
namespace {

namespace ri = reform_index;

/// At the first reading so many of the last facts are searched for missing numbers.
constexpr std::int64_t searched = ReadNumbers::missing_max;

Date day(int year, int month, int day_of_month) {
    const auto date = Date::from_ymd(year, month, day_of_month);
    CHECK(date.has_value());
    return *date;
}

/// Facts of every day there is: what is missing must not hide behind the dates.
std::vector<ports::FactRow> facts_after(ports::Transaction& tx, std::int64_t number) {
    return tx.facts().after(number, day(1'900, 1, 1), day(9'999, 12, 31));
}

}  // namespace

class LiveIndex::Live {
public:
    Live(const ri::IndexTree& index, Date on) : index_(index), period_(ri::year_up_to(on)) {}

    [[nodiscard]] bool is_of(const ri::IndexTree& index, Date on) const {
        return &index_ == &index && period_.on == on;
    }

    ri::ScoreTree look(ports::Transaction& tx, Instant now) {
        const std::lock_guard held(mutex_);
        // Read everything first: a failing store leaves the score as it was.
        const auto values = tx.index().values_after(values_.read_from());
        if (score_) {
            const auto facts = facts_after(tx, facts_.read_from());
            add(facts, now);
        } else {
            begin(tx, now);
        }
        add(values, now);
        facts_.give_up(now);
        values_.give_up(now);
        return score_->tree();
    }

private:
    /// The value of a criterion that counts: the latest day, of one day the latest entered.
    using Place = std::pair<Date, std::int64_t>;

    void begin(ports::Transaction& tx, Instant now) {
        // The numbers first, then the rows: what is written in between is found by the next look.
        const std::int64_t head = tx.facts().last_id();
        const std::int64_t from = std::max<std::int64_t>(0, head - searched);
        std::vector<std::int64_t> present;
        for (const auto& row : facts_after(tx, from)) present.push_back(row.id);
        auto rows = tx.facts().between(period_.from, period_.on);
        score_.emplace(index_, period_);
        facts_.start(from, head, present, now);
        for (auto& row : rows) {
            const bool is_read =
                row.id <= from || std::binary_search(present.begin(), present.end(), row.id);
            if (row.id <= head && is_read) score_->add(fact_of(std::move(row)));
        }
    }

    void add(const std::vector<ports::FactRow>& rows, Instant now) {
        for (const auto& row : rows) {
            if (facts_.take(row.id, now) && period_.holds(row.date)) score_->add(fact_of(row));
        }
    }

    void add(const std::vector<ports::IndexValueRow>& rows, Instant now) {
        for (const auto& row : rows) {
            const bool is_ours = row.index == index_.id && period_.holds(row.on);
            auto value = is_ours ? value_of(row) : ri::ManualValue{};
            if (!values_.take(row.id, now) || !is_ours) continue;
            const Place place{row.on, row.id};
            const auto [known, is_first] = counting_.try_emplace(row.code, place);
            if (!is_first && place < known->second) continue;
            known->second = place;
            score_->set_value(value);
        }
    }

    const ri::IndexTree& index_;
    const ri::ReportingPeriod period_;
    std::mutex mutex_;
    std::optional<ri::LiveScore> score_;
    ReadNumbers facts_, values_;
    std::map<std::string, Place, std::less<>> counting_;
};

LiveIndex::LiveIndex() = default;
LiveIndex::~LiveIndex() = default;

std::shared_ptr<LiveIndex::Live> LiveIndex::live_of(const ri::IndexTree& index, Date on) {
    const std::lock_guard held(mutex_);
    const auto found = std::find_if(lives_.begin(), lives_.end(),
                                    [&](const auto& live) { return live->is_of(index, on); });
    if (found != lives_.end()) {
        lives_.splice(lives_.begin(), lives_, found);
    } else {
        lives_.push_front(std::make_shared<Live>(index, on));
        if (lives_.size() > dates_max) lives_.pop_back();
    }
    return lives_.front();
}

ri::ScoreTree LiveIndex::look(const Office& office, ports::Transaction& tx,
                              const ri::IndexTree& index, Date on) {
    return live_of(index, on)->look(tx, office.clock.now());
}

}  // namespace trinh::service
