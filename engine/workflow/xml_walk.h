/// XmlWalk: reads attributes of the overlay and notes everything that is wrong with them.
///
/// Internal to this room: the shared ground of the readers of parts.
#pragma once

#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/base/xml_places.h"
#include "engine/calendar/period.h"
#include "engine/expression/program.h"
#include "engine/workflow/process.h"

namespace trinh::workflow {

/// What an overlay's names stand for.
enum class NameKind {
    role,
    field,
    dossier_item,
    draft,
    deadline,
    choice,
    action,
    datum,
    table,
    column,
    relation
};

/// A name where it is declared, or where it is used.
struct NamedPlace {
    NameKind kind = NameKind::role;
    std::string name;
    std::string owner;  ///< Used: who names it ("stage intake"). Declared: what it is unique in.
    pugi::xml_node node;
    const char* attribute = "";
};

class XmlWalk {
public:
    /// The text must outlive this.
    explicit XmlWalk(std::string_view xml) : places_(xml) {}

    /// The local name when the node is of the overlay's namespace, else empty.
    [[nodiscard]] std::string_view overlay_name(const pugi::xml_node& node) const;
    /// The children of `node` with that overlay name.
    [[nodiscard]] std::vector<pugi::xml_node> overlay(const pugi::xml_node& node,
                                                      std::string_view name) const;

    std::string required(const pugi::xml_node& node, const char* attribute);
    static std::string optional(const pugi::xml_node& node, const char* attribute);
    Title title(const pugi::xml_node& node);
    bool flag(const pugi::xml_node& node, const char* attribute, bool otherwise);
    std::optional<Date> date(const pugi::xml_node& node, const char* attribute);
    std::optional<calendar::Period> period(const pugi::xml_node& node, const char* attribute);
    std::optional<expression::Program> expression(const pugi::xml_node& node, const char* attribute,
                                                  bool is_required);
    static std::vector<std::string> words(const std::string& text);
    /// Warns (TR307) about overlay children whose name is not in `known`.
    void only(const pugi::xml_node& node, const std::vector<std::string_view>& known);

    /// Warns (TR312) about a second overlay child of a name that may stand once.
    void once(const pugi::xml_node& node, std::string_view name);

    /// Notes a name that stands here for the first time, or a use of it; check_names() compares.
    void declare(NameKind kind, const pugi::xml_node& node, const char* attribute,
                 std::string within = {});
    void use(NameKind kind, const pugi::xml_node& node, const char* attribute,
             const std::string& owner);
    [[nodiscard]] const std::vector<NamedPlace>& declared() const { return declared_; }
    [[nodiscard]] const std::vector<NamedPlace>& used() const { return used_; }

    /// An error at the start tag of the node.
    void fault(std::string code, const pugi::xml_node& node, std::string message, std::string fix);
    /// An error at that word of the attribute's value; at the start of the value without a word.
    void fault_in(std::string code, const pugi::xml_node& node, const char* attribute,
                  std::string_view word, std::string message, std::string fix);
    [[nodiscard]] Position place(const pugi::xml_node& node) const {
        return places_.of_tag(node.offset_debug());
    }
    [[nodiscard]] std::vector<Diagnostic>& diagnostics() { return diagnostics_; }

private:
    void report(std::string code, Position where, std::string message, std::string fix);

    XmlPlaces places_;
    std::string prefix_;  ///< "t:" as bound on the root; empty when the namespace is not bound.
    std::vector<Diagnostic> diagnostics_;
    std::vector<NamedPlace> declared_, used_;
    friend void bind_prefix(XmlWalk& walk, const pugi::xml_node& root);
};

/// Finds the prefix that the root element binds to the overlay's namespace; a fault if none.
void bind_prefix(XmlWalk& walk, const pugi::xml_node& root);

/// Parts of the reader; each fills its part of the Process.
void read_head(XmlWalk& walk, const pugi::xml_node& head, Process& process);
void read_states(XmlWalk& walk, const pugi::xml_node& root, Process& process);
/// Checks that need everything read: names declared twice, names that nothing declares.
void check_names(XmlWalk& walk);

}  // namespace trinh::workflow
