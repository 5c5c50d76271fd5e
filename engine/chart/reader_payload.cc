// What carries values: <data>, <param>, <content>, <donedata> and the whole of <invoke>.
#include "engine/chart/file_names.h"
#include "engine/chart/literal.h"
#include "engine/chart/reader.h"

namespace trinh::chart {
namespace {

bool has_element(pugi::xml_node holder) {
    for (const pugi::xml_node child : holder.children())
        if (child.type() == pugi::node_element) return true;
    return false;
}

pugi::xml_node find_chart(pugi::xml_node content) {
    for (const pugi::xml_node child : content.children())
        if (is_ours(child, "scxml")) return child;
    return {};
}

}  // namespace

Index Reader::read_inline(pugi::xml_node element) {
    if (has_element(element)) {
        const std::string xml = inner_xml(element);
        return add_literal(boost::json::value(trimmed(xml)), element);
    }
    return add_literal(literal_value(element.text().get()), element);
}

const std::string* Reader::find_source(pugi::xml_node element) {
    const std::string_view name = bare_file_name(trimmed(element.attribute("src").value()));
    const auto found = sources_.find(name);
    if (found != sources_.end()) return &found->second;
    error("TR121", source_.of_value(element, "src", 0),
          {"There is no file '" + std::string(name) + "' beside the definition.",
           "Put the file into the definition's own folder, or write its content here."});
    return nullptr;
}

PayloadRow Reader::read_payload(pugi::xml_node holder) {
    PayloadRow row;
    row.params.first = static_cast<Index>(out_->params.size());
    constexpr Index names_max = 256;
    for (const std::string& name : words(holder.attribute("namelist").value())) {
        if (out_->params.size() - row.params.first >= names_max) {
            error("TR102", source_.of(holder),
                  {"'namelist' names more than 256 variables.", "Name fewer."});
            break;
        }
        ParamRow param;
        param.name = name;
        param.expression = add_expression(name, holder, "namelist");
        param.place = is_variable_name(name) ? add_place(name, holder, "namelist") : none;
        param.is_namelist = true;
        out_->params.push_back(std::move(param));
    }
    for (const pugi::xml_node child : holder.children())
        if (is_ours(child, "param")) read_param(child);
    row.params.count = static_cast<Index>(out_->params.size()) - row.params.first;
    for (const pugi::xml_node child : holder.children()) {
        if (!is_ours(child, "content")) continue;
        if (!row.params.empty() && local_name(holder) != "invoke")
            error(
                "TR110", source_.of(child),
                {"<content> and <param> (or 'namelist') exclude each other.", "Keep one of them."});
        if (child.attribute("expr") && child.first_child())
            error("TR110", source_.of(child),
                  {"<content> has both 'expr' and content, which exclude each other.",
                   "Keep one of them."});
        row.content = child.attribute("expr") ? add_expression(child, "expr") : read_inline(child);
    }
    return row;
}

void Reader::read_param(pugi::xml_node element) {
    if (!require(element, "name")) return;
    check_pair(element, "expr", "location");
    ParamRow row;
    row.name = trimmed(element.attribute("name").value());
    if (element.attribute("location")) {
        row.expression = add_expression(element, "location");
        row.place = add_place(element.attribute("location").value(), element, "location");
    } else if (element.attribute("expr")) {
        row.expression = add_expression(element, "expr");
    } else {
        row.expression = add_literal(nullptr, element);
    }
    out_->params.push_back(std::move(row));
}

void Reader::read_datamodel(StateIndex index) {
    Span& span = out_->states[index].datamodel;
    span.first = static_cast<Index>(out_->datamodel.size());
    for (const pugi::xml_node model : nodes_[index].children()) {
        if (!is_ours(model, "datamodel")) continue;
        for (const pugi::xml_node child : model.children())
            if (is_ours(child, "data")) read_data(child, index);
    }
    span.count = static_cast<Index>(out_->datamodel.size()) - span.first;
}

void Reader::read_data(pugi::xml_node element, StateIndex state) {
    if (!require(element, "id")) return;
    DataRow row;
    row.id = trimmed(element.attribute("id").value());
    row.state = state;
    row.line = source_.of(element).line;
    if (!is_variable_name(row.id))
        error("TR118", source_.of_value(element, "id", 0),
              {"'" + row.id + "' cannot be the name of a variable.",
               "Use letters, digits and '_', no reserved word and no system name."});
    const auto [other, is_new] = data_lines_.emplace(row.id, row.line);
    if (!is_new)
        error("TR111", source_.of_value(element, "id", 0),
              {"The variable '" + row.id + "' is declared twice; line " +
                   std::to_string(other->second) + " has it too.",
               "Rename one of the two: all states share one data model."});
    check_pair(element, "src", "expr");
    if (element.attribute("expr")) {
        row.expression = add_expression(element, "expr");
    } else if (element.attribute("src")) {
        if (const std::string* found = find_source(element))
            row.expression = add_literal(literal_value(*found), element);
    } else if (element.first_child()) {
        row.expression = read_inline(element);
    }
    out_->datamodel.push_back(std::move(row));
}

/// Only a warning: the chart may have an answer to the error.communication.
void Reader::check_invoked_file(pugi::xml_node element, const InvokeRow& row) {
    const std::string name(bare_file_name(row.source.text));
    if (name.empty() || row.type.expression != none || !is_chart_type(row.type.text) ||
        sources_.find(name) != sources_.end()) {
        return;
    }
    warn("TR121", source_.of_value(element, "src", 0),
         {"There is no file '" + name +
              "' beside the definition; this <invoke> fails with "
              "error.communication.",
          "Put the file into the definition's own folder, or write the chart into <content>."});
}

void Reader::read_invoke(pugi::xml_node element, StateIndex state) {
    InvokeRow row;
    row.state = state;
    row.line = source_.of(element).line;
    row.type = wording(element, "type", "typeexpr");
    row.source = wording(element, "src", "srcexpr");
    check_invoked_file(element, row);
    check_pair(element, "id", "idlocation");
    row.id = wording(element, "id", "");
    if (element.attribute("idlocation"))
        row.id_place = add_place(element.attribute("idlocation").value(), element, "idlocation");
    row.is_autoforward = std::string_view(element.attribute("autoforward").value()) == "true";
    for (const pugi::xml_node child : element.children()) {
        if (is_ours(child, "finalize")) {
            row.finalize = read_block(child);
            row.has_empty_finalize = out_->blocks[row.finalize].empty();
        }
        if (!is_ours(child, "content")) continue;
        const pugi::xml_node chart = find_chart(child);
        if (!chart) continue;
        Reader inner(source_, chart, limits_, sources_, diagnostics_);
        row.inline_chart = std::make_shared<const Chart>(inner.read());
    }
    row.payload = read_payload(element);
    if (row.source.is_given && (row.inline_chart || row.payload.content != none))
        error("TR110", source_.of(element),
              {"<invoke> has both a source and <content>, which exclude each other.",
               "Keep one of them."});
    if (!row.source.is_given && !row.inline_chart && row.payload.content == none)
        fault("TR109", source_.of(element),
              {"<invoke> names nothing to run.", "Add 'src' or <content> with an <scxml> in it."});
    out_->invokes.push_back(std::move(row));
}

}  // namespace trinh::chart
