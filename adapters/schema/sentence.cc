#include "adapters/schema/sentence.h"

#include <algorithm>
#include <fmt/format.h>

namespace trinh::schema {
namespace {

/// "state" or "t:deadline", as authors write it.
std::string written(const xmlNode* element) {
    const std::string name(text_of(element->name));
    const auto prefix = element->ns == nullptr ? std::string_view() : text_of(element->ns->prefix);
    return prefix.empty() ? name : std::string(prefix) + ":" + name;
}

std::string tag(const xmlNode* element) {
    return "<" + written(element) + ">";
}

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

/// The name between the quotes behind `before`: "The attribute 'basis' is required".
std::string quoted_after(std::string_view message, std::string_view before) {
    const auto at = message.find(before);
    if (at == std::string_view::npos) return {};
    const auto begin = at + before.size();
    return std::string(message.substr(begin, message.find('\'', begin) - begin));
}

/// The message without "Element '{…}x', attribute 'y': " and without its line end.
std::string plain(std::string_view message) {
    const auto colon = message.find("': ");
    if (message.starts_with("Element '") && colon != std::string_view::npos)
        message.remove_prefix(colon + 3);
    while (!message.empty() && (message.back() == '\n' || message.back() == '.'))
        message.remove_suffix(1);
    return std::string(message) + ".";
}

const xmlNode* element_of(const xmlError& error) {
    const auto* node = static_cast<const xmlNode*>(error.node);
    return node != nullptr && node->type == XML_ATTRIBUTE_NODE ? node->parent : node;
}

/// "Expected is one of ( {urn:x}a, {urn:x}b )." as "<a>, <b>"; empty without such a list.
std::string expected_in(std::string_view message) {
    const auto begin = message.find("( ");
    const auto end = message.find(" )", begin);
    if (message.find("Expected is") == std::string_view::npos || end == std::string_view::npos)
        return {};
    std::string names;
    std::string_view list = message.substr(begin + 2, end - begin - 2);
    while (!list.empty()) {
        const auto comma = list.find(", ");
        std::string_view one = list.substr(0, comma);
        list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 2);
        if (const auto brace = one.find('}'); brace != std::string_view::npos)
            one.remove_prefix(brace + 1);
        names += fmt::format("{}<{}>", names.empty() ? "" : ", ", one);
    }
    return names;
}

class Sentence {
public:
    Sentence(const xmlError& error, const DefinitionTree& tree, const SchemaWords& words)
        : error_(error),
          tree_(tree),
          words_(words),
          message_(error.message == nullptr ? "" : error.message),
          element_(element_of(error)),
          attribute_(quoted_after(message_.substr(0, message_.find("': ") + 1), "', attribute '")) {
    }

    std::optional<ports::SchemaFault> build() {
        if (element_ == nullptr) return fault({}, "", plain(message_), "Correct the definition.");
        switch (error_.code) {
            case XML_SCHEMAV_ELEMENT_CONTENT:
                return message_.find("Missing child") == std::string_view::npos ? unexpected()
                                                                                : missing_child();
            case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1:
            case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2:
                return unknown_attribute();
            case XML_SCHEMAV_CVC_COMPLEX_TYPE_4:
                return missing_attribute();
            case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1:
            case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3:
                return stray_text();
            case XML_SCHEMAV_CVC_IDC:
                return twice();
            default:
                break;
        }
        if (message_.find("'xs:ID'") != std::string_view::npos && is_word())
            return std::nullopt;  // A second element with this id: TR111 says where the first is.
        if (!attribute_.empty()) return wrong_value();
        return fault(tree_.place(element_), {}, tag(element_) + ": " + plain(message_),
                     "Correct the element.");
    }

private:
    static std::optional<ports::SchemaFault> fault(Position where, std::string subject,
                                                   std::string message, std::string fix) {
        return ports::SchemaFault{{"TR150", Severity::error, where.line, where.column,
                                   std::move(message), std::move(fix)},
                                  std::move(subject)};
    }
    [[nodiscard]] std::string name() const { return std::string(text_of(element_->name)); }
    [[nodiscard]] std::string_view name_space() const { return namespace_of(element_); }
    [[nodiscard]] std::string value() const {
        for (const xmlAttr* at = element_->properties; at != nullptr; at = at->next) {
            if (text_of(at->name) != attribute_) continue;
            xmlChar* text = xmlNodeListGetString(element_->doc, at->children, 1);
            std::string found(text_of(text));
            xmlFree(text);
            return found;
        }
        return {};
    }
    [[nodiscard]] bool is_word() const {
        const std::string text = value();
        return !text.empty() && text.find_first_of(" \t\r\n:") == std::string::npos &&
               std::string_view("0123456789-.").find(text[0]) == std::string_view::npos;
    }

