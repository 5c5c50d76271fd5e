/// form_material: a case as a form may read it. Internal to this room.
///
/// Its data by id, and names that begin with "_": _id, _title, _process, _process_title, _regime,
/// _agency and _department (names), _agency_id, _opened_on, _closed_on, _is_closed, _stage
/// (titles), _relation, _parent (number or null), _deadlines ({id: {due, closed_on, was_on_time,
/// is_overdue}}), _due (of the nearest running deadline), _is_overdue, _dossier ([{title, form,
/// is_received, received_on}]).
#pragma once

#include "engine/forms/lay_out.h"
#include "engine/service/views.h"

namespace trinh::service {

forms::CaseMaterial form_material(const Viewing& viewing, const casework::Case& subject);

}  // namespace trinh::service
