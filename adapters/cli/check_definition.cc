#include "adapters/cli/check_definition.h"

#include <algorithm>

#include "engine/base/text.h"
#include "engine/calendar/calendar.h"
#include "engine/chart/analysis.h"
#include "engine/chart/xml_source.h"
#include "engine/forms/form.h"
#include "engine/reform_index/criteria.h"
#include "engine/workflow/analysis.h"
#include "engine/workflow/migration_map.h"
#include "engine/workflow/reader.h"

namespace trinh::cli {
namespace {

enum class Kind { chart, process, calendar, form, index, migration };

bool mentions(std::string_view text, std::string_view word) {
    return text.find(word) != std::string_view::npos;
}

Kind kind_of(std::string_view text) {
    chart::XmlSource source;
    std::string root;
    if (chart::XmlSource::open(text, {}, source)) {
        // No XML tree to look at: the reader of what it seems to be says why.
        if (!is_text(text)) return Kind::chart;
        const auto start = text.substr(0, 4'096);
        for (const char* name : {"calendar", "form", "index", "migration"}) {
            if (root.empty() && mentions(start, std::string("<") + name)) root = name;
        }
    } else {
        root = chart::local_name(source.root());
    }
    if (root == "calendar") return Kind::calendar;
    if (root == "form") return Kind::form;
    if (root == "index") return Kind::index;
    if (root == "migration") return Kind::migration;
    return mentions(text, "urn:trinh:workflow:") ? Kind::process : Kind::chart;
}

void add(std::vector<Diagnostic>& into, std::vector<Diagnostic> more) {
    for (auto& one : more) into.push_back(std::move(one));
}

bool is_word_in(std::string_view text, std::string_view word) {
    const auto is_part = [](char c) { return c == '-' || c == '_' || isalnum(c) != 0; };
    for (std::size_t at = 0; (at = text.find(word, at)) != std::string_view::npos; ++at) {
        const auto end = at + word.size();
        if ((at == 0 || !is_part(text[at - 1])) && (end == text.size() || !is_part(text[end])))
            return true;
    }
    return false;
}

/// Does the reader say the same of that line already?
bool is_said(const std::vector<Diagnostic>& said, const ports::SchemaFault& fault) {
    const Diagnostic& about = fault.diagnostic;
    return std::any_of(said.begin(), said.end(), [&](const Diagnostic& one) {
        if (one.line != about.line) return false;
        return (!fault.is_absent && one.column == about.column) ||
               (!fault.subject.empty() && is_word_in(one.message, fault.subject));
    });
}

void add_schema_faults(std::vector<Diagnostic>& into, std::vector<ports::SchemaFault> faults) {
    const std::vector<Diagnostic> said = into;
    for (auto& fault : faults)
        if (!is_said(said, fault)) into.push_back(std::move(fault.diagnostic));
}

}  // namespace

Checked check_definition(std::string_view text, const ports::SchemaCheck& schemas,
                         const chart::Sources& beside) {
    Checked checked;
    auto& found = checked.diagnostics;
    std::shared_ptr<const chart::Chart> chart;
    switch (kind_of(text)) {
        case Kind::calendar:
            found = calendar::read_calendar(text).diagnostics;
            break;
        case Kind::form:
            found = forms::read_form(text).diagnostics;
            break;
        case Kind::index:
            found = reform_index::read_index(text).diagnostics;
            break;
        case Kind::migration:
            found = workflow::read_migration_map(text).diagnostics;
            break;
        case Kind::process: {
            auto read = workflow::read_process(text, beside);
            found = std::move(read.diagnostics);
            checked.process = read.process;
            chart = read.chart;
            break;
        }
        case Kind::chart: {
            auto read = chart::read_chart(text, {}, beside);
            found = std::move(read.diagnostics);
            chart = read.chart;
            break;
        }
    }
    add_schema_faults(found, schemas.faults(text));
    if (chart) add(found, chart::analyse(*chart));
    if (checked.process) add(found, workflow::analyse(*checked.process));
    std::stable_sort(found.begin(), found.end(), [](const Diagnostic& a, const Diagnostic& b) {
        return std::pair(a.line, a.column) < std::pair(b.line, b.column);
    });
    return checked;
}

}  // namespace trinh::cli
