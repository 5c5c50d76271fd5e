/// Reader: from XML to Tables, collecting every fault on the way. Internal to the room.
///
/// Three passes: the tree of states (so that every target can be looked up), then what stands in
/// each state, then what needs all of it (domains, event names). One Reader reads one <scxml>;
/// an <invoke> with an inline chart starts another one over the same source.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/chart/tables.h"
#include "engine/chart/xml_source.h"

namespace trinh::chart {

class Reader {
public:
    Reader(const XmlSource& source, pugi::xml_node root, const ReadLimits& limits,
           const Sources& sources, std::vector<Diagnostic>& diagnostics);

    /// The chart; incomplete when an error was added to the diagnostics.
    std::shared_ptr<Tables> read();

private:
    struct Fix {
        std::string message, fix;
    };
    void error(const char* code, Position where, Fix text);
    void warn(const char* code, Position where, Fix text);
    /// An error in a published definition, a warning where it may fail at run time.
    void fault(const char* code, Position where, Fix text);

    // reader_vocabulary.cc
    void check_words(pugi::xml_node element);
    void check_attributes(pugi::xml_node element, std::string_view allowed);
    void check_pair(pugi::xml_node element, const char* one, const char* other);
    [[nodiscard]] bool require(pugi::xml_node element, const char* attribute);

    // reader_states.cc
    void read_root();
    void read_states(pugi::xml_node parent, StateIndex index);
    StateIndex add_state(pugi::xml_node element, StateIndex parent);
    void name_state(pugi::xml_node element, StateIndex index);
    void read_contents(StateIndex index);
    void read_defaults(StateIndex index);
    void read_history(StateIndex index);
    void read_transitions(StateIndex index);
    void read_transition(pugi::xml_node element, StateIndex source);
    /// With `missing`, a state that is not there need not be an error: IRP test 240 runs a chart
    /// inside a chart with such a transition, which only hurts when it is taken.
    Span read_targets(pugi::xml_node element, const char* attribute,
                      std::string* missing = nullptr);
    /// A chart in the <content> of an <invoke>.
    [[nodiscard]] bool is_inline() const { return root_.parent().type() == pugi::node_element; }
    pugi::xml_node default_transition(pugi::xml_node holder);

    // reader_targets.cc
    void check_targets(Span targets, Position where, std::string_view owner);
    void check_defaults(StateIndex index, Position where);
    void link();
    void link_events();
    void link_states();
    void plan_entries();
    void link_domain(TransitionRow& row);

    // reader_content.cc
    Index read_block(pugi::xml_node holder);
    Span read_blocks(pugi::xml_node state, std::string_view name);
    void read_op(pugi::xml_node element);
    void read_if(pugi::xml_node element);
    void read_loop(pugi::xml_node element);
    void read_assign(pugi::xml_node element);
    void read_script(pugi::xml_node element);
    void read_send(pugi::xml_node element);
    void read_cancel(pugi::xml_node element);
    void add_assign(Index place, Index value, bool declares, pugi::xml_node element);

    // reader_payload.cc
    PayloadRow read_payload(pugi::xml_node holder);
    void read_param(pugi::xml_node element);
    void read_datamodel(StateIndex index);
    void read_data(pugi::xml_node element, StateIndex state);
    void read_invoke(pugi::xml_node element, StateIndex state);
    void check_invoked_file(pugi::xml_node element, const InvokeRow& row);
    Index read_inline(pugi::xml_node element);
    const std::string* find_source(pugi::xml_node element);

    // reader_expression.cc
    Index add_expression(pugi::xml_node element, const char* attribute);
    Index add_expression(std::string_view text, pugi::xml_node element, const char* attribute);
    Index add_literal(boost::json::value value, pugi::xml_node element);
    /// The condition of a transition. "++name" (or "--name") at its start is read as the new value,
    /// which the chart gets each time the condition is tried (B.2 allows any expression); only
    /// with faults_at_run_time.
    void read_condition(pugi::xml_node element, TransitionRow& into);
    Index add_fault(std::string message, pugi::xml_node element);
    Index add_place(std::string_view text, pugi::xml_node element, const char* attribute);
    Wording wording(pugi::xml_node element, const char* plain, const char* computed);
    Index add_text(std::string_view text);

    const XmlSource& source_;
    pugi::xml_node root_;
    const ReadLimits& limits_;
    const Sources& sources_;
    std::vector<Diagnostic>& diagnostics_;
    std::shared_ptr<Tables> out_;
    std::vector<pugi::xml_node> nodes_;                   ///< The element of each state.
    std::map<std::string, int, std::less<>> data_lines_;  ///< Where each <data> id stands.
    std::optional<Position> statement_;  ///< Inside of <script>: where the statement begins.
    bool has_overflown_ = false;         ///< Too many states: said once.
};

/// True for elements this room reads (SCXML's namespace, or none declared at all).
bool is_ours(pugi::xml_node element);
inline bool is_ours(pugi::xml_node element, std::string_view name) {
    return local_name(element) == name && is_ours(element);
}

}  // namespace trinh::chart
