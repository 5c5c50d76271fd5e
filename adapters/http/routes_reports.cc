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
    filter.on_behalf_of = query.text("on_behalf_of");
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

Response list_checkpoints(Desks& desks, const Asked& asked) {
    return answer_of(desks.audit_log.checkpoints(asked.caller()));
}

Response sign_checkpoint(Desks& desks, const Asked& asked) {
    return answer_of(desks.audit_log.checkpoint(asked.caller()), 201);
}

Response prove(Desks& desks, const Asked& asked) {
    Parameters query(asked.request);
    const auto entry = query.number("entry"), older = query.number("consistency");
    const auto size = query.number("size").value_or(0);
    if (auto complaint = query.complaint()) return *complaint;
    if (entry.has_value() == older.has_value()) {
        return problem(
            422, "invalid_input",
            "Exactly one of the parameters \"entry\" and \"consistency\" is needed.",
            "Cần đúng một trong hai tham số: số mục nhật ký hoặc số mục của nhật ký cũ.");
    }
    return answer_of(entry ? desks.audit_log.prove_inclusion(asked.caller(), *entry, size)
                           : desks.audit_log.prove_consistency(asked.caller(), *older, size));
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
    add("/api/audit/checkpoints", list_checkpoints);
    add("/api/audit/proof", prove);
    router.add("POST", "/api/audit/checkpoints", gate_.signed_in([this](const Asked& asked) {
        return sign_checkpoint(desks_, asked);
    }));
    add("/api/audit/verify",
        [](Desks& desks, const Asked&) { return json_answer(desks.audit.verify()); });
}

}  // namespace trinh::http
