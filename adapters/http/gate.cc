#include "adapters/http/gate.h"

#include "adapters/http/problem.h"
#include "adapters/http/session_cookie.h"

namespace trinh::http {

Handler Gate::signed_in(DeskHandler handler) {
    return [this, handler = std::move(handler)](const Request& request) {
        const auto token = request.cookie(session_cookie_name);
        if (token.empty())
            return refused({Reason::not_signed_in, "Sign in first: the request has no session.",
                            "Bạn chưa đăng nhập."});
        const auto session = people_.session(token);
        if (!session) return refused(session.error());
        const auto csrf = request.header("x-csrf-token");
        if (!request.is_safe() && !same_secret(csrf, session->csrf))
            return refused({Reason::not_permitted,
                            "The X-CSRF-Token header is missing or not that of this session; GET "
                            "/api/me tells it.",
                            "Yêu cầu không có mã xác nhận của phiên làm việc; hãy tải lại trang."});
        const Asked asked{request, *session};
        if (request.method != "POST") return handler(asked);
        return once_only_.run(session->caller, request, [&] { return handler(asked); });
    };
}

}  // namespace trinh::http