    [[nodiscard]] std::optional<ports::SchemaFault> unexpected() const {
        const xmlNode* parent = element_->parent;
        if (parent == nullptr || parent->type != XML_ELEMENT_NODE)
            return fault(tree_.place(element_), {}, tag(element_) + " cannot stand here.",
                         "Remove it.");
        auto known = words_.children(namespace_of(parent), text_of(parent->name));
        const bool is_known =
            std::find(known.begin(), known.end(), written(element_)) != known.end();
        if (!is_known)
            return fault(tree_.place(element_), {},
                         fmt::format("{} cannot stand in {}.", tag(element_), tag(parent)),
                         known.empty() ? "Leave " + tag(parent) + " empty."
                                       : "Expected here: " + joined(known) + ".");
        const std::string expected = expected_in(message_);
        return fault(tree_.place(element_), {},
                     expected.empty()
                         ? fmt::format("{} stands in the wrong place of {}, or once too often.",
                                       tag(element_), tag(parent))
                         : fmt::format("In {}, {} stands where {} is expected.", tag(parent),
                                       tag(element_), expected),
                     "The order is: " + joined(known) + ".");
    }
    [[nodiscard]] std::optional<ports::SchemaFault> missing_child() const {
        const auto known = words_.children(name_space(), name());
        return fault(tree_.place(element_), {}, tag(element_) + " lacks something inside.",
                     "Expected inside: " + joined(known) + ".");
    }
    [[nodiscard]] std::optional<ports::SchemaFault> unknown_attribute() const {
        const std::string attribute = quoted_after(message_, "The attribute '");
        const auto known = words_.attributes(name_space(), name());
        return fault(tree_.place_of_attribute(element_, attribute), attribute,
                     fmt::format("{} has no attribute '{}'.", tag(element_), attribute),
                     known.empty() ? "Remove it." : "Known here: " + joined(known) + ".");
    }
    [[nodiscard]] std::optional<ports::SchemaFault> missing_attribute() const {
        const std::string attribute = quoted_after(message_, "The attribute '");
        const std::string kind = words_.kind_of(name_space(), name(), attribute);
        auto found = fault(tree_.place(element_), attribute,
                           fmt::format("{} needs the attribute '{}'.", tag(element_), attribute),
                           kind.empty() ? fmt::format("Add {}=\"...\".", attribute)
                                        : fmt::format("Add {}=\"...\": {}.", attribute, kind));
        found->is_absent = true;
        return found;
    }
    [[nodiscard]] std::optional<ports::SchemaFault> stray_text() const {
        return fault(tree_.place(element_), {},
                     fmt::format("{} holds text, which has no meaning there.", tag(element_)),
                     "Remove the text, or make it a comment: <!-- ... -->.");
    }
    [[nodiscard]] std::optional<ports::SchemaFault> twice() const {
        const std::string key = quoted_after(message_, "key-sequence ['");
        if (key.empty()) return std::nullopt;  // A value that cannot be read is said as such.
        return fault(tree_.place(element_), key,
                     fmt::format("{} repeats '{}', which another one has.", tag(element_), key),
                     "Give each its own.");
    }
    [[nodiscard]] std::optional<ports::SchemaFault> wrong_value() const {
        const std::string& attribute = attribute_;
        const std::string kind = words_.kind_of(name_space(), name(), attribute);
        const std::string found = value();
        return fault(
            tree_.place_of_attribute(element_, attribute), attribute,
            found.empty()
                ? fmt::format("In {}, the attribute '{}' is empty.", tag(element_), attribute)
                : fmt::format("In {}, {}=\"{}\" is not what the schema asks for.", tag(element_),
                              attribute, found),
            kind.empty() ? "Correct the value." : "Expected " + kind + ".");
    }

    const xmlError& error_;
    const DefinitionTree& tree_;
    const SchemaWords& words_;
    std::string_view message_;
    const xmlNode* element_;
    std::string attribute_;  ///< Whose value it is about; empty: it is about the element.
};

}  // namespace

std::optional<ports::SchemaFault> sentence_of(const xmlError& error, const DefinitionTree& tree,
                                              const SchemaWords& words) {
    return Sentence(error, tree, words).build();
}

}  // namespace trinh::schema
