/// DefinitionTree: a definition as libxml2 sees it, with the place of every element in the text.
///
/// Internal to the room. libxml2 notes the line where a start tag ends; the places here come from
/// the same reader as those of all other diagnostics, element by element in document order.
#pragma once

#include <libxml/tree.h>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/xml_places.h"

namespace trinh::schema {

inline std::string_view text_of(const xmlChar* text) {
    return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}
inline std::string_view namespace_of(const xmlNode* node) {
    return node->ns == nullptr ? std::string_view() : text_of(node->ns->href);
}

class DefinitionTree {
public:
    /// Not well formed, or with a document type: document() is null.
    explicit DefinitionTree(std::string_view xml);
    ~DefinitionTree();
    DefinitionTree(const DefinitionTree&) = delete;
    DefinitionTree& operator=(const DefinitionTree&) = delete;

    [[nodiscard]] xmlDoc* document() const { return document_; }
    [[nodiscard]] bool has_document_type() const { return has_document_type_; }
    [[nodiscard]] Position place_of_document_type() const;
    /// Of an element's start tag.
    [[nodiscard]] Position place(const xmlNode* element) const;
    /// Of the attribute's value.
    [[nodiscard]] Position place_of_attribute(const xmlNode* element, std::string_view name) const;

private:
    void number_elements();
    [[nodiscard]] std::ptrdiff_t offset_of(const xmlNode* element) const;

    std::string_view xml_;
    XmlPlaces places_;
    std::vector<std::ptrdiff_t> offsets_;  ///< Of elements, in document order.
    xmlDoc* document_ = nullptr;
    bool has_document_type_ = false;
};

}  // namespace trinh::schema
