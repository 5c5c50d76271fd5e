/// Gate: only who is signed in gets to a desk, and no foreign page in his name.
#pragma once

#include <functional>

#include "adapters/http/desks.h"
#include "adapters/http/once_only.h"
#include "adapters/http/router.h"

namespace trinh::http {

/// A request and who sent it.
struct Asked {
    const Request& request;
    const service::KnownSession& session;
    [[nodiscard]] const service::Caller& caller() const { return session.caller; }
};

using DeskHandler = std::function<Response(const Asked&)>;

/// Safe to share between threads.
class Gate {
public:
    Gate(Desks& desks, std::function<void(const std::string&)> on_fault)
        : people_(desks.people), once_only_(desks.answers, std::move(on_fault)) {}

    /// 401 without a running session; 403 for a change without its X-CSRF-Token; a POST is done
    /// once for each Idempotency-Key.
    Handler signed_in(DeskHandler handler);
    /// The same checks, for a request whose body has not been read.
    HeadCheck head_check();

private:
    Result<service::KnownSession> session_of(const Request& request);

    service::PeopleDesk& people_;
    OnceOnly once_only_;
};

}  // namespace trinh::http
