#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <sstream>

#include "engine/calendar/definition_reader.h"
#include "engine/reform_index/criteria.h"
#include "engine/reform_index/read_formula.h"
#include "engine/reform_index/rights.h"

namespace trinh::reform_index {
namespace {

using calendar::DefinitionReader;

constexpr calendar::ReaderCodes codes{"TR501", "TR502", "TR503", "TR504", "TR505"};
constexpr const char* index_namespace = "urn:trinh:index:1";
constexpr int depth_max = 16;
constexpr Decimal points_max = Decimal::whole(1'000);

class IndexReader {
public:
    explicit IndexReader(std::string_view xml) : reader_(xml, codes) {}

    IndexReading read() {
        const pugi::xml_node root = reader_.root("index", index_namespace);
        if (!root) return {std::nullopt, reader_.take_diagnostics()};
        reader_.allow(root, {"id", "title", "title-en", "basis", "places"},
                      {"right", "measure", "criterion"});
        index_.id = reader_.required(root, "id");
        index_.title = title_of(reader_, root);
        index_.basis = root.attribute("basis").value();
        index_.places = root.attribute("places").as_int(2);
        if (index_.places < 0 || index_.places > 4) {
            reader_.wrong_value(root, "places", "a number of decimal places from 0 to 4");
        }
        for (const pugi::xml_node node : root.children("right")) read_right(node);
        for (const pugi::xml_node node : root.children("measure")) read_measure(node);
        for (const pugi::xml_node node : root.children("criterion")) {
            index_.roots.push_back(criterion(node, 1));
        }
        if (index_.roots.empty()) {
            reader_.error(root, "TR511", "The index has no criterion.",
                          "Write at least one <criterion>.");
        }
        check_use(root);
        if (reader_.failed()) return {std::nullopt, reader_.take_diagnostics()};
        return {std::move(index_), reader_.take_diagnostics()};
    }

private:
    void read_right(pugi::xml_node node) {
        reader_.allow(node, {"act", "roles", "agency"}, {});
        Right right{reader_.required(node, "act"), {}};
        const bool is_known = find_act(right.act).has_value();
        if (!is_known && !right.act.empty()) {
            reader_.wrong_value(node, "act", "one of " + act_list());
        }
        if (is_known && find_right(index_, *find_act(right.act)) != nullptr) {
            reader_.error(node, "TR506", fmt::format("The act {} is listed twice.", right.act),
                          "Name all its roles in one <right>.");
        }
        right.agency = node.attribute("agency").value();
        std::istringstream roles(reader_.required(node, "roles"));
        for (std::string role; roles >> role;) right.roles.push_back(role);
        index_.rights.push_back(std::move(right));
    }

    void read_measure(pugi::xml_node node) {
        reader_.allow(node, {"id", "title", "title-en", "fact", "per"}, {});
        Measure measure{reader_.required(node, "id"), title_of(reader_, node),
                        reader_.required(node, "fact"), false};
        const std::string_view per = node.attribute("per").as_string("fact");
        if (per != "fact" && per != "case") {
            reader_.wrong_value(node, "per", "\"fact\" or \"case\"");
        }
        measure.per_case = per == "case";
        if (find_measure(index_, measure.id) != nullptr) {
            reader_.error(node, "TR506",
                          fmt::format("The measure \"{}\" is listed twice.", measure.id),
                          "Keep one of the two.");
        }
        index_.measures.push_back(std::move(measure));
    }

    Criterion criterion(pugi::xml_node node, int depth) {
        reader_.allow(node,
                      {"code", "title", "title-en", "max", "points-from", "basis", "confidence",
                       "proof", "fed-by"},
                      {"ratio", "tiers", "yes-no", "count", "survey", "manual", "criterion"});
        Criterion read;
        read.code = reader_.required(node, "code");
        if (!read.code.empty() && !seen_.insert(read.code).second) {
            reader_.error(node, "TR506", fmt::format("The code {} is used twice.", read.code),
                          "Give each criterion a code of its own.");
        }
        read.title = title_of(reader_, node);
        read.max = decimal_of(reader_, node, "max");
        if (read.max > points_max)
            reader_.wrong_value(node, "max", "a number of points up to 1000");
        read.basis = node.attribute("basis").value();
        read_standing(node, read);
        read.proof = node.attribute("proof").value();
        read_formula(reader_, node, read);
        note_measure(node, read);
        read_feeding(node, read);
        add_children(node, read, depth);
        return read;
    }

    void read_standing(pugi::xml_node node, Criterion& read) {
        const std::string_view from = node.attribute("points-from").as_string("source");
        if (from != "source" && from != "configuration") {
            reader_.wrong_value(node, "points-from", "\"source\" or \"configuration\"");
        }
        read.is_configured = from == "configuration";
        const auto confidence = calendar::find_confidence(reader_.required(node, "confidence"));
        if (!confidence && !node.attribute("confidence").empty()) {
            reader_.wrong_value(node, "confidence", "one of read, read-q, recall, interpretation");
        }
        read.confidence = confidence.value_or(Confidence::recall);
        if (from == "source" && read.basis.empty()) {
            reader_.error(node, "TR515",
                          fmt::format("The points of criterion {} have no source.", read.code),
                          "Write basis=\"...\" or mark them points-from=\"configuration\".");
        }
    }

    /// fed-by="cases" holds for everything below: only surveys are asked of people there.
    void read_feeding(pugi::xml_node node, Criterion& read) {
        const std::string_view fed_by = node.attribute("fed-by").as_string("anything");
        if (fed_by != "anything" && fed_by != "cases") {
            reader_.wrong_value(node, "fed-by", "\"cases\" or \"anything\"");
        }
        read.is_fed_by_cases = cases_only_ || fed_by == "cases";
        const bool is_typed_in = read.entered || std::holds_alternative<Manual>(read.formula);
        if (!read.is_fed_by_cases || !is_typed_in) return;
        reader_.error(node, "TR517",
                      fmt::format("Criterion {} takes an entered value, but stands below one that "
                                  "is fed by cases alone.",
                                  read.code),
                      "Feed it with a measure, or move it to another component.");
    }

    void note_measure(pugi::xml_node node, const Criterion& read) {
        const std::string measure(measure_of(read.formula));
        if (measure.empty()) return;
        used_.insert(measure);
        if (find_measure(index_, measure) != nullptr) return;
        reader_.error(
            node, "TR510",
            fmt::format("Criterion {} asks for the measure \"{}\", which is not declared.",
                        read.code, measure),
            "Declare it with <measure id=\"...\"> before the criteria or correct the name.");
    }

    void add_children(pugi::xml_node node, Criterion& parent, int depth) {
        const bool has_max = !node.attribute("max").empty();
        if (!node.child("criterion")) {
            if (!has_max) reader_.required(node, "max");
            return;
        }
        if (depth == depth_max) {
            reader_.error(node, "TR511",
                          fmt::format("Criteria are nested deeper than {}.", depth_max),
                          "Flatten the tree.");
            return;
        }
        const bool before = cases_only_;
        cases_only_ = parent.is_fed_by_cases;
        Decimal sum;
        for (const pugi::xml_node each : node.children("criterion")) {
            parent.children.push_back(criterion(each, depth + 1));
            sum += parent.children.back().max;
        }
        cases_only_ = before;
        if (has_max && sum != parent.max) {
            reader_.error(
                node, "TR507",
                fmt::format("The parts of criterion {} have {} points in all, but it has {}.",
                            parent.code, sum.text(), parent.max.text()),
                "Correct the points of a part or of the whole.");
        }
        parent.max = sum;
    }

    void check_use(pugi::xml_node root) {
        for (const pugi::xml_node node : root.children("measure")) {
            const std::string id = node.attribute("id").value();
            if (id.empty() || used_.contains(id)) continue;
            reader_.warn(node, "TR512", fmt::format("No criterion uses the measure \"{}\".", id),
                         "Use it or remove it.");
        }
    }

    DefinitionReader reader_;
    IndexTree index_;
    std::set<std::string> seen_;
    std::set<std::string> used_;
    bool cases_only_ = false;  ///< Some criterion above is fed by cases alone.
};

}  // namespace

IndexReading read_index(std::string_view xml) {
    return IndexReader(xml).read();
}

}  // namespace trinh::reform_index
