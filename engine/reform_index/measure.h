/// Measure: the facts behind a number: which ones a measure selects in a period, and which count.
///
/// A fact is written once, in the transaction of the act that made it true; here it is only read.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/date.h"
#include "engine/reform_index/criteria.h"

namespace trinh::reform_index {

/// One countable happening of one case.
struct Fact {
    std::string name;  ///< "appraisal-draft".
    std::int64_t case_id = 0;
    std::string title;
    Date date;            ///< The day it happened: decides the period it belongs to.
    bool counts = false;  ///< In the numerator too: done on time, handled, published.
    std::string note;
    /// The store's number. Of two facts of one case on one day the larger is the later one.
    std::int64_t id = 0;
};

/// The days whose facts are scored, both included.
struct ReportingPeriod {
    Date from;
    Date on;
    [[nodiscard]] bool holds(Date day) const { return from <= day && day <= on; }
};

/// From 1 January of that year up to the reporting date.
ReportingPeriod year_up_to(Date on);

/// Facts of one measure as positions in the list they were selected from.
struct Selection {
    std::vector<std::size_t> rows;     ///< The denominator.
    std::vector<std::size_t> counted;  ///< The numerator, a part of `rows`.
};

/// The facts of a period by measure; built once, asked by every criterion.
class SelectedFacts {
public:
    /// Positions refer to `facts`, in its order. Of two facts of one case on one day the one that
    /// stands later in `facts` is the later one.
    SelectedFacts(const IndexTree& index, std::span<const Fact> facts, ReportingPeriod period);
    /// Nothing for a measure that the index does not declare.
    [[nodiscard]] const Selection& of(std::string_view measure) const;

private:
    std::map<std::string, Selection, std::less<>> selections_;
    Selection none_;
};

}  // namespace trinh::reform_index
