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
#include "engine/calendar/period.h"
#include "engine/expression/program.h"
#include "engine/workflow/process.h"

namespace trinh::workflow {

class XmlWalk {
public:
    /// Keeps a reference to the text for line numbers.
    explicit XmlWalk(std::string_view xml);

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

    void fault(std::string code, const pugi::xml_node& node, std::string message, std::string fix);
    [[nodiscard]] std::vector<Diagnostic>& diagnostics() { return diagnostics_; }

private:
    std::vector<std::size_t> line_starts_;
    std::string prefix_;  ///< "t:" as bound on the root; empty when the namespace is not bound.
    std::vector<Diagnostic> diagnostics_;
    friend void bind_prefix(XmlWalk& walk, const pugi::xml_node& root);
};

/// Finds the prefix that the root element binds to the overlay's namespace; a fault if none.
void bind_prefix(XmlWalk& walk, const pugi::xml_node& root);

/// Parts of the reader; each fills its part of the Process.
void read_head(XmlWalk& walk, const pugi::xml_node& head, Process& process);
void read_state(XmlWalk& walk, const pugi::xml_node& state, Process& process);
/// Checks that need everything read: names that must exist, doubles, actions nobody can do.
void check_process(XmlWalk& walk, const pugi::xml_node& root, const Process& process);

}  // namespace trinh::workflow
