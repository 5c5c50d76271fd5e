/// SchemaWords: what the published schemas know at an element, for sentences that say so.
///
/// Internal to the room. In these schemas an element's name means the same wherever it stands, but
/// for names of SCXML that differ in a detail (transition); then the widest list is told.
#pragma once

#include <deque>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace trinh::schema {

class SchemaWords {
public:
    SchemaWords();

    /// Names of the attributes; empty when the element is not known.
    [[nodiscard]] std::vector<std::string> attributes(std::string_view name_space,
                                                      std::string_view element) const;
    /// "state", "t:stage" ...: the child elements.
    [[nodiscard]] std::vector<std::string> children(std::string_view name_space,
                                                    std::string_view element) const;
    /// What an attribute's value must be, in words: "true or false"; empty when nobody wrote it.
    [[nodiscard]] std::string kind_of(std::string_view name_space, std::string_view element,
                                      std::string_view attribute) const;

private:
    struct Schema {
        std::string name_space;
        pugi::xml_document document;
    };
    [[nodiscard]] const Schema* schema(std::string_view name_space) const;
    [[nodiscard]] std::vector<pugi::xml_node> types(const Schema& schema,
                                                    std::string_view element) const;
    void collect(const Schema& schema, pugi::xml_node within, const char* what,
                 std::vector<std::string>& into, int depth) const;
    [[nodiscard]] static std::string words_of_type(pugi::xml_node type);

    std::deque<Schema> schemas_;
};

}  // namespace trinh::schema
