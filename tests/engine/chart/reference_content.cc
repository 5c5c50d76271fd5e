// Executable content and data for the reference interpreter (sections 4 and 5).
#include "tests/engine/chart/reference_interpreter.h"

namespace trinh::chart::reference {

void Interpreter::execute_all(const State& s, const char* word) {
    for (const pugi::xml_node block : s.node.children(word)) execute_content(block);
}

void Interpreter::execute_content(pugi::xml_node holder) {
    for (const pugi::xml_node element : holder.children()) execute(element);
}

void Interpreter::execute(pugi::xml_node element) {
    const std::string word = element.name();
    if (word == "raise") internal_queue_.push_back(element.attribute("event").value());
    if (word == "if") execute_if(element);
    if (word == "assign")
        names_.values[element.attribute("location").value()] =
            evaluate(element.attribute("expr").value(), names_);
    if (word == "log")
        step_.log.push_back(std::string(element.attribute("label").value()) + ':' +
                            shown(evaluate(element.attribute("expr").value(), names_)));
}

void Interpreter::execute_if(pugi::xml_node element) {
    bool is_chosen = is_true(evaluate(element.attribute("cond").value(), names_));
    bool was_chosen = is_chosen;
    for (const pugi::xml_node child : element.children()) {
        const std::string word = child.name();
        if (word == "elseif" || word == "else") {
            is_chosen = !was_chosen && (word == "else" ||
                                        is_true(evaluate(child.attribute("cond").value(), names_)));
            was_chosen |= is_chosen;
        } else if (is_chosen) {
            execute(child);
        }
    }
}

void Interpreter::initialize_data_model(const State& s, bool has_values) {
    for (const pugi::xml_node data : s.node.child("datamodel").children("data")) {
        Value& value = names_.values[data.attribute("id").value()];
        const char* text = data.attribute("expr").value();
        if (has_values && *text != '\0') value = evaluate(text, names_);
    }
}

}  // namespace trinh::chart::reference
