#include <algorithm>

#include "engine/casework/event.h"
#include "engine/service/case_desk.h"
#include "engine/service/case_law.h"
#include "engine/service/record.h"
#include "engine/service/views.h"
#include "engine/workflow/diagram.h"

namespace trinh::service {
namespace {

void add_once(std::vector<std::string>& ids, std::string id) {
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(std::move(id));
}

/// The active states with the states around them: a box is lit together with its frame.
std::vector<std::string> active_with_ancestors(const chart::Chart& chart,
                                               const casework::Case& subject) {
    std::vector<std::string> ids;
    for (const auto& id : active_states(subject)) {
        for (auto at = chart.find(id); at != chart::no_state && at != 0;
             at = chart.state(at).parent) {
            add_once(ids, std::string(chart.state(at).id));
        }
    }
    return ids;
}

/// Every state the case has left, as its journal tells.
std::vector<std::string> left_states(ports::Transaction& tx, CaseId id) {
    std::vector<std::string> ids;
    for (const auto& row : tx.cases().journal(id)) {
        if (row.type != "stepped") continue;
        const auto event = casework::event_from_json(row.type, row.at, stored_json(row.body));
        for (const auto& state : std::get<casework::Stepped>(event.body).exited) {
            add_once(ids, state);
        }
    }
    return ids;
}

}  // namespace

Result<std::string> CaseDesk::diagram(const Caller& caller, CaseId id) {
    // Whoever may read the case may see where it stands.
    const auto seen = show(caller, id);
    if (!seen) return seen.error();
    auto tx = office_.store.begin_read();
    const auto row = tx->cases().load(id);
    if (!row) return row.error();
    auto law = law_of_case(office_, *tx, row->definition_hash);
    if (!law) return law.error();
    workflow::DiagramMarks marks;
    marks.active = active_with_ancestors(*law->process.chart, read_case(*row));
    marks.done = left_states(*tx, id);
    return workflow::diagram_svg(law->process, marks);
}

Result<std::string> CaseDesk::process_diagram(std::string_view process) {
    const auto law = office_.shelf.current_law(process);
    if (!law) return law.error();
    return workflow::diagram_svg(law->process, {});
}

}  // namespace trinh::service
