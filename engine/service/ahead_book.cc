#include "engine/service/ahead_book.h"

#include <fmt/format.h>
#include <optional>

#include "engine/casework/facts_ahead.h"
#include "engine/service/record.h"

namespace trinh::service {
namespace {

constexpr int page_size = 500;

/// Nothing when the case or its process cannot be found.
std::optional<std::vector<reform_index::OpenFact>> facts_of(const Office& office,
                                                            ports::Transaction& tx,
                                                            const ports::CaseRow& line,
                                                            Instant now) {
    auto law = office.shelf.law_of(line.definition_hash);
    if (!law) return std::nullopt;
    auto row = tx.cases().load(line.id);
    if (!row) return std::nullopt;
    std::vector<reform_index::OpenFact> facts;
    for (const auto& fact : casework::facts_ahead(*law, read_case(*row), now)) {
        facts.push_back({fact.name, line.id.number, line.title, fact.deadline, fact.due,
                         fact.is_overdue, fact.counts_in_time, fact.counts_late, fact.is_unsure});
    }
    return facts;
}

}  // namespace

Ahead AheadBook::read(const Office& office, ports::Transaction& tx) {
    const std::lock_guard held(mutex_);
    const Instant now = office.clock.now();
    std::map<std::int64_t, Page> known;
    if (local_date(now) == today_) known.swap(pages_);
    today_ = local_date(now);
    pages_.clear();
    loaded_ = 0;
    Ahead ahead;
    ports::CaseFilter filter;
    filter.is_closed = false;
    filter.limit = page_size;
    while (true) {
        const auto lines = tx.cases().list(filter);
        for (const auto& line : lines) {
            const std::int64_t id = line.id.number;
            ahead.open_cases.insert(id);
            auto kept = known.find(id);
            if (kept == known.end() || kept->second.version != line.version) {
                ++loaded_;
                auto facts = facts_of(office, tx, line, now);
                if (!facts) {
                    ahead.unread.push_back(fmt::format("{}", id));
                    continue;
                }
                kept = known.insert_or_assign(id, Page{line.version, std::move(*facts)}).first;
            }
            const auto& facts = kept->second.facts;
            ahead.facts.insert(ahead.facts.end(), facts.begin(), facts.end());
            pages_.insert(known.extract(kept));
        }
        if (std::ssize(lines) < page_size) return ahead;
        filter.below_id = lines.back().id;
    }
}

int AheadBook::last_loaded() const {
    const std::lock_guard held(mutex_);
    return loaded_;
}

}  // namespace trinh::service
