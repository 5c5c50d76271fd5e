// Names of the overlay: each declared once, and each that is used declared.
#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "engine/workflow/xml_walk.h"

namespace trinh::workflow {
namespace {

const char* word_of(NameKind kind) {
    switch (kind) {
        case NameKind::role:
            return "role";
        case NameKind::field:
            return "field";
        case NameKind::dossier_item:
            return "dossier item";
        case NameKind::draft:
            return "draft";
        case NameKind::deadline:
            return "deadline";
        case NameKind::choice:
            return "choice";
        case NameKind::action:
            return "action";
        case NameKind::datum:
            return "variable";
        case NameKind::table:
            return "table";
        case NameKind::column:
            return "column";
        case NameKind::relation:
            return "relation";
    }
    CHECK(false);
    return "";
}

/// Several transitions may share an action's event or a relation, and the chart's reader looks
/// after <data>.
bool must_be_unique(NameKind kind) {
    return kind != NameKind::action && kind != NameKind::datum && kind != NameKind::relation;
}

bool is_declared(const XmlWalk& walk, const NamedPlace& used) {
    const auto& all = walk.declared();
    return std::any_of(all.begin(), all.end(), [&](const NamedPlace& one) {
        return one.kind == used.kind && one.name == used.name;
    });
}

void report_unknown(XmlWalk& walk, const NamedPlace& used) {
    const auto report = [&](const char* code, std::string message, const char* fix) {
        walk.fault_in(code, used.node, used.attribute, used.name, std::move(message), fix);
    };
    if (used.kind == NameKind::role) {
        report(
            "TR309",
            fmt::format("'{}' names the role '{}', which is not declared.", used.owner, used.name),
            "Declare it with <t:role> or correct the name.");
    } else if (used.kind == NameKind::field) {
        report("TR310",
               fmt::format("'{}' asks for the field '{}', which is not declared.", used.owner,
                           used.name),
               "Declare it with <t:field> or correct the name.");
    } else if (used.kind == NameKind::action) {
        report("TR311",
               fmt::format("Action '{}' refers to the event '{}', which no action sends.",
                           used.owner, used.name),
               "Correct the name in not-by or same-as.");
    } else if (used.kind == NameKind::table) {
        report(
            "TR314",
            fmt::format("'{}' names the table '{}', which is not declared.", used.owner, used.name),
            "Declare it with <t:table> or correct the name.");
    } else if (used.kind == NameKind::relation) {
        report(
            "TR316",
            fmt::format("'{}' is about cases of the relation '{}', which no <t:open-case> of this "
                        "process opens.",
                        used.owner, used.name),
            "Correct the relation, or open such cases.");
    } else if (used.owner.starts_with("table ")) {
        report("TR315",
               fmt::format("The rows of the table '{}' have no <data id=\"{}\"> to lie in.",
                           used.name, used.name),
               "Add <data id=\"...\" expr=\"[]\"/> to the datamodel.");
    } else {
        report("TR313",
               fmt::format("'{}' copies '{}', which no <data> of this chart declares.", used.owner,
                           used.name),
               "Declare it with <data> or correct the name in copy.");
    }
}

}  // namespace

void check_names(XmlWalk& walk) {
    std::map<std::string, int> lines;
    for (const auto& one : walk.declared()) {
        if (!must_be_unique(one.kind)) continue;
        const int line = walk.place(one.node).line;
        const auto key = fmt::format("{}/{}/{}", static_cast<int>(one.kind), one.owner, one.name);
        const auto [first, is_new] = lines.emplace(key, line);
        if (is_new) continue;
        walk.fault_in(
            "TR308", one.node, one.attribute, {},
            fmt::format("The {} '{}' is declared twice; line {} has it too.", word_of(one.kind),
                        one.name, first->second),
            one.kind == NameKind::draft ? "Give each its own number." : "Give each its own id.");
    }
    for (const auto& one : walk.used()) {
        if (!is_declared(walk, one)) report_unknown(walk, one);
    }
}

}  // namespace trinh::workflow
