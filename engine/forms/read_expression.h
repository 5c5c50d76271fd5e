/// ExpressionReader: the expressions and templates in the attributes of a form.
///
/// Internal to this room. Reports TR607 (no expression), TR608 (a name that forms do not have) and
/// TR612 (a brace without its other half).
#pragma once

#include <optional>
#include <pugixml.hpp>

#include "engine/calendar/definition_reader.h"
#include "engine/forms/form.h"

namespace trinh::forms {

class ExpressionReader {
public:
    explicit ExpressionReader(calendar::DefinitionReader& reader) : reader_(reader) {}

    /// Nothing when the attribute is absent, or wrong and reported.
    std::optional<expression::Program> optional(pugi::xml_node node, const char* attribute);
    /// Nothing when it is absent or wrong; both are reported.
    std::optional<expression::Program> required(pugi::xml_node node, const char* attribute);
    /// A template; empty when the attribute is absent.
    Template optional_text(pugi::xml_node node, const char* attribute);
    /// A template; reported when the attribute is absent.
    Template text(pugi::xml_node node, const char* attribute);

private:
    std::optional<expression::Program> compile(pugi::xml_node node, const char* attribute,
                                               std::string_view text);
    void check_names(pugi::xml_node node, const char* attribute,
                     const expression::Program& program);

    calendar::DefinitionReader& reader_;
};

}  // namespace trinh::forms
