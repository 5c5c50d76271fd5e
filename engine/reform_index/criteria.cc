#include "engine/reform_index/criteria.h"

#include <algorithm>
#include <fmt/format.h>

namespace trinh::reform_index {
namespace {

const Criterion* find_below(const std::vector<Criterion>& criteria, std::string_view code) {
    for (const Criterion& each : criteria) {
        if (each.code == code) return &each;
        if (const Criterion* found = find_below(each.children, code)) return found;
    }
    return nullptr;
}

struct MeasureOf {
    std::string_view operator()(const Ratio& f) const { return f.measure; }
    std::string_view operator()(const Tiers& f) const { return f.measure; }
    std::string_view operator()(const YesNo& f) const { return f.measure; }
    std::string_view operator()(const CountToTarget& f) const { return f.measure; }
    std::string_view operator()(const auto&) const { return {}; }
};

struct FormulaWord {
    const char* operator()(std::monostate) const { return "sum"; }
    const char* operator()(const Ratio&) const { return "ratio"; }
    const char* operator()(const Tiers&) const { return "tiers"; }
    const char* operator()(const YesNo&) const { return "yes-no"; }
    const char* operator()(const CountToTarget&) const { return "count"; }
    const char* operator()(const Survey&) const { return "survey"; }
    const char* operator()(const Manual&) const { return "manual"; }
};

}  // namespace

const Criterion* find_criterion(const IndexTree& index, std::string_view code) {
    return find_below(index.roots, code);
}

const Measure* find_measure(const IndexTree& index, std::string_view id) {
    const auto found = std::find_if(index.measures.begin(), index.measures.end(),
                                    [&](const Measure& measure) { return measure.id == id; });
    return found != index.measures.end() ? &*found : nullptr;
}

Decimal max_of(const IndexTree& index) {
    Decimal sum;
    for (const Criterion& root : index.roots) sum += root.max;
    return sum;
}

std::string_view measure_of(const Formula& formula) {
    return std::visit(MeasureOf{}, formula);
}

bool takes_value(const Criterion& criterion) {
    return criterion.entered.has_value() || std::holds_alternative<Survey>(criterion.formula) ||
           std::holds_alternative<Manual>(criterion.formula);
}

const char* formula_word(const Formula& formula) {
    return std::visit(FormulaWord{}, formula);
}

Words band_words(const Band& band) {
    Words words;
    if (band.low) {
        const BandEnd& low = *band.low;
        words.en = fmt::format("{} {} %", low.is_closed ? "from" : "above", low.percent.text());
        words.vi = fmt::format("{} {}%", low.is_closed ? "từ" : "trên", low.percent.text_vi());
    }
    if (band.high) {
        const BandEnd& high = *band.high;
        const char* join = band.low ? " " : "";
        words.en += fmt::format("{}{}{} {} %", join, band.low ? "to " : "",
                                high.is_closed ? "at most" : "below", high.percent.text());
        words.vi += fmt::format("{}{}{} {}%", join, band.low ? "đến " : "",
                                high.is_closed ? "tối đa" : "dưới", high.percent.text_vi());
    }
    return words;
}

}  // namespace trinh::reform_index
