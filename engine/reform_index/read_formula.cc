#include "engine/reform_index/read_formula.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace trinh::reform_index {
namespace {

using calendar::DefinitionReader;

constexpr Decimal hundred = Decimal::whole(100);

std::optional<BandEnd> read_end(DefinitionReader& reader, pugi::xml_node node, const char* closed,
                                const char* open) {
    const bool has_closed = !node.attribute(closed).empty();
    const bool has_open = !node.attribute(open).empty();
    if (has_closed && has_open) {
        reader.error(node, "TR505", fmt::format("A band has both \"{}\" and \"{}\".", closed, open),
                     "Keep the one that the source means.");
    }
    if (has_closed) return BandEnd{decimal_of(reader, node, closed), true};
    if (has_open) return BandEnd{decimal_of(reader, node, open), false};
    return std::nullopt;
}

/// By lower end; of two that begin at the same percent the closed one comes first.
bool begins_before(const Band& a, const Band& b) {
    if (!a.low || !b.low) return !a.low && b.low.has_value();
    if (a.low->percent != b.low->percent) return a.low->percent < b.low->percent;
    return a.low->is_closed && !b.low->is_closed;
}

void check_join(DefinitionReader& reader, pugi::xml_node node, const Band& lower,
                const Band& upper) {
    // Nothing may lie between the two ends, and the percent where they meet belongs to one of them.
    const Decimal high = lower.high ? lower.high->percent : hundred + Decimal::whole(1);
    const Decimal low = upper.low ? upper.low->percent : Decimal{};
    const bool meets_once =
        lower.high && upper.low && high == low && lower.high->is_closed != upper.low->is_closed;
    if (meets_once) return;
    const bool overlaps =
        high > low || !lower.high || !upper.low || (lower.high->is_closed && high == low);
    reader.error(
        node, overlaps ? "TR509" : "TR508",
        fmt::format("The bands \"{}\" and \"{}\" {}.", band_words(lower).en, band_words(upper).en,
                    overlaps ? "overlap" : "leave a gap between them"),
        "Let each band begin exactly where the one below it ends.");
}

void check_bands(DefinitionReader& reader, pugi::xml_node node, const Criterion& criterion,
                 std::vector<Band> bands) {
    if (bands.empty()) {
        reader.error(node, "TR508", "The tiers have no band.",
                     "Write <band at-least=\"...\" below=\"...\" points=\"...\"/>.");
        return;
    }
    std::sort(bands.begin(), bands.end(), begins_before);
    const auto& low = bands.front().low;
    const auto& high = bands.back().high;
    if (low && (low->percent > Decimal{} || !low->is_closed)) {
        reader.error(node, "TR508", "No band holds 0 %.", "Let the lowest band have no lower end.");
    }
    if (high && (high->percent < hundred || (high->percent == hundred && !high->is_closed))) {
        reader.error(node, "TR508", "No band holds 100 %.",
                     "Let the highest band have no upper end.");
    }
    for (std::size_t i = 1; i < bands.size(); ++i) {
        check_join(reader, node, bands[i - 1], bands[i]);
    }
    for (const Band& band : bands) {
        if (band.points <= criterion.max) continue;
        reader.error(node, "TR513",
                     fmt::format("The band \"{}\" gives {} points, but criterion {} at most {}.",
                                 band_words(band).en, band.points.text(), criterion.code,
                                 criterion.max.text()),
                     "Correct the band or the maximum.");
    }
}

Tiers read_tiers(DefinitionReader& reader, pugi::xml_node node, const Criterion& criterion) {
    reader.allow(node, {"measure", "no-data", "part", "part-en", "whole", "whole-en", "evidence"},
                 {"band"});
    Tiers tiers{node.attribute("measure").value(), {}};
    for (const pugi::xml_node each : node.children("band")) {
        reader.allow(each, {"at-least", "above", "at-most", "below", "points"}, {});
        Band band;
        band.low = read_end(reader, each, "at-least", "above");
        band.high = read_end(reader, each, "at-most", "below");
        reader.required(each, "points");
        band.points = decimal_of(reader, each, "points");
        tiers.bands.push_back(band);
    }
    check_bands(reader, node, criterion, tiers.bands);
    return tiers;
}

Survey read_survey(DefinitionReader& reader, pugi::xml_node node) {
    reader.allow(node, {}, {"answer"});
    Survey survey;
    for (const pugi::xml_node each : node.children("answer")) {
        reader.allow(each, {"name", "title", "title-en", "weight"}, {});
        Answer answer{reader.required(each, "name"), title_of(reader, each), {}};
        reader.required(each, "weight");
        answer.weight = decimal_of(reader, each, "weight");
        if (answer.weight > hundred) reader.wrong_value(each, "weight", "a percent up to 100");
        const auto& known = survey.answers;
        if (std::any_of(known.begin(), known.end(),
                        [&](const Answer& other) { return other.name == answer.name; })) {
            reader.error(each, "TR506",
                         fmt::format("The answer \"{}\" is listed twice.", answer.name),
                         "Keep one of the two.");
        }
        survey.answers.push_back(std::move(answer));
    }
    if (survey.answers.empty()) {
        reader.error(node, "TR514", "The survey has no answers to choose from.",
                     "Write <answer name=\"A\" title=\"...\" weight=\"100\"/>.");
    }
    return survey;
}

Ratio read_ratio(DefinitionReader& reader, pugi::xml_node node) {
    reader.allow(node,
                 {"measure", "threshold", "full-at", "no-data", "part", "part-en", "whole",
                  "whole-en", "evidence"},
                 {});
    const Decimal threshold = decimal_of(reader, node, "threshold");
    if (threshold > hundred) reader.wrong_value(node, "threshold", "a percent up to 100");
    Decimal full_at = decimal_of(reader, node, "full-at", hundred);
    if (full_at > hundred || full_at == Decimal{} || full_at.ten_thousandths % 100 != 0) {
        reader.wrong_value(node, "full-at", "a percent above 0 with at most two decimal places");
        full_at = hundred;
    }
    return {node.attribute("measure").value(), threshold, full_at};
}

CountToTarget read_count(DefinitionReader& reader, pugi::xml_node node) {
    reader.allow(node, {"measure", "target", "no-data", "part", "part-en", "evidence"}, {});
    const std::string text = reader.required(node, "target");
    const auto target = Decimal::parse(text);
    const bool is_count =
        target && *target >= Decimal::whole(1) && text.find('.') == std::string::npos;
    if (!is_count && !text.empty()) reader.wrong_value(node, "target", "a whole number from 1");
    const int number = is_count ? static_cast<int>(target->ten_thousandths / 10'000) : 1;
    return {node.attribute("measure").value(), number};
}

bool wants_evidence(DefinitionReader& reader, pugi::xml_node node) {
    const std::string_view evidence = node.attribute("evidence").as_string("required");
    if (evidence != "required" && evidence != "optional") {
        reader.wrong_value(node, "evidence", "\"required\" or \"optional\"");
    }
    return evidence == "required";
}

Words words_of(pugi::xml_node node, const char* name, const char* name_en) {
    Words words{node.attribute(name).value(), node.attribute(name_en).value()};
    if (words.en.empty()) words.en = words.vi;
    return words;
}

/// What feeds a computed formula: a measure, or numbers that somebody enters.
void read_feed(DefinitionReader& reader, pugi::xml_node node, Criterion& criterion) {
    const bool has_measure = !node.attribute("measure").empty();
    const bool has_part = !node.attribute("part").empty();
    if (has_measure == has_part) {
        reader.error(
            node, "TR516",
            fmt::format("Criterion {} has {} a measure {} entered numbers.", criterion.code,
                        has_measure ? "both" : "neither", has_measure ? "and" : "nor"),
            "Name either measure=\"...\" or, for numbers that an officer enters, "
            "part=\"...\".");
        return;
    }
    if (has_measure) return;
    const std::string_view kind = node.name();
    const bool has_whole = kind == "ratio" || kind == "tiers";
    criterion.entered = Entered{words_of(node, "part", "part-en"),
                                words_of(node, "whole", "whole-en"), wants_evidence(reader, node)};
    if (has_whole) reader.required(node, "whole");
}

Formula formula_of(DefinitionReader& reader, pugi::xml_node node, const Criterion& criterion) {
    const std::string_view kind = node.name();
    if (kind == "ratio") return read_ratio(reader, node);
    if (kind == "tiers") return read_tiers(reader, node, criterion);
    if (kind == "count") return read_count(reader, node);
    if (kind == "survey") return read_survey(reader, node);
    if (kind == "manual") {
        reader.allow(node, {"evidence"}, {});
        return Manual{wants_evidence(reader, node)};
    }
    reader.allow(node, {"measure", "no-data", "part", "part-en", "evidence"}, {});
    return YesNo{node.attribute("measure").value()};
}

}  // namespace

void read_formula(DefinitionReader& reader, pugi::xml_node node, Criterion& criterion) {
    constexpr std::array<std::string_view, 6> kinds{"ratio", "tiers",  "yes-no",
                                                    "count", "survey", "manual"};
    int found = 0;
    for (const pugi::xml_node each : node.children()) {
        if (std::find(kinds.begin(), kinds.end(), each.name()) == kinds.end()) continue;
        ++found;
        criterion.formula = formula_of(reader, each, criterion);
        const bool is_computed =
            each.name() != std::string_view("survey") && each.name() != std::string_view("manual");
        if (is_computed) read_feed(reader, each, criterion);
        const std::string_view no_data = each.attribute("no-data").as_string("zero");
        if (no_data != "zero" && no_data != "full") {
            reader.wrong_value(each, "no-data", "\"zero\" or \"full\"");
        }
        criterion.full_without_rows = no_data == "full";
    }
    const bool has_children = !node.child("criterion").empty();
    if (found + (has_children ? 1 : 0) == 1) return;
    reader.error(node, "TR511",
                 fmt::format("Criterion {} has {} formulas and {} child criteria.", criterion.code,
                             found, has_children ? "some" : "no"),
                 "Give a criterion either one formula or child criteria.");
}

Decimal decimal_of(DefinitionReader& reader, pugi::xml_node node, const char* attribute,
                   Decimal otherwise) {
    const std::string_view text = node.attribute(attribute).value();
    if (text.empty()) return otherwise;
    const auto decimal = Decimal::parse(text);
    if (!decimal) {
        reader.wrong_value(node, attribute, "a number with at most four decimal places");
    }
    return decimal.value_or(otherwise);
}

Words title_of(DefinitionReader& reader, pugi::xml_node node) {
    Words title{reader.required(node, "title"), node.attribute("title-en").value()};
    if (title.en.empty()) title.en = title.vi;
    return title;
}

}  // namespace trinh::reform_index
