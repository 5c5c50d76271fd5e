/// lay_out: a form filled with the data of cases becomes a paper, or the reason why it may not.
///
/// Pure. Refuses when a check of the form does not hold or a row belongs to none of its parts, and
/// names the rows; a list that loses a row in silence would be worse than none.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/forms/form.h"

namespace trinh::forms {

namespace json = boost::json;

/// What a form may know of one case.
struct CaseMaterial {
    std::int64_t id = 0;
    std::string title;
    json::object data;   ///< Its data by id, its tables as arrays, and `_title`, `_agency` …
    json::object shown;  ///< The same names, values as people read them.
};

struct Material {
    /// For one_case and children: the case the form is of.
    CaseMaterial subject;
    /// For children and cases: in any order.
    std::vector<CaseMaterial> cases;
    /// from, to, today, office.
    json::object facts;
};

/// The day by which a case belongs to a period; nothing while it has none.
Result<std::optional<Date>> day_of(const Form& form, const CaseMaterial& material);

/// Refuses (conflict) as said above; invalid_input when a value cannot be computed.
Result<Paper> lay_out(const Form& form, const Material& material);

}  // namespace trinh::forms
