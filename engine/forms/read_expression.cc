#include "engine/forms/read_expression.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace trinh::forms {
namespace {

constexpr std::array<std::string_view, 9> known_names{"row",  "shown", "case",  "number", "count",
                                                      "from", "to",    "today", "office"};

/// Where the brace that is open at `from` closes; npos: nowhere. Braces in quotes do not count.
std::size_t end_of_value(std::string_view text, std::size_t from) {
    int depth = 0;
    char quote = 0;
    for (std::size_t at = from; at < text.size(); ++at) {
        const char c = text[at];
        if (quote != 0) {
            if (c == quote) quote = 0;
        } else if (c == '\'' || c == '"') {
            quote = c;
        } else if (c == '{') {
            ++depth;
        } else if (c == '}' && --depth == 0) {
            return at;
        }
    }
    return std::string_view::npos;
}

}  // namespace

std::optional<expression::Program> ExpressionReader::compile(pugi::xml_node node,
                                                             const char* attribute,
                                                             std::string_view text) {
    auto compiled = expression::Program::compile(text);
    if (const auto* fault = std::get_if<expression::Fault>(&compiled)) {
        reader_.error(
            node, "TR607",
            fmt::format("In <{}>, {}=\"{}\" is no expression: {}", node.name(), attribute, text,
                        fault->message),
            "Correct the expression; trinh check --explain TR607 says what one may hold.");
        return std::nullopt;
    }
    auto program = std::get<expression::Program>(std::move(compiled));
    check_names(node, attribute, program);
    return program;
}

void ExpressionReader::check_names(pugi::xml_node node, const char* attribute,
                                   const expression::Program& program) {
    for (const auto& name : program.names()) {
        if (std::find(known_names.begin(), known_names.end(), name) != known_names.end()) continue;
        reader_.error(node, "TR608",
                      fmt::format("In <{}>, {}=\"{}\" reads \"{}\", which no form has.",
                                  node.name(), attribute, program.text(), name),
                      "A form reads row, shown, case, number, count, from, to, today, office.");
    }
}

std::optional<expression::Program> ExpressionReader::optional(pugi::xml_node node,
                                                              const char* attribute) {
    const std::string_view text = node.attribute(attribute).value();
    if (text.empty()) return std::nullopt;
    return compile(node, attribute, text);
}

std::optional<expression::Program> ExpressionReader::required(pugi::xml_node node,
                                                              const char* attribute) {
    const std::string text = reader_.required(node, attribute);
    if (text.empty()) return std::nullopt;
    return compile(node, attribute, text);
}

Template ExpressionReader::text(pugi::xml_node node, const char* attribute) {
    reader_.required(node, attribute);
    return optional_text(node, attribute);
}

Template ExpressionReader::optional_text(pugi::xml_node node, const char* attribute) {
    const std::string_view text = node.attribute(attribute).value();
    Template read;
    std::size_t from = 0;
    while (from < text.size()) {
        const auto open = text.find('{', from);
        if (open == std::string_view::npos) {
            read.pieces.push_back({std::string(text.substr(from)), std::nullopt});
            break;
        }
        const auto close = end_of_value(text, open);
        if (close == std::string_view::npos) {
            reader_.error(node, "TR612",
                          fmt::format("In <{}>, the brace in {}=\"{}\" is not closed.", node.name(),
                                      attribute, text),
                          "Write the value as {expression}.");
            return {};
        }
        read.pieces.push_back({std::string(text.substr(from, open - from)),
                               compile(node, attribute, text.substr(open + 1, close - open - 1))});
        from = close + 1;
    }
    return read;
}

}  // namespace trinh::forms
