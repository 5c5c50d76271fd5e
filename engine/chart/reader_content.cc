// Executable content as a flat array of operations with jumps.
#include "engine/chart/literal.h"
#include "engine/chart/reader.h"
#include "engine/chart/script.h"
#include "engine/chart/session.h"

namespace trinh::chart {

Index Reader::read_block(pugi::xml_node holder) {
    const auto first = static_cast<Index>(out_->ops.size());
    for (const pugi::xml_node child : holder.children())
        if (child.type() == pugi::node_element && is_ours(child)) read_op(child);
    out_->blocks.push_back({first, static_cast<Index>(out_->ops.size()) - first});
    return static_cast<Index>(out_->blocks.size() - 1);
}

Span Reader::read_blocks(pugi::xml_node state, std::string_view name) {
    Span found{static_cast<Index>(out_->blocks.size()), 0};
    for (const pugi::xml_node child : state.children()) {
        if (!is_ours(child, name)) continue;
        read_block(child);
        ++found.count;
    }
    return found;
}

void Reader::read_op(pugi::xml_node element) {
    const std::string_view name = local_name(element);
    const int line = source_.of(element).line;
    if (name == "raise") {
        if (require(element, "event"))
            out_->ops.push_back({OpKind::raise,
                                 add_text(trimmed(element.attribute("event").value())), none, 0,
                                 line});
    } else if (name == "log") {
        const Index label = add_text(element.attribute("label").value());
        const Index value = trimmed(element.attribute("expr").value()).empty()
                                ? none
                                : add_expression(element, "expr");
        out_->ops.push_back({OpKind::log, label, value, 0, line});
    } else if (name == "if") {
        read_if(element);
    } else if (name == "foreach") {
        read_loop(element);
    } else if (name == "assign") {
        read_assign(element);
    } else if (name == "script") {
        read_script(element);
    } else if (name == "send") {
        read_send(element);
    } else if (name == "cancel") {
        read_cancel(element);
    }
}

void Reader::read_if(pugi::xml_node element) {
    std::vector<Index> exits;
    Index branch = none;
    const auto begin_part = [&](pugi::xml_node part) {
        if (branch != none) {
            exits.push_back(static_cast<Index>(out_->ops.size()));
            out_->ops.push_back({OpKind::jump, none, none, 0, source_.of(part).line});
            out_->ops[branch].b = static_cast<Index>(out_->ops.size());
            branch = none;
        }
        if (local_name(part) == "else") return;
        if (!require(part, "cond")) return;
        const Index condition = add_expression(part, "cond");
        branch = static_cast<Index>(out_->ops.size());
        out_->ops.push_back({OpKind::branch, condition, none, 0, source_.of(part).line});
    };
    begin_part(element);
    bool has_else = false;
    for (const pugi::xml_node child : element.children()) {
        if (child.type() != pugi::node_element || !is_ours(child)) continue;
        const std::string_view name = local_name(child);
        if (name != "elseif" && name != "else") {
            read_op(child);
            continue;
        }
        if (has_else)
            error("TR107", source_.of(child),
                  {"<" + std::string(name) + "> stands behind <else>.", "Move <else> to the end."});
        has_else = has_else || name == "else";
        begin_part(child);
    }
    const auto end = static_cast<Index>(out_->ops.size());
    if (branch != none) out_->ops[branch].b = end;
    for (const Index jump : exits) out_->ops[jump].a = end;
}

void Reader::read_loop(pugi::xml_node element) {
    if (!require(element, "array") || !require(element, "item")) return;
    LoopRow row;
    row.array = add_expression(element, "array");
    row.item = trimmed(element.attribute("item").value());
    row.index = trimmed(element.attribute("index").value());
    for (const auto& [attribute, name] :
         {std::pair("item", row.item), std::pair("index", row.index)})
        if (!name.empty() && !is_variable_name(name)) {
            row.fault = "'" + name + "' cannot be the name of a variable.";
            fault("TR116", source_.of_value(element, attribute, 0),
                  {row.fault, "Choose another name."});
        }
    if (out_->model == DataModel::null) row.fault = "The null data model has no variables.";
    const auto loop = static_cast<Index>(out_->loops.size());
    out_->loops.push_back(std::move(row));
    const int line = source_.of(element).line;
    const auto begin = static_cast<Index>(out_->ops.size());
    out_->ops.push_back({OpKind::loop, loop, none, 0, line});
    for (const pugi::xml_node child : element.children())
        if (child.type() == pugi::node_element && is_ours(child)) read_op(child);
    out_->ops[begin].b = static_cast<Index>(out_->ops.size());
    out_->ops.push_back({OpKind::next, begin + 1, none, 0, line});
}

void Reader::add_assign(Index place, Index value, bool declares, pugi::xml_node element) {
    out_->ops.push_back(
        {OpKind::assign, place, value, declares ? 1U : 0U, source_.of(element).line});
}

void Reader::read_assign(pugi::xml_node element) {
    if (!require(element, "location")) return;
    const Index place = add_place(element.attribute("location").value(), element, "location");
    if (element.attribute("expr") && element.first_child())
        error("TR110", source_.of(element),
              {"<assign> has both 'expr' and content, which exclude each other.",
               "Keep one of them."});
    const Index value =
        element.attribute("expr") ? add_expression(element, "expr") : read_inline(element);
    add_assign(place, value, false, element);
}

void Reader::read_script(pugi::xml_node element) {
    std::string text = element.text().get();
    if (element.attribute("src")) {
        const std::string* found = find_source(element);
        if (found == nullptr) return;
        text = *found;
    }
    // A text of its own begins behind the start tag; that of a file has no place in this one.
    const bool is_here = !element.attribute("src") && element.first_child();
    const Position start = source_.of(is_here ? element.first_child() : element);
    for (const Statement& statement : split_script(text)) {
        const Position where = !is_here ? start
                               : statement.line == 0
                                   ? Position{start.line, start.column + statement.column}
                                   : Position{start.line + statement.line, statement.column + 1};
        if (!statement.fault.empty()) {
            fault("TR117", where,
                  {statement.fault, "Write 'name = expression', one behind the other."});
            const Index value = add_fault(statement.fault, element);
            out_->ops.push_back({OpKind::assign, none, value, 0, where.line});
            continue;
        }
        statement_ = where;
        const Index place = add_place(statement.place, element, "");
        const Index value = statement.value.empty() ? add_literal(nullptr, element)
                                                    : add_expression(statement.value, element, "");
        out_->ops.push_back(
            {OpKind::assign, place, value, statement.declares ? 1U : 0U, where.line});
        statement_.reset();
    }
}

void Reader::read_send(pugi::xml_node element) {
    SendRow row;
    row.line = source_.of(element).line;
    row.event = wording(element, "event", "eventexpr");
    row.target = wording(element, "target", "targetexpr");
    row.type = wording(element, "type", "typeexpr");
    row.delay = wording(element, "delay", "delayexpr");
    row.id = wording(element, "id", "idlocation");
    if (element.attribute("idlocation")) {
        row.id = {};
        row.id_place = add_place(element.attribute("idlocation").value(), element, "idlocation");
    }
    row.payload = read_payload(element);
    if (row.delay.is_given && row.delay.expression == none && !parse_delay(row.delay.text))
        fault("TR110", source_.of_value(element, "delay", 0),
              {"'" + row.delay.text + "' is not a delay.", "Write it like \"500ms\" or \"1.5s\"."});
    if (row.delay.is_given && row.target.text == "#_internal")
        error("TR110", source_.of(element),
              {"A <send> to '#_internal' cannot have a delay.", "Remove 'delay' or 'target'."});
    // Over HTTP, named values suffice (Appendix C.2.2); typeexpr may say so at run time.
    const bool may_be_http = row.type.expression != none || row.type.text == "basichttp" ||
                             row.type.text == http_processor;
    const bool says_something =
        row.payload.content != none || (may_be_http && !row.payload.params.empty());
    if (!row.event.is_given && !says_something)
        fault("TR109", source_.of(element),
              {"<send> names no event.", "Add event=\"...\" or eventexpr=\"...\"."});
    out_->ops.push_back({OpKind::send, static_cast<Index>(out_->sends.size()), none, 0, row.line});
    out_->sends.push_back(std::move(row));
}

void Reader::read_cancel(pugi::xml_node element) {
    check_pair(element, "sendid", "sendidexpr");
    const int line = source_.of(element).line;
    if (element.attribute("sendidexpr"))
        out_->ops.push_back({OpKind::cancel, none, add_expression(element, "sendidexpr"), 0, line});
    else if (require(element, "sendid"))
        out_->ops.push_back({OpKind::cancel, add_text(trimmed(element.attribute("sendid").value())),
                             none, 0, line});
}

}  // namespace trinh::chart
