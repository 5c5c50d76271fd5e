#include "engine/chart/xml_source.h"

#include <algorithm>
#include <sstream>

#include "engine/base/text.h"

namespace trinh::chart {
namespace {

/// The first element, in document order, with more than so many around it and itself; null: none.
pugi::xml_node deeper_than(pugi::xml_node root, int most) {
    int depth = 1;
    for (pugi::xml_node at = root; at;) {
        if (depth > most && at.type() == pugi::node_element) return at;
        if (const pugi::xml_node child = at.first_child()) {
            at = child;
            ++depth;
            continue;
        }
        while (at && at != root && !at.next_sibling()) {
            at = at.parent();
            --depth;
        }
        at = at == root ? pugi::xml_node{} : at.next_sibling();
    }
    return {};
}

/// Where the first byte stands that is no text.
std::size_t first_wrong_byte(std::string_view bytes) {
    std::size_t at = 0;
    while (at < bytes.size()) {
        const auto lead = static_cast<unsigned char>(bytes[at]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (!is_text(bytes.substr(at, length))) break;
        at += length;
    }
    return at;
}

/// What keeps the text from being XML before anybody parses it.
std::optional<Diagnostic> fault_of_text(std::string_view xml, const ReadLimits& limits) {
    const auto fault = [](const char* code, Position at, std::string message, std::string fix) {
        return Diagnostic{code,      Severity::error,    at.line,
                          at.column, std::move(message), std::move(fix)};
    };
    const auto start = xml.find_first_not_of(" \t\r\n", xml.starts_with("\xEF\xBB\xBF") ? 3U : 0U);
    if (start == std::string_view::npos)
        return fault("TR101", {1, 1}, "The file is empty.",
                     "Give a definition: XML whose outermost element is <scxml>.");
    if (xml.size() > limits.bytes_max)
        return fault("TR102", {1, 1},
                     "The definition has " + std::to_string(xml.size()) + " bytes; at most " +
                         std::to_string(limits.bytes_max) + " are read.",
                     "Split the definition.");
    if (xml.starts_with("\xFF\xFE") || xml.starts_with("\xFE\xFF"))
        return fault("TR101", {1, 1}, "The file is UTF-16 text; definitions are UTF-8.",
                     "Save the file as UTF-8.");
    if (!is_text(xml))
        return fault("TR101", XmlPlaces(xml).at(first_wrong_byte(xml)),
                     "The file is not valid UTF-8 text.", "Save the file as UTF-8.");
    if (xml[start] != '<')  // pugixml passes over it.
        return fault("TR101", XmlPlaces(xml).at(start),
                     "The XML is not well formed: text stands before the first element.",
                     "Begin the definition with its outermost element, <scxml>.");
    return std::nullopt;
}

}  // namespace

std::string_view local_name(pugi::xml_node element) {
    const std::string_view name = element.name();
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string inner_xml(pugi::xml_node element) {
    std::ostringstream out;
    for (const pugi::xml_node child : element.children())
        child.print(out, "", pugi::format_raw | pugi::format_no_declaration);
    return out.str();
}

std::optional<Diagnostic> XmlSource::open(std::string_view xml, const ReadLimits& limits,
                                          XmlSource& into) {
    if (auto fault = fault_of_text(xml, limits)) return fault;
    into.places_ = XmlPlaces(xml);
    const auto parsed = into.document_.load_buffer(xml.data(), xml.size(), pugi::parse_default,
                                                   pugi::encoding_utf8);
    if (!parsed || !into.root()) {
        const Position where = into.places_.at(
            static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, parsed ? 0 : parsed.offset)));
        return Diagnostic{"TR101",
                          Severity::error,
                          where.line,
                          where.column,
                          std::string("The XML is not well formed: ") +
                              (parsed ? "there is no element" : parsed.description()) + ".",
                          "Correct the XML at this place."};
    }
    if (const pugi::xml_node deep = deeper_than(into.root(), limits.depth_max)) {
        const Position where = into.of(deep);
        return Diagnostic{
            "TR102",
            Severity::error,
            where.line,
            where.column,
            "Elements are nested deeper than " + std::to_string(limits.depth_max) + " levels.",
            "Flatten the definition."};
    }
    return std::nullopt;
}

Position XmlSource::of(pugi::xml_node node) const {
    const std::ptrdiff_t offset = node.offset_debug();
    // pugixml points at an element's name, one byte behind its '<'.
    if (node.type() == pugi::node_element || offset < 0) return places_.of_tag(offset);
    return places_.at(static_cast<std::size_t>(offset));
}

Position XmlSource::of_value(pugi::xml_node node, std::string_view attribute, int offset) const {
    return places_.of_value(node.offset_debug(), attribute, offset);
}

std::string_view XmlSource::namespace_of(pugi::xml_node element) {
    const std::string_view name = element.name();
    const auto colon = name.find(':');
    const std::string wanted =
        colon == std::string_view::npos ? "xmlns" : "xmlns:" + std::string(name.substr(0, colon));
    for (pugi::xml_node at = element; at; at = at.parent())
        if (const pugi::xml_attribute found = at.attribute(wanted.c_str())) return found.value();
    return {};
}

}  // namespace trinh::chart
