#include "adapters/http/once_only.h"

#include <algorithm>
#include <exception>

#include "adapters/http/problem.h"
#include "engine/audit/digest.h"

namespace trinh::http {
namespace {

constexpr std::size_t key_max = 200;

bool is_key(std::string_view text) {
    return text.size() <= key_max &&
           std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f; });
}

std::string hash_of(const Request& request) {
    const auto hash = audit::sha256({request.method, "\n", request.target, "\n", request.body});
    return audit::to_hex(audit::bytes_of(hash));
}

}  // namespace

/// Holds (person, key) for as long as its request runs.
class OnceOnly::Turn {
public:
    Turn(OnceOnly& of, PersonKey key) : of_(of), key_(std::move(key)) {
        const std::lock_guard lock(of_.mutex_);
        is_first_ = of_.under_way_.insert(key_).second;
    }
    ~Turn() {
        const std::lock_guard lock(of_.mutex_);
        if (is_first_) of_.under_way_.erase(key_);
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    explicit operator bool() const { return is_first_; }

private:
    OnceOnly& of_;
    PersonKey key_;
    bool is_first_ = false;
};

std::optional<service::OnceKey> OnceOnly::key_of(const Request& request) {
    const std::string key(request.header("idempotency-key"));
    if (request.method != "POST" || key.empty()) return std::nullopt;
    return service::OnceKey{key, hash_of(request)};
}

Response OnceOnly::run(const service::Caller& caller, const Request& request,
                       const std::function<Response()>& act) {
    const std::string key(request.header("idempotency-key"));
    if (key.empty()) return act();
    if (!is_key(key))
        return problem(400, "invalid_input",
                       "An Idempotency-Key has 1 to 200 visible ASCII characters.");
    const Turn turn(*this, {caller.person.id, key});
    if (!turn)
        return problem(409, "conflict",
                       "A request with this Idempotency-Key is still under way; wait for it.",
                       "Yêu cầu này đang được xử lý; xin chờ trong giây lát.");
    return run_alone(caller, key, request, act);
}

Response OnceOnly::run_alone(const service::Caller& caller, const std::string& key,
                             const Request& request, const std::function<Response()>& act) {
    const auto hash = hash_of(request);
    auto kept = answers_.find(caller, key, hash);
    if (!kept) return refused(kept.error());
    if (*kept) {
        Response again{(*kept)->status, "application/json; charset=utf-8", (*kept)->body};
        again.headers.emplace_back("Idempotency-Replayed", "true");
        return again;
    }
    auto response = act();
    if (response.status >= 200 && response.status < 300) keep(caller, key, hash, response);
    return response;
}

void OnceOnly::keep(const service::Caller& caller, const std::string& key, const std::string& hash,
                    const Response& response) {
    try {
        answers_.keep(caller, key, hash, {response.status, response.body});
    } catch (const std::exception& fault) {
        // The act itself is committed: the reader must hear that, not that keeping failed.
        if (on_fault_) on_fault_(std::string("keeping an answer: ") + fault.what());
    }
}

}  // namespace trinh::http
