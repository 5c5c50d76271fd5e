/// Makes a failing chart small: takes elements and attributes away as long as it still fails.
#pragma once

#include <pugixml.hpp>
#include <sstream>
#include <string>
#include <vector>

namespace trinh::chart {

namespace shrinking {

inline std::string text_of(const pugi::xml_document& document, const char* indent = "") {
    std::ostringstream out;
    document.save(out, indent, pugi::format_raw | pugi::format_no_declaration);
    return out.str();
}

/// The text without the n-th removable thing (element or attribute); empty: there are no more.
inline std::string without(const std::string& xml, std::size_t n) {
    pugi::xml_document document;
    document.load_string(xml.c_str());
    struct Walk : pugi::xml_tree_walker {
        bool for_each(pugi::xml_node& node) override {
            nodes.push_back(node);
            return true;
        }
        std::vector<pugi::xml_node> nodes;
    } walk;
    document.traverse(walk);
    std::size_t count = 0;
    for (pugi::xml_node node : walk.nodes) {
        if (node == document.document_element()) continue;
        if (count++ == n) {
            node.parent().remove_child(node);
            return text_of(document);
        }
        for (const pugi::xml_attribute attribute : node.attributes()) {
            const std::string name = attribute.name();
            if (name == "id" || name == "location" || name == "expr") continue;
            if (count++ != n) continue;
            node.remove_attribute(attribute);
            return text_of(document);
        }
    }
    return {};
}

}  // namespace shrinking

/// `fails` gets a text and says whether it still shows the fault (an illegal chart: false).
template <class Fails>
std::string shrunk(std::string xml, Fails fails) {
    for (std::size_t n = 0;;) {
        std::string smaller = shrinking::without(xml, n);
        if (smaller.empty()) return xml;
        if (fails(smaller)) {
            xml = std::move(smaller);
        } else {
            ++n;
        }
    }
}

}  // namespace trinh::chart
