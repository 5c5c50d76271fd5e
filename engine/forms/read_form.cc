#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>

#include "engine/calendar/definition_reader.h"
#include "engine/forms/form.h"
#include "engine/forms/read_expression.h"

namespace trinh::forms {
namespace {

constexpr calendar::ReaderCodes codes{"TR601", "TR602", "TR603", "TR604", "TR605"};
constexpr const char* form_namespace = "urn:trinh:form:1";
constexpr int part_depth_max = 4;

std::vector<std::string> words_in(std::string_view text, char separator) {
    std::vector<std::string> words;
    for (std::size_t from = 0; from <= text.size();) {
        const auto end = std::min(text.find(separator, from), text.size());
        if (end > from) words.emplace_back(text.substr(from, end - from));
        from = end + 1;
    }
    return words;
}

class FormReader {
public:
    explicit FormReader(std::string_view xml) : reader_(xml, codes), expressions_(reader_) {}

    FormReading read() {
        const pugi::xml_node root = reader_.root("form", form_namespace);
        if (!root) return {std::nullopt, reader_.take_diagnostics()};
        reader_.allow(root,
                      {"id", "title", "title-en", "heading", "number", "basis", "regime", "note",
                       "orientation"},
                      {"source", "head", "subtitle", "text", "table", "tallies", "check", "unique",
                       "signature", "recipient"});
        read_root(root);
        read_source(root);
        for (const pugi::xml_node node : root.children()) read_part_of_form(node);
        if (form_.blocks.empty())
            reader_.error(root, "TR609", "The form has nothing to print.",
                          "Give it a <text>, a <table> or <tallies>.");
        if (reader_.failed()) return {std::nullopt, reader_.take_diagnostics()};
        return {std::move(form_), reader_.take_diagnostics()};
    }

private:
    Words title_of(pugi::xml_node node) {
        Words title{reader_.required(node, "title"), node.attribute("title-en").value()};
        if (title.en.empty()) title.en = title.vi;
        return title;
    }

    /// One of the listed words, as its place; 0 when the attribute is absent.
    std::size_t one_of(pugi::xml_node node, const char* attribute,
                       std::initializer_list<std::string_view> words, const char* expected) {
        const std::string_view word = node.attribute(attribute).value();
        if (word.empty()) return 0;
        const auto* found = std::find(words.begin(), words.end(), word);
        if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
        reader_.wrong_value(node, attribute, expected);
        return 0;
    }

    bool flag(pugi::xml_node node, const char* attribute) {
        return one_of(node, attribute, {"false", "true"}, "\"true\" or \"false\"") == 1;
    }

    Align align_of(pugi::xml_node node, Align otherwise) {
        if (node.attribute("align").empty()) return otherwise;
        constexpr std::array all{Align::left, Align::center, Align::right, Align::justify};
        return all[one_of(node, "align", {"left", "center", "right", "justify"},
                          "one of left, center, right, justify")];
    }

    void read_root(pugi::xml_node root) {
        form_.id = reader_.required(root, "id");
        form_.title = title_of(root);
        form_.basis = reader_.required(root, "basis");
        form_.heading = root.attribute("heading").value();
        form_.number = root.attribute("number").value();
        form_.regime = root.attribute("regime").value();
        form_.note = root.attribute("note").value();
        form_.orientation = one_of(root, "orientation", {"portrait", "landscape"},
                                   "\"portrait\" or \"landscape\"") == 1
                                ? Orientation::landscape
                                : Orientation::portrait;
    }

    void read_source(pugi::xml_node root) {
        const pugi::xml_node node = root.child("source");
        if (!node || node.next_sibling("source")) {
            reader_.error(
                root, "TR610", "A form has exactly one <source>.",
                "Say where its rows come from: <source kind=\"cases\" process=\"...\"/>.");
            return;
        }
        reader_.allow(node, {"kind", "process", "relation", "day"}, {});
        reader_.required(node, "kind");
        constexpr std::array kinds{SourceKind::one_case, SourceKind::children, SourceKind::cases};
        auto& source = form_.source;
        source.kind = kinds[one_of(node, "kind", {"case", "children", "cases"},
                                   "one of case, children, cases")];
        source.processes = words_in(reader_.required(node, "process"), ' ');
        source.relation = node.attribute("relation").value();
        source.day = expressions_.optional(node, "day");
        const bool is_wrong = (!source.relation.empty() && source.kind != SourceKind::children) ||
                              (source.day && source.kind != SourceKind::cases);
        if (is_wrong)
            reader_.error(node, "TR610",
                          "\"relation\" belongs to kind=\"children\", \"day\" to kind=\"cases\".",
                          "Remove the attribute or change the kind.");
    }

