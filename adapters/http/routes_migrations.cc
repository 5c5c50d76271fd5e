// Moving cases to another definition: the report, and the act.
#include <algorithm>

#include "adapters/http/api.h"
#include "adapters/http/body.h"
#include "adapters/http/fields.h"
#include "adapters/http/problem.h"

namespace trinh::http {
namespace {

constexpr int cases_max = 200;
constexpr int cases_usual = 50;

/// 422, or nothing when every row is {"id": 1, "version": 3}, the version being optional.
std::optional<Response> read_cases(const boost::json::array& rows,
                                   std::vector<service::CaseAt>& into) {
    if (rows.size() > cases_max) {
        return problem(422, "invalid_input",
                       "At most " + std::to_string(cases_max) + " cases in one request.");
    }
    for (const auto& row : rows) {
        if (!row.is_object()) {
            return problem(422, "invalid_input", "A row of \"cases\" must be {\"id\": number}.");
        }
        Fields fields(row.as_object());
        const auto id = fields.optional_number("id");
        const auto version = fields.optional_number("version");
        if (auto complaint = fields.complaint()) return complaint;
        if (!id) {
            return problem(422, "invalid_input", "A row of \"cases\" must be {\"id\": number}.");
        }
        into.push_back({CaseId{*id}, version});
    }
    return std::nullopt;
}

Response migrate(Desks& desks, const Asked& asked) {
    boost::json::object body;
    if (auto malformed = read_json(asked.request, body)) return *malformed;
    Fields fields(body);
    service::MigrationRequest request;
    request.to = fields.optional_text("to");
    request.definition = fields.optional_bytes("definition");
    request.map = fields.optional_bytes("map");
    const auto cases = fields.optional_list("cases");
    request.process = fields.optional_text("process");
    request.from_hash = fields.optional_text("from");
    request.state = fields.optional_text("state");
    request.is_everything = fields.optional_flag("all");
    if (const auto below = fields.optional_number("below")) request.below = CaseId{*below};
    const auto limit = fields.optional_number("limit").value_or(cases_usual);
    request.limit = static_cast<int>(std::clamp<std::int64_t>(limit, 0, cases_max + 1));
    request.is_applied = fields.optional_flag("apply");
    request.is_full = fields.optional_flag("full");
    request.reason = fields.optional_text("reason");
    if (auto complaint = fields.complaint()) return *complaint;
    if (request.limit < 1 || request.limit > cases_max) {
        return problem(422, "invalid_input",
                       "The field \"limit\" must be 1 to " + std::to_string(cases_max) + ".");
    }
    if (auto complaint = read_cases(cases, request.cases)) return *complaint;
    return answer_of(desks.migrations.run(asked.caller(), request));
}

}  // namespace

void Api::add_migration_routes(Router& router) {
    router.add("POST", "/api/migrations",
               gate_.signed_in([this](const Asked& asked) { return migrate(desks_, asked); }));
}

}  // namespace trinh::http
