#include "adapters/schema/definition_tree.h"

#include <algorithm>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "engine/chart/xml_source.h"

namespace trinh::schema {
namespace {

constexpr std::string_view overlay_namespace = "urn:trinh:workflow:1";

/// Called at "<!DOCTYPE": nothing of it is read.
void stop_at_document_type(void* context, const xmlChar*, const xmlChar*, const xmlChar*) {
    auto* parser = static_cast<xmlParserCtxt*>(context);
    *static_cast<bool*>(parser->_private) = true;
    xmlStopParser(parser);
}

/// Elements whose content is data: what stands in there is nobody's vocabulary.
bool holds_anything(const xmlNode* element) {
    const auto name = text_of(element->name);
    return name == "data" || name == "assign" || name == "content";
}

bool is_known(std::string_view name_space) {
    return name_space.empty() || name_space == chart::scxml_namespace ||
           name_space == overlay_namespace;
}

/// SCXML allows elements and attributes of any other namespace.
void leave_out_foreign(xmlNode* element) {
    for (xmlAttr* attribute = element->properties; attribute != nullptr;) {
        xmlAttr* next = attribute->next;
        if (attribute->ns != nullptr) xmlRemoveProp(attribute);
        attribute = next;
    }
    for (xmlNode* child = element->children; child != nullptr;) {
        xmlNode* next = child->next;
        if (child->type == XML_ELEMENT_NODE) {
            const bool is_chart = text_of(child->name) == "scxml";
            if (holds_anything(element)) {
                if (is_chart) leave_out_foreign(child);
            } else if (is_known(namespace_of(child))) {
                leave_out_foreign(child);
            } else {
                xmlUnlinkNode(child);
                xmlFreeNode(child);
            }
        }
        child = next;
    }
}

void add_offsets(pugi::xml_node element, std::vector<std::ptrdiff_t>& offsets) {
    offsets.push_back(element.offset_debug());
    for (const auto child : element.children())
        if (child.type() == pugi::node_element) add_offsets(child, offsets);
}

void number(xmlNode* element, std::size_t& next) {
    // A pointer's width of room for the number; 0 means none.
    element->_private = reinterpret_cast<void*>(++next);  // NOLINT(performance-no-int-to-ptr)
    for (xmlNode* child = element->children; child != nullptr; child = child->next)
        if (child->type == XML_ELEMENT_NODE) number(child, next);
}

}  // namespace

DefinitionTree::DefinitionTree(std::string_view xml) : xml_(xml), places_(xml) {
    chart::XmlSource source;  // Bounds the size and the depth for what follows.
    if (chart::XmlSource::open(xml, {}, source)) return;
    add_offsets(source.root(), offsets_);
    xmlParserCtxt* parser = xmlNewParserCtxt();
    parser->_private = &has_document_type_;
    parser->sax->internalSubset = stop_at_document_type;
    constexpr int options =
        XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_BIG_LINES;
    document_ = xmlCtxtReadMemory(parser, xml.data(), static_cast<int>(xml.size()), "definition",
                                  "UTF-8", options);
    xmlFreeParserCtxt(parser);
    if (document_ == nullptr || xmlDocGetRootElement(document_) == nullptr) return;
    number_elements();
}

DefinitionTree::~DefinitionTree() {
    if (document_ != nullptr) xmlFreeDoc(document_);
}

void DefinitionTree::number_elements() {
    xmlNode* root = xmlDocGetRootElement(document_);
    std::size_t count = 0;
    number(root, count);
    if (count != offsets_.size()) offsets_.clear();  // The two parsers see different elements.
    if (namespace_of(root) == chart::scxml_namespace) leave_out_foreign(root);
}

Position DefinitionTree::place_of_document_type() const {
    const auto at = xml_.find("<!DOCTYPE");
    return places_.at(at == std::string_view::npos ? 0 : at);
}

std::ptrdiff_t DefinitionTree::offset_of(const xmlNode* element) const {
    const auto at = reinterpret_cast<std::size_t>(element->_private);
    return at == 0 || at > offsets_.size() ? -1 : offsets_[at - 1];
}

Position DefinitionTree::place(const xmlNode* element) const {
    const auto offset = offset_of(element);
    if (offset >= 0) return places_.of_tag(offset);
    return {static_cast<int>(std::max(1L, xmlGetLineNo(element))), 1};
}

Position DefinitionTree::place_of_attribute(const xmlNode* element, std::string_view name) const {
    return places_.of_value(offset_of(element), name);
}

}  // namespace trinh::schema
