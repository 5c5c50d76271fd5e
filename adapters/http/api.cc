#include "adapters/http/api.h"

namespace trinh::http {

namespace {
constexpr std::chrono::milliseconds patience{3'000};
}

Api::Api(const service::Office& office, ApiOptions options)
    : options_(std::move(options)),
      desks_(office),
      gate_(desks_, options_.on_fault),
      throttle_(options_.throttle),
      slots_(options_.password_checks_max, options_.password_waiters_max, patience) {}

void Api::add_routes(Router& router) {
    add_session_routes(router);
    add_case_routes(router);
    add_migration_routes(router);
    add_draft_routes(router);
    add_office_routes(router);
    add_report_routes(router);
    add_form_routes(router);
    add_index_routes(router);
}

}  // namespace trinh::http