    void read_part_of_form(pugi::xml_node node) {
        const std::string_view name = node.name();
        if (name == "head") read_head(node);
        if (name == "subtitle") {
            reader_.allow(node, {"text"}, {});
            form_.subtitles.push_back(expressions_.text(node, "text"));
        }
        if (name == "text") form_.blocks.emplace_back(text_of(node));
        if (name == "table") form_.blocks.emplace_back(table_of(node));
        if (name == "tallies") form_.blocks.emplace_back(tallies_of(node));
        if (name == "check") read_check(node);
        if (name == "unique") read_unique(node);
        if (name == "signature") read_signature(node);
        if (name == "recipient") {
            reader_.allow(node, {"text"}, {});
            form_.recipients.push_back(reader_.required(node, "text"));
        }
    }

    void read_head(pugi::xml_node node) {
        reader_.allow(node, {"superior", "agency", "symbol"}, {});
        form_.head = FormHead{expressions_.optional_text(node, "superior"),
                              expressions_.text(node, "agency"), node.attribute("symbol").value()};
    }

    FormText text_of(pugi::xml_node node) {
        reader_.allow(node, {"text", "where", "align", "bold", "italic"}, {});
        return {expressions_.text(node, "text"), expressions_.optional(node, "where"),
                align_of(node, Align::justify), flag(node, "bold"), flag(node, "italic")};
    }

    std::string rows_of(pugi::xml_node node) {
        std::string rows = node.attribute("rows").value();
        if (rows.empty() && form_.source.kind == SourceKind::one_case)
            reader_.error(node, "TR610",
                          fmt::format("<{}> of a form of one case has no rows.", node.name()),
                          "Name a table of the case: rows=\"...\".");
        return rows;
    }

    FormTable table_of(pugi::xml_node node) {
        reader_.allow(node, {"rows", "where", "only-if", "group", "column-numbers", "numbering"},
                      {"column", "part", "order"});
        FormTable table;
        table.rows = rows_of(node);
        table.where = expressions_.optional(node, "where");
        table.only_if = expressions_.optional(node, "only-if");
        table.group = expressions_.optional(node, "group");
        table.has_column_numbers = flag(node, "column-numbers");
        table.restarts_numbers =
            one_of(node, "numbering", {"running", "restart"}, "\"running\" or \"restart\"") == 1;
        for (const pugi::xml_node each : node.children("column")) {
            auto column = column_of(each);
            if (!column) continue;
            const bool is_double =
                std::any_of(table.columns.begin(), table.columns.end(),
                            [&](const auto& other) { return other.title.vi == column->title.vi; });
            if (is_double)
                reader_.error(each, "TR606",
                              fmt::format("Two columns have the title \"{}\".", column->title.vi),
                              "Keep one of the two or tell them apart.");
            table.columns.push_back(std::move(*column));
        }
        if (!node.child("column"))
            reader_.error(node, "TR609", "The table has no column.",
                          "Write at least one <column>.");
        table.parts = parts_of(node, 1);
        for (const pugi::xml_node each : node.children("order")) {
            reader_.allow(each, {"by", "direction", "ranks"}, {});
            auto by = expressions_.required(each, "by");
            const bool is_descending = one_of(each, "direction", {"ascending", "descending"},
                                              "\"ascending\" or \"descending\"") == 1;
            if (by)
                table.orders.push_back({std::move(*by), is_descending,
                                        words_in(each.attribute("ranks").value(), '|')});
        }
        return table;
    }

