/// Criteria: an index as a tree of criteria, each with its points and the formula that gives them.
///
/// Read from workflows/indices/*.xml (schemas/index.xsd). It holds law and configuration, never a
/// score. Points that no source gives are marked as configuration, and every output repeats that.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/calendar/calendar.h"
#include "engine/reform_index/decimal.h"

namespace trinh::reform_index {

using calendar::Confidence;
using calendar::Words;

/// Selects facts by their name; the share of those that count is what formulas work on.
struct Measure {
    std::string id;
    Words title;
    std::string fact;
    bool per_case = false;  ///< Of several facts of one case only the last in the period is a row.
};

/// One end of a band in percent; absent = unbounded.
struct BandEnd {
    Decimal percent;
    bool is_closed = true;  ///< Whether the percent itself belongs to the band.
    bool operator==(const BandEnd&) const = default;
};

struct Band {
    std::optional<BandEnd> low;
    std::optional<BandEnd> high;
    Decimal points;
};

/// points = share / full_at × max, at most max; 0 when the share is below the threshold.
struct Ratio {
    std::string measure;
    Decimal threshold;
    Decimal full_at = Decimal::whole(100);  ///< In percent, at most two places, above 0.
};
/// The points of the band that holds the share. Bands cover 0 to 100 without overlap.
struct Tiers {
    std::string measure;
    std::vector<Band> bands;
};
/// All points as soon as one fact counts.
struct YesNo {
    std::string measure;
};
/// points = counting facts / target × max, at most max.
struct CountToTarget {
    std::string measure;
    int target = 1;
};
struct Answer {
    std::string name;
    Words title;
    Decimal weight;  ///< In percent.
};
/// points = mean weight of the answers × max.
struct Survey {
    std::vector<Answer> answers;
};
/// Points that a person gives, with documents that prove them.
struct Manual {
    bool needs_evidence = true;
};
/// What an officer types in where no case feeds a formula: "units inspected" of "units in all".
/// yes-no and count have no whole.
struct Entered {
    Words part;
    Words whole;
    bool needs_evidence = true;
};
/// monostate: the criterion is the sum of its children.
using Formula = std::variant<std::monostate, Ratio, Tiers, YesNo, CountToTarget, Survey, Manual>;

struct Criterion {
    std::string code;  ///< "2.1.2"; unique in the index.
    Words title;
    Decimal max;
    bool is_configured = false;  ///< The points are local configuration: no source gives them.
    std::string basis;
    Confidence confidence = Confidence::recall;
    std::string proof;             ///< Which documents prove the number.
    bool is_fed_by_cases = false;  ///< No entered value below it but the answers of surveys.
    Formula formula;
    std::optional<Entered> entered;  ///< The formula's numbers are typed in; it has no measure.
    bool full_without_rows = false;  ///< Nothing happened in the period: all points, not none.
    std::vector<Criterion> children;
};

/// Who may do what to an index besides reading it (rights.h).
struct Right {
    std::string act;  ///< A word of rights.h.
    std::vector<std::string> roles;
    std::string agency = {};  ///< Whose people; empty: of the department that runs the program.
};

struct IndexTree {
    std::string id;
    Words title;
    std::string basis;
    int places = 2;  ///< Points are rounded to so many decimal places.
    std::vector<Measure> measures;
    std::vector<Criterion> roots;
    std::vector<Right> rights = {};
};

struct IndexReading {
    std::optional<IndexTree> index;  ///< Absent exactly when a diagnostic is an error.
    std::vector<Diagnostic> diagnostics;
};

/// Reads an index file. Diagnostics TR501 to TR517.
IndexReading read_index(std::string_view xml);

/// The criterion with that code, or null.
const Criterion* find_criterion(const IndexTree& index, std::string_view code);
const Measure* find_measure(const IndexTree& index, std::string_view id);
Decimal max_of(const IndexTree& index);
/// The measure a formula works on; empty for survey, manual, sums and entered numbers.
std::string_view measure_of(const Formula& formula);
/// Whether a person gives a value for it: manual, survey, or entered numbers.
bool takes_value(const Criterion& criterion);
/// "ratio", "tiers", "yes-no", "count", "survey", "manual", "sum".
const char* formula_word(const Formula& formula);
/// "from 95 % to below 100 %"
Words band_words(const Band& band);

}  // namespace trinh::reform_index
