/// Report: the quarterly, six-month and yearly report on the index, from a frozen score.
///
/// The paper rests on the snapshot alone: it is scored anew from the frozen rows and refused when
/// that does not give what the snapshot says. Points, shares and dates in Vietnamese form.
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string_view>

#include "engine/base/result.h"
#include "engine/forms/paper.h"
#include "engine/reform_index/score.h"

namespace trinh::reform_index {

enum class ReportSpan { quarter, half_year, year };

std::optional<ReportSpan> find_span(std::string_view word);  ///< "quarter", "half-year", "year".
/// The one whose last day this is: 31/12 year, 30/06 half-year, anything else quarter.
ReportSpan span_of(Date on);
/// "quý III năm 2023", "6 tháng đầu năm 2023", "năm 2023".
std::string span_words(ReportSpan span, Date on);

/// What the paper says of itself.
struct ReportHead {
    std::string agency;  ///< "Sở Tư pháp tỉnh ...".
    std::int64_t snapshot = 0;
    std::string sha256;  ///< Of the snapshot's bytes.
};

/// Refuses (invalid_input) a document that is no snapshot or does not give what it says.
Result<forms::Paper> report_paper(const boost::json::object& snapshot, ReportSpan span,
                                  const ReportHead& head);

}  // namespace trinh::reform_index
