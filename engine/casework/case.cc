#include "engine/casework/case.h"

#include "engine/casework/json_form.h"

namespace trinh::casework {

BOOST_DESCRIBE_STRUCT(Case, (),
                      (id, process, definition_hash, title, drafting_agency, department, opened_by,
                       opened_at, earlier_case, relation, session, appointed, dossier, last_actor,
                       drafts, clocks, entries, sequence, is_closed))

json::object to_json(const Case& from) {
    return json::value_from(from).as_object();
}

Case case_from_json(const json::value& from) {
    return json::value_to<Case>(from);
}

}  // namespace trinh::casework
