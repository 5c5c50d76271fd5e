/// DefinitionReader: what the readers of XML definition files (calendar, index) share: the parsed
/// document, the place of a node, and the diagnostics collected on the way.
///
/// It knows no vocabulary: codes and sentences are the caller's. It never stops at the first fault.
#pragma once

#include <initializer_list>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/date.h"
#include "engine/base/diagnostic.h"
#include "engine/base/xml_places.h"

namespace trinh::calendar {

/// The codes of the faults every definition file can have.
struct ReaderCodes {
    const char* not_xml;        ///< The file is not well-formed XML.
    const char* wrong_root;     ///< Another root element or namespace.
    const char* unknown_name;   ///< An element or attribute that the schema does not know.
    const char* missing_value;  ///< A required attribute is absent or empty.
    const char* wrong_value;    ///< An attribute cannot be read as what it should be.
};

class DefinitionReader {
public:
    /// Parses at once; `xml` must outlive the reader.
    DefinitionReader(std::string_view xml, ReaderCodes codes);

    /// The root when it has that name and default namespace; else an empty node and a diagnostic.
    pugi::xml_node root(const char* name, const char* xmlns);

    void error(pugi::xml_node at, const char* code, std::string message, std::string fix);
    void warn(pugi::xml_node at, const char* code, std::string message, std::string fix);

    /// Reports attributes and child elements that are not listed.
    void allow(pugi::xml_node node, std::initializer_list<std::string_view> attributes,
               std::initializer_list<std::string_view> children);

    /// The attribute's text; empty and a diagnostic when absent or empty.
    std::string required(pugi::xml_node node, const char* attribute);
    /// The attribute as a date; a diagnostic when it is none.
    std::optional<Date> required_date(pugi::xml_node node, const char* attribute);
    /// Reports an attribute that was read but not understood.
    void wrong_value(pugi::xml_node node, const char* attribute, std::string_view expected);

    [[nodiscard]] bool failed() const { return has_error(diagnostics_); }
    /// All diagnostics by line; the reader is empty afterwards.
    std::vector<Diagnostic> take_diagnostics();

private:
    void report(Position where, Severity severity, const char* code, std::string message,
                std::string fix);

    XmlPlaces places_;
    ReaderCodes codes_;
    pugi::xml_document document_;
    std::vector<Diagnostic> diagnostics_;
};

}  // namespace trinh::calendar
