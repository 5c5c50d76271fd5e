// Questions about dates and the trail.
#include "adapters/http/api.h"
#include "adapters/http/fields.h"
#include "adapters/http/problem.h"

namespace trinh::http {
namespace {

Response count_due(Desks& desks, const Asked& asked) {
    Parameters query(asked.request);
    service::DueRequest request;
    request.from = query.text("from");
    request.before = query.text("before");
    request.period = query.compulsory_text("period");
    request.roll = query.text("roll");
    if (auto complaint = query.complaint()) return *complaint;
    return answer_of(service::count_due(desks.office.shelf, request));
}

Response query_audit(Desks& desks, const Asked& asked) {
    Parameters query(asked.request);
    ports::AuditFilter filter;
    if (const auto id = query.number("case")) filter.case_id = CaseId{*id};
    filter.actor = query.text("actor");
    filter.agency = query.text("agency");
    filter.action = query.text("action");
    filter.folded_text = query.text("text");
    if (const auto from = query.date("from")) filter.from = local_time(*from, 0, 0);
    // "to" is a day like "from": all of it counts.
    if (const auto to = query.date("to")) filter.before = local_time(*to + 1, 0, 0);
    filter.below_index = query.number("below");
    filter.limit = query.limit(500, 50);
    if (auto complaint = query.complaint()) return *complaint;
    return answer_of(desks.audit.query(asked.caller(), filter));
}

}  // namespace

void Api::add_report_routes(Router& router) {
    const auto add = [&](const char* pattern, Response (*handler)(Desks&, const Asked&)) {
        router.add("GET", pattern, gate_.signed_in([this, handler](const Asked& asked) {
            return handler(desks_, asked);
        }));
    };
    add("/api/due", count_due);
    add("/api/audit", query_audit);
    add("/api/audit/verify",
        [](Desks& desks, const Asked&) { return json_answer(desks.audit.verify()); });
}

}  // namespace trinh::http
