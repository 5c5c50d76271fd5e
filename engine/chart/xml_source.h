/// XmlSource: a parsed definition that still knows where everything stood in the text.
///
/// The only header of the room that shows pugixml; used by the readers alone. pugixml accepts
/// any depth of nesting, so open() measures the depth before anybody recurses.
#pragma once

#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "engine/base/diagnostic.h"
#include "engine/base/xml_places.h"
#include "engine/chart/chart.h"

namespace trinh::chart {

inline constexpr std::string_view scxml_namespace = "http://www.w3.org/2005/07/scxml";

class XmlSource {
public:
    /// Parses; the text must outlive `into`. Not well formed, too big, too deep, not UTF-8: one
    /// error diagnostic.
    static std::optional<Diagnostic> open(std::string_view xml, const ReadLimits& limits,
                                          XmlSource& into);

    [[nodiscard]] pugi::xml_node root() const { return document_.document_element(); }
    /// Where the start tag of an element (or a text) begins.
    [[nodiscard]] Position of(pugi::xml_node node) const;
    /// Where byte `offset` (0-based, of the decoded value) of an attribute's value stands.
    [[nodiscard]] Position of_value(pugi::xml_node node, std::string_view attribute,
                                    int offset) const;
    /// The namespace of an element; empty when none is declared.
    static std::string_view namespace_of(pugi::xml_node element);

private:
    pugi::xml_document document_;
    XmlPlaces places_;
};

/// The name without its prefix.
std::string_view local_name(pugi::xml_node element);

/// Children as XML text, as written in canonical spacing ("raw").
std::string inner_xml(pugi::xml_node element);

}  // namespace trinh::chart
