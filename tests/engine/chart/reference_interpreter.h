/// The algorithm of SCXML 1.0, Appendix D, word by word: sets of ids, nothing computed ahead.
///
/// The measure for engine/chart: slow, plain, and written from the Recommendation alone. Function
/// names are the Recommendation's. Left out: invoke, send, foreach, anything that can fail.
#pragma once

#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/engine/chart/reference_document.h"
#include "tests/engine/chart/reference_expression.h"

namespace trinh::chart::reference {

/// What one macrostep did.
struct Step {
    bool was_handled = false, was_endless = false;
    std::vector<std::string> exited, entered;  ///< Ids, in the order it happened.
    std::vector<std::string> taken;            ///< "source#ordinal".
    std::vector<std::string> log;              ///< "label:text".
    std::vector<std::string> raised;           ///< Names of the internal events processed.
};

class Interpreter {
public:
    explicit Interpreter(const std::string& xml) : document_(xml) {}

    Step interpret();
    /// One turn of mainEventLoop with this event. `data`: null when it is below 0.
    Step external_event(const std::string& name, long data);

    [[nodiscard]] const std::set<std::string>& configuration() const { return configuration_; }
    [[nodiscard]] const std::map<std::string, Value>& data() const { return names_.values; }
    [[nodiscard]] bool is_running() const { return is_running_; }
    /// The top-level <final> it stopped in.
    [[nodiscard]] const std::string& last() const { return last_; }

private:
    using Set = std::set<std::string>;
    using List = std::vector<std::string>;
    using Transitions = std::vector<const Transition*>;

    void macrostep();
    void exit_interpreter();
    void see(const std::string& name, const Value& data);
    Transitions select_eventless_transitions();
    Transitions select_transitions(const std::string& event);
    template <class Enables>
    Transitions select(Enables enables);
    Transitions remove_conflicting_transitions(const Transitions& enabled);
    bool condition_match(const Transition& t);
    void microstep(const Transitions& enabled);
    void exit_states(const Transitions& enabled);
    Set compute_exit_set(const Transitions& transitions);
    void execute_transition_content(const Transitions& enabled);
    void enter_states(const Transitions& enabled);
    void enter_final_state(const State& s);
    void compute_entry_set(const Transitions& transitions);
    void add_descendant_states_to_enter(const std::string& state);
    void add_ancestor_states_to_enter(const std::string& state, const std::string* ancestor);
    void add_regions(const State& parallel);
    bool is_in_final_state(const std::string& s);
    /// Null: the transition has no domain.
    const std::string* get_transition_domain(const Transition& t);
    const std::string* find_lcca(const std::string& source, const List& targets);
    List get_effective_target_states(const Transition& t);
    /// Up to `ancestor`, which is left out; null: up to the root, which is in.
    List get_proper_ancestors(const std::string& state, const std::string* ancestor);
    bool is_descendant(const std::string& a, const std::string& b);
    bool is_compound(const std::string& s);
    bool is_atomic(const std::string& s);
    List in_document_order(const Set& states);
    List in_exit_order(const Set& states);
    // reference_content.cc
    void execute_all(const State& s, const char* word);
    void execute_content(pugi::xml_node holder);
    void execute(pugi::xml_node element);
    void execute_if(pugi::xml_node element);
    void initialize_data_model(const State& s, bool has_values);

    const Document document_;
    Set configuration_, states_to_enter_, states_for_default_entry_, entered_before_;
    std::map<std::string, List> history_value_;
    std::map<const Transition*, const std::string*> domains_;  ///< Before anything is left.
    std::map<std::string, pugi::xml_node> default_history_content_;
    std::deque<std::string> internal_queue_;
    Names names_;
    Step step_;
    std::string last_;
    bool is_running_ = false;
};

}  // namespace trinh::chart::reference
