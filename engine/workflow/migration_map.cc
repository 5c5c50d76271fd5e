#include "engine/workflow/migration_map.h"

#include <algorithm>
#include <fmt/format.h>
#include <pugixml.hpp>
#include <set>
#include <utility>

#include "engine/workflow/xml_walk.h"

namespace trinh::workflow {
namespace {

constexpr std::size_t map_bytes_max = 1'048'576;

class MapReader {
public:
    explicit MapReader(std::string_view xml) : walk_(xml) {}

    void read(const pugi::xml_node& root) {
        only(root, {"xmlns", "title", "title-en", "from", "to", "basis"});
        map_.title = {needed(root, "title"), root.attribute("title-en").value()};
        if (map_.title.en.empty()) map_.title.en = map_.title.vi;
        map_.from_process = root.attribute("from").value();
        map_.to_process = root.attribute("to").value();
        map_.basis = root.attribute("basis").value();
        for (const auto& child : root.children()) {
            if (child.type() == pugi::node_element) read_row(child);
        }
    }

    MigrationMapReading result() {
        MigrationMapReading reading;
        reading.diagnostics = std::move(walk_.diagnostics());
        if (!has_error(reading.diagnostics)) reading.map = std::move(map_);
        return reading;
    }

private:
    void read_row(const pugi::xml_node& node) {
        const std::string name = node.name();
        if (name == "state") return read_state(node);
        if (name == "data") return read_data(node);
        const std::pair<const char*, std::vector<Renaming>*> plain[] = {
            {"deadline", &map_.deadlines}, {"item", &map_.items},   {"role", &map_.roles},
            {"event", &map_.events},       {"draft", &map_.drafts},
        };
        for (const auto& [element, rows] : plain) {
            if (name == element) return read_renaming(node, *rows);
        }
        walk_.fault("TR323", node, fmt::format("<{}> has no meaning in a migration map.", name),
                    "Known are: state, data, deadline, item, role, event, draft.");
    }

    void read_state(const pugi::xml_node& node) {
        only(node, {"from", "to"});
        StateRule rule{needed(node, "from"), XmlWalk::words(needed(node, "to"))};
        once(node, "from", rule.from);
        map_.states.push_back(std::move(rule));
    }

    void read_data(const pugi::xml_node& node) {
        only(node, {"from", "to", "expr"});
        DataRule rule;
        rule.to = needed(node, "to");
        rule.from = node.attribute("from").value();
        const std::string text = node.attribute("expr").value();
        if (text.empty() == rule.from.empty()) {
            walk_.fault("TR325", node,
                        fmt::format("The datum '{}' needs either 'from' or 'expr'.", rule.to),
                        "Write from=\"old-name\" or expr=\"'a value'\".");
        }
        if (!text.empty()) {
            auto compiled = expression::Program::compile(text);
            if (const auto* broken = std::get_if<expression::Fault>(&compiled)) {
                walk_.fault_in("TR325", node, "expr", {},
                               fmt::format("The value of '{}' is not an expression: column {}: {}",
                                           rule.to, broken->column, broken->message),
                               "Correct the expression.");
            } else {
                rule.value = std::get<expression::Program>(std::move(compiled));
            }
        }
        once(node, "to", rule.to);
        map_.data.push_back(std::move(rule));
    }

    void read_renaming(const pugi::xml_node& node, std::vector<Renaming>& rows) {
        only(node, {"from", "to"});
        Renaming row{needed(node, "from"), needed(node, "to")};
        const std::string digits = "0123456789";
        const bool is_number = (row.from + row.to).find_first_not_of(digits) == std::string::npos;
        if (&rows == &map_.drafts && !is_number) {
            walk_.fault("TR325", node, "A draft is named by its number.",
                        "Write for example <draft from=\"3\" to=\"2\"/>.");
        }
        once(node, "from", row.from);
        rows.push_back(std::move(row));
    }

    std::string needed(const pugi::xml_node& node, const char* attribute) {
        std::string value = node.attribute(attribute).value();
        if (XmlWalk::words(value).empty()) {
            walk_.fault("TR322", node,
                        fmt::format("<{}> has no attribute '{}', which it must have.", node.name(),
                                    attribute),
                        fmt::format("Add {}=\"...\".", attribute));
        }
        return value;
    }

    void only(const pugi::xml_node& node, const std::set<std::string_view>& known) {
        for (const auto& attribute : node.attributes()) {
            const std::string_view name = attribute.name();
            const bool is_foreign = name.find(':') != std::string_view::npos;
            if (is_foreign || known.count(name) > 0) continue;
            walk_.fault_in("TR323", node, attribute.name(), {},
                           fmt::format("Attribute '{}' has no meaning on <{}>.", name, node.name()),
                           "Remove it, or correct its name.");
        }
    }

    void once(const pugi::xml_node& node, const char* attribute, const std::string& value) {
        if (value.empty() || seen_.insert({node.name(), value}).second) return;
        walk_.fault(
            "TR324", node,
            fmt::format("<{} {}=\"{}\"> stands twice in this map.", node.name(), attribute, value),
            "Keep the one that is meant.");
    }

    XmlWalk walk_;
    MigrationMap map_;
    std::set<std::pair<std::string, std::string>> seen_;
};

MigrationMapReading unreadable(Position where, std::string message, std::string fix) {
    return {
        std::nullopt,
        {{"TR321", Severity::error, where.line, where.column, std::move(message), std::move(fix)}}};
}

}  // namespace

std::string renamed(const std::vector<Renaming>& rows, const std::string& id) {
    const auto at =
        std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.from == id; });
    return at == rows.end() ? id : at->to;
}

const StateRule* MigrationMap::state(std::string_view from) const {
    const auto at = std::find_if(states.begin(), states.end(),
                                 [&](const auto& rule) { return rule.from == from; });
    return at == states.end() ? nullptr : &*at;
}

MigrationMapReading read_migration_map(std::string_view xml) {
    if (xml.size() > map_bytes_max) {
        return unreadable({}, fmt::format("A migration map has at most {} bytes.", map_bytes_max),
                          "Split the migration.");
    }
    pugi::xml_document document;
    const auto parsed = document.load_buffer(xml.data(), xml.size());
    if (!parsed) {
        const auto offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, parsed.offset));
        return unreadable(XmlPlaces(xml).at(offset),
                          fmt::format("The file is not well-formed XML: {}.", parsed.description()),
                          "Correct the XML at this place.");
    }
    const auto root = document.document_element();
    if (std::string_view(root.name()) != "migration" ||
        migration_namespace != root.attribute("xmlns").value()) {
        return unreadable(
            XmlPlaces(xml).of_tag(root.offset_debug()),
            fmt::format("The root element is <{}>; expected <migration> of the namespace {}.",
                        root.name(), migration_namespace),
            fmt::format("Begin the map with <migration xmlns=\"{}\" title=\"...\">.",
                        migration_namespace));
    }
    MapReader reader(xml);
    reader.read(root);
    return reader.result();
}

}  // namespace trinh::workflow
