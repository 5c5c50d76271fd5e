#include "engine/workflow/xml_walk.h"

#include <algorithm>
#include <cstring>
#include <fmt/format.h>

namespace trinh::workflow {
namespace {

constexpr const char* overlay_namespace = "urn:trinh:workflow:1";

}  // namespace

void bind_prefix(XmlWalk& walk, const pugi::xml_node& root) {
    for (const auto& attribute : root.attributes()) {
        if (std::strcmp(attribute.value(), overlay_namespace) != 0) continue;
        if (std::strncmp(attribute.name(), "xmlns:", 6) == 0) {
            walk.prefix_ = std::string(attribute.name() + 6) + ":";
        }
    }
    if (walk.prefix_.empty()) {
        walk.fault("TR301", root, "The root element does not bind the namespace of the overlay.",
                   fmt::format("Add xmlns:t=\"{}\" to <scxml>.", overlay_namespace));
    }
}

std::string_view XmlWalk::overlay_name(const pugi::xml_node& node) const {
    const std::string_view name = node.name();
    if (prefix_.empty() || name.substr(0, prefix_.size()) != prefix_) return {};
    return name.substr(prefix_.size());
}

std::vector<pugi::xml_node> XmlWalk::overlay(const pugi::xml_node& node,
                                             std::string_view name) const {
    std::vector<pugi::xml_node> found;
    for (const auto& child : node.children()) {
        if (overlay_name(child) == name) found.push_back(child);
    }
    return found;
}

std::string XmlWalk::required(const pugi::xml_node& node, const char* attribute) {
    std::string value = node.attribute(attribute).value();
    if (value.empty()) {
        fault(
            "TR302", node,
            fmt::format("<{}> has no attribute '{}', which it must have.", node.name(), attribute),
            fmt::format("Add {}=\"...\".", attribute));
    }
    return value;
}

std::string XmlWalk::optional(const pugi::xml_node& node, const char* attribute) {
    return node.attribute(attribute).value();
}

Title XmlWalk::title(const pugi::xml_node& node) {
    Title title{required(node, "title"), optional(node, "title-en")};
    if (title.en.empty()) title.en = title.vi;
    return title;
}

bool XmlWalk::flag(const pugi::xml_node& node, const char* attribute, bool otherwise) {
    const std::string value = optional(node, attribute);
    if (value.empty()) return otherwise;
    if (value != "true" && value != "false") {
        fault_in("TR303", node, attribute, {},
                 fmt::format("Attribute '{}' must be \"true\" or \"false\" but is \"{}\".",
                             attribute, value),
                 "Write true or false.");
    }
    return value == "true";
}

std::optional<Date> XmlWalk::date(const pugi::xml_node& node, const char* attribute) {
    const std::string value = optional(node, attribute);
    if (value.empty()) return std::nullopt;
    const auto read = Date::parse(value);
    if (!read) {
        fault_in("TR303", node, attribute, {},
                 fmt::format("Attribute '{}' must be a date but is \"{}\".", attribute, value),
                 "Write a date that exists as YYYY-MM-DD.");
    }
    return read;
}

std::optional<calendar::Period> XmlWalk::period(const pugi::xml_node& node, const char* attribute) {
    const std::string value = optional(node, attribute);
    if (value.empty()) return std::nullopt;
    const auto read = calendar::parse_period(value);
    if (!read) {
        fault_in("TR303", node, attribute, {},
                 fmt::format("Attribute '{}': {}", attribute, read.error().message),
                 "Write for example \"15 days\" or \"2 working-days\".");
        return std::nullopt;
    }
    return *read;
}

std::optional<expression::Program> XmlWalk::expression(const pugi::xml_node& node,
                                                       const char* attribute, bool is_required) {
    const std::string text = is_required ? required(node, attribute) : optional(node, attribute);
    if (text.empty()) return std::nullopt;
    auto compiled = expression::Program::compile(text);
    if (const auto* broken = std::get_if<expression::Fault>(&compiled)) {
        const auto where =
            places_.of_value(node.offset_debug(), attribute, std::max(0, broken->column - 1));
        report("TR304", where,
               fmt::format("Attribute '{}' is not an expression: {}", attribute, broken->message),
               "Correct the expression.");
        return std::nullopt;
    }
    return std::get<expression::Program>(std::move(compiled));
}

std::vector<std::string> XmlWalk::words(const std::string& text) {
    std::vector<std::string> found;
    std::string word;
    for (const char c : text + " ") {
        if (c != ' ' && c != '\n' && c != '\t') {
            word.push_back(c);
        } else if (!word.empty()) {
            found.push_back(std::move(word));
            word.clear();
        }
    }
    return found;
}

void XmlWalk::only(const pugi::xml_node& node, const std::vector<std::string_view>& known) {
    for (const auto& child : node.children()) {
        const auto name = overlay_name(child);
        if (name.empty() || std::find(known.begin(), known.end(), name) != known.end()) continue;
        fault("TR307", child,
              fmt::format("<{}> has no meaning inside <{}>.", child.name(), node.name()),
              "Remove it, or move it to the element it belongs to.");
    }
}

void XmlWalk::once(const pugi::xml_node& node, std::string_view name) {
    const auto all = overlay(node, name);
    for (std::size_t i = 1; i < all.size(); ++i) {
        fault("TR312", all[i],
              fmt::format("<{}> has a second <{}>; the first stands in line {}.", node.name(),
                          all[i].name(), place(all[0]).line),
              "Keep one of them.");
    }
}

void XmlWalk::declare(NameKind kind, const pugi::xml_node& node, const char* attribute,
                      std::string within) {
    std::string name = optional(node, attribute);
    if (!name.empty()) {
        declared_.push_back({kind, std::move(name), std::move(within), node, attribute});
    }
}

void XmlWalk::use(NameKind kind, const pugi::xml_node& node, const char* attribute,
                  const std::string& owner) {
    for (auto& name : words(optional(node, attribute))) {
        used_.push_back({kind, std::move(name), owner, node, attribute});
    }
}

void XmlWalk::fault(std::string code, const pugi::xml_node& node, std::string message,
                    std::string fix) {
    report(std::move(code), place(node), std::move(message), std::move(fix));
}

void XmlWalk::fault_in(std::string code, const pugi::xml_node& node, const char* attribute,
                       std::string_view word, std::string message, std::string fix) {
    const std::string value = " " + optional(node, attribute) + " ";
    const auto at = word.empty() ? std::string::npos : value.find(fmt::format(" {} ", word));
    const int byte = at == std::string::npos ? 0 : static_cast<int>(at);
    report(std::move(code), places_.of_value(node.offset_debug(), attribute, byte),
           std::move(message), std::move(fix));
}

void XmlWalk::report(std::string code, Position where, std::string message, std::string fix) {
    diagnostics_.push_back({std::move(code), Severity::error, where.line, where.column,
                            std::move(message), std::move(fix)});
}

}  // namespace trinh::workflow
