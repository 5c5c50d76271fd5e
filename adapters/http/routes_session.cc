// Signing in and out, and who is signed in.
#include "adapters/http/api.h"
#include "adapters/http/body.h"
#include "adapters/http/fields.h"
#include "adapters/http/problem.h"
#include "adapters/http/session_cookie.h"

namespace trinh::http {
namespace {

/// `busy` or blocked: try again after that many seconds.
Response later(int status, int seconds, std::string message, std::string message_vi) {
    auto response = problem(status, "unavailable", std::move(message), std::move(message_vi));
    response.headers.emplace_back("Retry-After", std::to_string(seconds));
    return response;
}

Response too_many_tries(int seconds) {
    const auto count = std::to_string(seconds);
    return later(429, seconds,
                 "Too many failed sign-ins; the next one is possible in " + count + " seconds.",
                 "Đăng nhập sai quá nhiều lần; hãy thử lại sau " + count + " giây.");
}

Response too_busy() {
    return later(503, 2, "Too many people are signing in just now; please try again.",
                 "Có quá nhiều người đang đăng nhập; xin thử lại sau ít giây.");
}

}  // namespace

void Api::add_session_routes(Router& router) {
    router.add("POST", "/api/session", [this](const Request& request) { return sign_in(request); });
    router.add("DELETE", "/api/session",
               gate_.signed_in([this](const Asked& asked) { return sign_out(asked.request); }));
    router.add("GET", "/api/me", gate_.signed_in([this](const Asked& asked) {
        return json_answer(desks_.people.me(asked.session));
    }));
}

Response Api::sign_in(const Request& request) {
    // Only JSON is read: a foreign page's form cannot send that without asking the browser first.
    boost::json::object body;
    if (auto malformed = read_json(request, body)) return *malformed;
    Fields fields(body);
    const auto user = fields.text("user");
    const auto password = fields.secret("password");
    if (auto complaint = fields.complaint()) return *complaint;

    const int wait = throttle_.wait_seconds(user, request.remote, desks_.office.clock.now());
    if (wait > 0) return too_many_tries(wait);
    const PasswordSlots::Slot slot(slots_);
    if (!slot) return too_busy();
    auto signed_in = desks_.people.sign_in(user, password, request.remote);
    if (!signed_in) return refused(signed_in.error());
    throttle_.succeeded(user, request.remote);
    const auto earlier = request.cookie(session_cookie_name);
    if (!earlier.empty()) desks_.people.sign_out(earlier);
    auto response = json_answer(signed_in->me);
    response.headers.emplace_back("Set-Cookie",
                                  session_cookie(signed_in->token, options_.is_cookie_secure));
    return response;
}

Response Api::sign_out(const Request& request) {
    desks_.people.sign_out(request.cookie(session_cookie_name));
    Response response;
    response.status = 204;
    response.headers.emplace_back("Set-Cookie", session_cookie({}, options_.is_cookie_secure));
    return response;
}

}  // namespace trinh::http
