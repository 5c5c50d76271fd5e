#include "engine/calendar/definition_reader.h"

#include <algorithm>
#include <fmt/format.h>

namespace trinh::calendar {
namespace {

bool listed(std::initializer_list<std::string_view> names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string sentence_list(std::initializer_list<std::string_view> names) {
    std::string text;
    for (const std::string_view name : names) {
        if (!text.empty()) text += ", ";
        text += name;
    }
    return text.empty() ? "none" : text;
}

}  // namespace

DefinitionReader::DefinitionReader(std::string_view xml, ReaderCodes codes)
    : places_(xml), codes_(codes) {
    if (xml.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        report({}, Severity::error, codes_.not_xml, "The file is empty.",
               "Give a definition as XML.");
        return;
    }
    const auto outcome =
        document_.load_buffer(xml.data(), xml.size(), pugi::parse_default, pugi::encoding_utf8);
    if (outcome) return;
    const auto offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, outcome.offset));
    report(places_.at(offset), Severity::error, codes_.not_xml,
           fmt::format("The file is not well-formed XML: {}.", outcome.description()),
           "Correct the XML at this place.");
}

pugi::xml_node DefinitionReader::root(const char* name, const char* xmlns) {
    const pugi::xml_node found = document_.document_element();
    if (failed()) return {};
    if (std::string_view(found.name()) == name &&
        std::string_view(found.attribute("xmlns").value()) == xmlns) {
        return found;
    }
    error(found, codes_.wrong_root,
          fmt::format("Expected the root element <{} xmlns=\"{}\">, but found <{} xmlns=\"{}\">.",
                      name, xmlns, found.name(), found.attribute("xmlns").value()),
          "Give the file its root element and namespace.");
    return {};
}

void DefinitionReader::report(Position where, Severity severity, const char* code,
                              std::string message, std::string fix) {
    diagnostics_.push_back(
        {code, severity, where.line, where.column, std::move(message), std::move(fix)});
}

void DefinitionReader::error(pugi::xml_node at, const char* code, std::string message,
                             std::string fix) {
    report(places_.of_tag(at.offset_debug()), Severity::error, code, std::move(message),
           std::move(fix));
}

void DefinitionReader::warn(pugi::xml_node at, const char* code, std::string message,
                            std::string fix) {
    report(places_.of_tag(at.offset_debug()), Severity::warning, code, std::move(message),
           std::move(fix));
}

void DefinitionReader::allow(pugi::xml_node node,
                             std::initializer_list<std::string_view> attributes,
                             std::initializer_list<std::string_view> children) {
    for (const pugi::xml_attribute each : node.attributes()) {
        if (listed(attributes, each.name()) || std::string_view(each.name()) == "xmlns") continue;
        report(places_.of_value(node.offset_debug(), each.name()), Severity::error,
               codes_.unknown_name,
               fmt::format("<{}> has no attribute \"{}\".", node.name(), each.name()),
               fmt::format("Remove it or use one of: {}.", sentence_list(attributes)));
    }
    for (const pugi::xml_node each : node.children()) {
        if (each.type() != pugi::node_element || listed(children, each.name())) continue;
        error(each, codes_.unknown_name,
              fmt::format("<{}> may not stand inside <{}>.", each.name(), node.name()),
              fmt::format("Remove it or use one of: {}.", sentence_list(children)));
    }
}

std::string DefinitionReader::required(pugi::xml_node node, const char* attribute) {
    std::string value = node.attribute(attribute).value();
    if (value.empty()) {
        error(node, codes_.missing_value,
              fmt::format("<{}> lacks the attribute \"{}\".", node.name(), attribute),
              fmt::format("Write {}=\"...\" on this element.", attribute));
    }
    return value;
}

std::optional<Date> DefinitionReader::required_date(pugi::xml_node node, const char* attribute) {
    const std::string text = required(node, attribute);
    if (text.empty()) return std::nullopt;
    const auto date = Date::parse(text);
    if (!date) wrong_value(node, attribute, "a day that exists, as YYYY-MM-DD");
    return date;
}

void DefinitionReader::wrong_value(pugi::xml_node node, const char* attribute,
                                   std::string_view expected) {
    report(places_.of_value(node.offset_debug(), attribute), Severity::error, codes_.wrong_value,
           fmt::format("In <{}>, {}=\"{}\" is not {}.", node.name(), attribute,
                       node.attribute(attribute).value(), expected),
           fmt::format("Write {}.", expected));
}

std::vector<Diagnostic> DefinitionReader::take_diagnostics() {
    std::stable_sort(diagnostics_.begin(), diagnostics_.end(),
                     [](const Diagnostic& a, const Diagnostic& b) {
                         return std::pair(a.line, a.column) < std::pair(b.line, b.column);
                     });
    return std::move(diagnostics_);
}

}  // namespace trinh::calendar
