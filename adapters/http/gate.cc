#include "adapters/http/gate.h"

#include "adapters/http/problem.h"
#include "adapters/http/session_cookie.h"

namespace trinh::http {

Result<service::KnownSession> Gate::session_of(const Request& request) {
    const auto token = request.cookie(session_cookie_name);
    if (token.empty())
        return Refusal{Reason::not_signed_in, "Sign in first: the request has no session.",
                       "Bạn chưa đăng nhập."};
    auto session = people_.session(token);
    if (!session) return session.error();
    const auto csrf = request.header("x-csrf-token");
    if (!request.is_safe() && !same_secret(csrf, session->csrf))
        return Refusal{Reason::not_permitted,
                       "The X-CSRF-Token header is missing or not that of this session; GET "
                       "/api/me tells it.",
                       "Yêu cầu không có mã xác nhận của phiên làm việc; hãy tải lại trang."};
    return session;
}

Handler Gate::signed_in(DeskHandler handler) {
    return [this, handler = std::move(handler)](const Request& request) {
        auto session = session_of(request);
        if (!session) return refused(session.error());
        session->caller.once = OnceOnly::key_of(request);
        const Asked asked{request, *session};
        if (request.method != "POST") return handler(asked);
        return once_only_.run(session->caller, request, [&] { return handler(asked); });
    };
}

HeadCheck Gate::head_check() {
    return [this](const Request& request) -> std::optional<Response> {
        const auto session = session_of(request);
        if (session) return std::nullopt;
        return refused(session.error());
    };
}

}  // namespace trinh::http
