#include <algorithm>
#include <fmt/format.h>

#include "engine/casework/event.h"
#include "engine/casework/time_spent.h"
#include "engine/service/archived_history.h"
#include "engine/service/case_law.h"
#include "engine/service/case_picture.h"
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

/// None when the journal lies in an archive that is not at hand: the picture has no times then.
std::vector<casework::Event> events_of(const Office& office, ports::Transaction& tx, CaseId id) {
    std::vector<casework::Event> events;
    for (const auto& row : journal_of(office, tx, id).rows) {
        events.push_back(casework::event_from_json(row.type, row.at, stored_json(row.body)));
    }
    return events;
}

/// Every state the case has left, as its journal tells.
std::vector<std::string> left_states(const std::vector<casework::Event>& journal) {
    std::vector<std::string> ids;
    for (const auto& event : journal) {
        const auto* step = std::get_if<casework::Stepped>(&event.body);
        if (step == nullptr) continue;
        for (const auto& state : step->exited) add_once(ids, state);
    }
    return ids;
}

std::string draw(const workflow::Process& process, const workflow::DiagramMarks& marks,
                 bool as_dot) {
    return as_dot ? workflow::diagram_dot(process, marks) : workflow::diagram_svg(process, marks);
}

}  // namespace

std::string case_picture(const casework::Law& law, const casework::Case& subject,
                         const std::vector<casework::Event>& journal, Instant now,
                         const PictureWish& wish) {
    workflow::DiagramMarks marks;
    marks.in_english = wish.in_english;
    marks.active = active_with_ancestors(*law.process.chart, subject);
    marks.done = left_states(journal);
    for (const auto& time : casework::time_spent(law, subject, journal, now)) {
        marks.stays.push_back({time.state, time.visits, time.worked.ms, time.is_running,
                               time.days_late, time.is_late_now});
    }
    marks.subject = wish.in_english ? fmt::format("Case {}: {} (as of {})", subject.id.number,
                                                  subject.title, now.spoken())
                                    : fmt::format("Hồ sơ số {}: {} (tính đến {})",
                                                  subject.id.number, subject.title, now.spoken());
    return draw(law.process, marks, wish.as_dot);
}

Result<std::string> CaseDesk::diagram(const Caller& caller, CaseId id, const PictureWish& wish) {
    // Whoever may read the case may see where it stands.
    const auto seen = sees(caller, id);
    if (!seen) return seen.error();
    auto tx = office_.store.begin_read();
    const auto row = tx->cases().load(id);
    if (!row) return row.error();
    auto law = law_of_case(office_, *tx, row->definition_hash);
    if (!law) return law.error();
    return case_picture(*law, read_case(*row), events_of(office_, *tx, id), office_.clock.now(),
                        wish);
}

Result<std::string> CaseDesk::process_diagram(std::string_view process, const PictureWish& wish) {
    const Date today = local_date(office_.clock.now());
    const auto in_force = office_.shelf.law_on(process, today);
    const auto law = in_force ? in_force : office_.shelf.latest_law(process);
    if (!law) return law.error();
    workflow::DiagramMarks marks;
    marks.in_english = wish.in_english;
    return draw(law->process, marks, wish.as_dot);
}

}  // namespace trinh::service