    std::optional<FormColumn> column_of(pugi::xml_node node) {
        reader_.allow(node, {"title", "title-en", "width", "align", "type", "value", "confidence"},
                      {});
        constexpr std::array kinds{ColumnKind::text, ColumnKind::number, ColumnKind::date};
        const auto kind =
            kinds[one_of(node, "type", {"text", "number", "date"}, "one of text, number, date")];
        const auto title = title_of(node);
        const auto confidence = calendar::find_confidence(reader_.required(node, "confidence"));
        if (!confidence && !node.attribute("confidence").empty())
            reader_.wrong_value(node, "confidence", "one of read, read-q, recall, interpretation");
        const double width = node.attribute("width").as_double(20);
        if (!(width > 0 && width <= 500))
            reader_.wrong_value(node, "width", "a number above 0 and up to 500");
        const auto otherwise = kind == ColumnKind::text ? Align::left : Align::center;
        const auto align = align_of(node, otherwise);
        auto value = expressions_.required(node, "value");
        if (!value) return std::nullopt;
        return FormColumn{
            title, width, align, kind, std::move(*value), confidence.value_or(Confidence::recall)};
    }

    std::vector<Part> parts_of(pugi::xml_node parent, int depth) {
        std::vector<Part> parts;
        for (const pugi::xml_node node : parent.children("part")) {
            if (depth > part_depth_max) {
                reader_.error(node, "TR611",
                              fmt::format("Parts are nested deeper than {}.", part_depth_max),
                              "Flatten them.");
                break;
            }
            reader_.allow(node, {"title", "where"}, {"part"});
            Part part{reader_.required(node, "title"), expressions_.optional(node, "where"), {}};
            if (!part.where && node.next_sibling("part"))
                reader_.error(node, "TR611",
                              "A part without a condition takes every row, but parts follow it.",
                              "Give it where=\"...\" or put it last.");
            part.parts = parts_of(node, depth + 1);
            parts.push_back(std::move(part));
        }
        return parts;
    }

    Tallies tallies_of(pugi::xml_node node) {
        reader_.allow(node, {"rows"}, {"tally"});
        Tallies tallies{rows_of(node), {}};
        for (const pugi::xml_node each : node.children("tally")) {
            reader_.allow(each, {"code", "title", "where", "sum"}, {});
            tallies.lines.push_back(
                {each.attribute("code").value(), reader_.required(each, "title"),
                 expressions_.optional(each, "where"), expressions_.optional(each, "sum")});
        }
        if (tallies.lines.empty())
            reader_.error(node, "TR609", "<tallies> counts nothing.",
                          "Write at least one <tally>.");
        return tallies;
    }

    Words refusal_of(pugi::xml_node node) {
        return {reader_.required(node, "refusal"), reader_.required(node, "refusal-en")};
    }

    void read_check(pugi::xml_node node) {
        reader_.allow(node, {"rows", "that", "refusal", "refusal-en"}, {});
        auto that = expressions_.required(node, "that");
        auto refusal = refusal_of(node);
        if (that)
            form_.checks.push_back(
                {node.attribute("rows").value(), std::move(*that), std::move(refusal)});
    }

    void read_unique(pugi::xml_node node) {
        reader_.allow(node, {"rows", "value", "refusal", "refusal-en"}, {});
        auto value = expressions_.required(node, "value");
        auto refusal = refusal_of(node);
        if (value)
            form_.uniques.push_back(
                {node.attribute("rows").value(), std::move(*value), std::move(refusal)});
    }

    void read_signature(pugi::xml_node node) {
        reader_.allow(node, {"title", "note", "name"}, {});
        form_.signatures.push_back({reader_.required(node, "title"), node.attribute("note").value(),
                                    expressions_.optional_text(node, "name")});
    }

    calendar::DefinitionReader reader_;
    ExpressionReader expressions_;
    Form form_;
};

}  // namespace

FormReading read_form(std::string_view xml) {
    return FormReader(xml).read();
}

Diagnostic form_twice(const std::string& id) {
    return {"TR606",
            Severity::error,
            1,
            1,
            fmt::format("Another file holds a form \"{}\".", id),
            "Give each form an id of its own."};
}

}  // namespace trinh::forms
