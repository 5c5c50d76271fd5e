// The office itself: people, agencies, the outbox, and whether the server is well.
#include "adapters/http/api.h"
#include "adapters/http/fields.h"
#include "adapters/http/problem.h"

namespace trinh::http {
namespace {

Response list_people(Desks& desks, const Asked& asked) {
    Parameters query(asked.request);
    const auto role = query.text("role");
    const auto agency = query.text("agency");
    if (auto complaint = query.complaint()) return *complaint;
    return json_answer(desks.people.people(role, agency));
}

Response list_mail(Desks& desks, const Asked& asked) {
    Parameters query(asked.request);
    const auto state = query.text("state");
    if (auto complaint = query.complaint()) return *complaint;
    return answer_of(desks.mail.list(asked.caller(), state));
}

Response retry_mail(Desks& desks, const Asked& asked) {
    const MailId id{number_of(asked.request.parameter("id")).value_or(0)};
    return answer_of(desks.mail.retry(asked.caller(), id));
}

Response retry_dead_mail(Desks& desks, const Asked& asked) {
    return answer_of(desks.mail.retry_all(asked.caller()));
}

}  // namespace

void Api::add_office_routes(Router& router) {
    router.add("GET", "/api/people",
               gate_.signed_in([this](const Asked& asked) { return list_people(desks_, asked); }));
    router.add("GET", "/api/agencies", gate_.signed_in([this](const Asked&) {
        return json_answer(desks_.people.agencies());
    }));
    router.add("GET", "/api/mail",
               gate_.signed_in([this](const Asked& asked) { return list_mail(desks_, asked); }));
    router.add("POST", "/api/mail/{id}/retry",
               gate_.signed_in([this](const Asked& asked) { return retry_mail(desks_, asked); }));
    router.add("POST", "/api/mail/retry", gate_.signed_in([this](const Asked& asked) {
        return retry_dead_mail(desks_, asked);
    }));
    add_health_route(router);
}

void Api::add_health_route(Router& router) {
    router.add("GET", "/api/health", [this](const Request&) { return health(); });
}

Response Api::health() {
    auto tx = desks_.office.store.begin_read();
    ports::CaseFilter newest;
    newest.limit = 1;
    const auto rows = tx->cases().list(newest);
    // Ids count from 1 and no case is ever deleted: the newest id is the number of cases; on
    // PostgreSQL a little more, because an act that was taken back leaves a gap.
    const std::int64_t count = rows.empty() ? 0 : rows.front().id.number;
    return json_answer({{"ok", true},
                        {"version", options_.version},
                        {"store", options_.store},
                        {"role", options_.role},
                        {"cases", count}});
}

}  // namespace trinh::http
