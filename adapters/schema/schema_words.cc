#include "adapters/schema/schema_words.h"

#include <algorithm>

#include "adapters/schema/schema_texts.h"

namespace trinh::schema {
namespace {

std::string_view bare(std::string_view name) {
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node top(pugi::xml_node root, const char* kind, std::string_view name) {
    for (const auto node : root.children(kind))
        if (node.attribute("name").value() == bare(name)) return node;
    return {};
}

void find_elements(pugi::xml_node within, std::string_view name,
                   std::vector<pugi::xml_node>& found) {
    for (const auto child : within.children()) {
        if (std::string_view(child.name()) == "xs:element" &&
            child.attribute("name").value() == name)
            found.push_back(child);
        find_elements(child, name, found);
    }
}

pugi::xml_node find_attribute(pugi::xml_node within, std::string_view name) {
    return within.find_node([&](const pugi::xml_node& node) {
        return std::string_view(node.name()) == "xs:attribute" &&
               node.attribute("name").value() == name;
    });
}

void add_once(std::vector<std::string>& into, std::string name) {
    if (std::find(into.begin(), into.end(), name) == into.end()) into.push_back(std::move(name));
}

}  // namespace

SchemaWords::SchemaWords() {
    for (const Text& text : schema_texts()) {
        Schema& schema = schemas_.emplace_back();
        schema.document.load_buffer(text.text.data(), text.text.size());
        schema.name_space = schema.document.document_element().attribute("targetNamespace").value();
    }
}

const SchemaWords::Schema* SchemaWords::schema(std::string_view name_space) const {
    const auto found = std::find_if(schemas_.begin(), schemas_.end(), [&](const Schema& one) {
        return one.name_space == name_space;
    });
    return found == schemas_.end() ? nullptr : &*found;
}

/// The complex types that elements of this name have.
std::vector<pugi::xml_node> SchemaWords::types(const Schema& schema,
                                               std::string_view element) const {
    const auto root = schema.document.document_element();
    std::vector<pugi::xml_node> elements, found;
    find_elements(root, element, elements);
    for (const auto each : elements) {
        const auto inside = each.child("xs:complexType");
        const auto type =
            inside ? inside : top(root, "xs:complexType", each.attribute("type").value());
        if (type) found.push_back(type);
    }
    return found;
}

void SchemaWords::collect(const Schema& schema, pugi::xml_node within, const char* what,
                          std::vector<std::string>& into, int depth) const {
    constexpr int depth_max = 16;
    if (depth > depth_max) return;
    const auto root = schema.document.document_element();
    for (const auto child : within.children()) {
        const std::string_view kind = child.name();
        if (kind == what) {
            const std::string name = child.attribute("name").value();
            add_once(into, name.empty() ? child.attribute("ref").value() : name);
        } else if (kind == "xs:attributeGroup" || kind == "xs:group") {
            const auto group = top(root, std::string(kind).c_str(), child.attribute("ref").value());
            collect(schema, group, what, into, depth + 1);
        } else if (kind != "xs:element" && kind != "xs:attribute") {
            collect(schema, child, what, into, depth + 1);
        }
    }
}

std::vector<std::string> SchemaWords::attributes(std::string_view name_space,
                                                 std::string_view element) const {
    std::vector<std::string> found;
    if (const Schema* known = schema(name_space))
        for (const auto type : types(*known, element))
            collect(*known, type, "xs:attribute", found, 0);
    return found;
}

std::vector<std::string> SchemaWords::children(std::string_view name_space,
                                               std::string_view element) const {
    std::vector<std::string> found;
    const Schema* known = schema(name_space);
    if (known == nullptr) return found;
    for (const auto type : types(*known, element)) collect(*known, type, "xs:element", found, 0);
    if (known->name_space == "urn:trinh:workflow:1")
        for (std::string& name : found) name.insert(0, "t:");
    return found;
}

std::string SchemaWords::words_of_type(pugi::xml_node type) {
    const std::string words = type.child("xs:annotation").child("xs:documentation").text().get();
    if (!words.empty()) return words;
    std::string listed;
    const auto nested = type.child("xs:restriction");
    for (const auto value : nested.children("xs:enumeration")) {
        if (!listed.empty()) listed += ", ";
        listed += value.attribute("value").value();
    }
    if (!listed.empty()) return "one of: " + listed;
    return {};
}

std::string SchemaWords::kind_of(std::string_view name_space, std::string_view element,
                                 std::string_view attribute) const {
    const Schema* known = schema(name_space);
    if (known == nullptr) return {};
    const auto root = known->document.document_element();
    for (const auto type : types(*known, element)) {
        pugi::xml_node found = find_attribute(type, attribute);
        for (const auto group : type.children("xs:attributeGroup"))
            if (!found)
                found = find_attribute(
                    top(root, "xs:attributeGroup", group.attribute("ref").value()), attribute);
        if (!found) continue;
        const std::string_view name = found.attribute("type").value();
        if (name == "xs:date") return "a date that exists, as YYYY-MM-DD";
        if (name == "xs:boolean") return "true or false";
        if (name == "xs:ID" || name == "xs:NCName" || name == "xs:NMTOKEN")
            return "one word of letters, digits, '.', '-' and '_'";
        if (name == "xs:IDREFS") return "ids of states, separated by spaces";
        if (name == "xs:gYear") return "a year";
        if (name == "xs:positiveInteger") return "a whole number from 1";
        const auto inside = found.child("xs:simpleType");
        return words_of_type(inside ? inside : top(root, "xs:simpleType", name));
    }
    return {};
}

}  // namespace trinh::schema
