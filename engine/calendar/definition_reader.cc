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
    : xml_(xml), codes_(codes) {
    const auto outcome =
        document_.load_buffer(xml.data(), xml.size(), pugi::parse_default, pugi::encoding_utf8);
    if (outcome) return;
    Diagnostic fault{codes_.not_xml,
                     Severity::error,
                     0,
                     0,
                     fmt::format("The file is not well-formed XML: {}.", outcome.description()),
                     "Correct the XML at this place."};
    place(fault, outcome.offset);
    diagnostics_.push_back(std::move(fault));
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

void DefinitionReader::place(Diagnostic& diagnostic, std::ptrdiff_t offset) const {
    if (offset < 0) return;
    const auto before = xml_.substr(0, static_cast<std::size_t>(offset));
    diagnostic.line = 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
    const auto line_start = before.rfind('\n');
    const auto in_line =
        line_start == std::string_view::npos ? before.size() : before.size() - line_start - 1;
    diagnostic.column = 1 + static_cast<int>(in_line);
}

void DefinitionReader::report(pugi::xml_node at, Severity severity, const char* code,
                              std::string message, std::string fix) {
    Diagnostic diagnostic{code, severity, 0, 0, std::move(message), std::move(fix)};
    if (at) place(diagnostic, at.offset_debug());
    diagnostics_.push_back(std::move(diagnostic));
}

void DefinitionReader::error(pugi::xml_node at, const char* code, std::string message,
                             std::string fix) {
    report(at, Severity::error, code, std::move(message), std::move(fix));
}

void DefinitionReader::warn(pugi::xml_node at, const char* code, std::string message,
                            std::string fix) {
    report(at, Severity::warning, code, std::move(message), std::move(fix));
}

void DefinitionReader::allow(pugi::xml_node node,
                             std::initializer_list<std::string_view> attributes,
                             std::initializer_list<std::string_view> children) {
    for (const pugi::xml_attribute each : node.attributes()) {
        if (listed(attributes, each.name()) || std::string_view(each.name()) == "xmlns") continue;
        error(node, codes_.unknown_name,
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
    error(node, codes_.wrong_value,
          fmt::format("In <{}>, {}=\"{}\" is not {}.", node.name(), attribute,
                      node.attribute(attribute).value(), expected),
          fmt::format("Write {}.", expected));
}

std::vector<Diagnostic> DefinitionReader::take_diagnostics() {
    std::stable_sort(diagnostics_.begin(), diagnostics_.end(),
                     [](const Diagnostic& a, const Diagnostic& b) { return a.line < b.line; });
    return std::move(diagnostics_);
}

}  // namespace trinh::calendar
