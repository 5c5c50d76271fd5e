#include "engine/casework/case.h"

#include <stdexcept>

#include "engine/casework/json_form.h"

namespace trinh::casework {

BOOST_DESCRIBE_STRUCT(Case, (),
                      (id, process, definition_hash, title, drafting_agency, department, opened_by,
                       opened_at, earlier_case, relation, triggered_on, session, appointed, dossier,
                       last_actor, drafts, clocks, entries, sequence, is_closed))

const json::object& values_of(const Case& subject) {
    static const json::object none;
    const auto* values = subject.session.if_contains("data");
    return values != nullptr && values->is_object() ? values->as_object() : none;
}

json::object to_json(const Case& from) {
    return json::value_from(from).as_object();
}

Case case_from_json(const json::value& from) {
    auto subject = json::value_to<Case>(from);
    if (subject.process.empty()) throw std::invalid_argument("A stored case has no process.");
    return subject;
}

Date triggering_date(const Case& subject) {
    return subject.triggered_on.value_or(local_date(subject.opened_at));
}

}  // namespace trinh::casework
