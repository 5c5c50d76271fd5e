/// OnceOnly: a POST that comes twice under one Idempotency-Key is done once.
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "adapters/http/message.h"
#include "engine/service/answer_desk.h"

namespace trinh::http {

/// Safe to share between threads.
class OnceOnly {
public:
    /// `on_fault` is told when an answer could not be kept. May be empty.
    OnceOnly(service::AnswerDesk& answers, std::function<void(const std::string&)> on_fault)
        : answers_(answers), on_fault_(std::move(on_fault)) {}

    /// The request's key, for the caller that is handed to the desks; nothing without the header.
    static std::optional<service::OnceKey> key_of(const Request& request);
    /// Without the header: just does it. With it: the answer kept for this person and key, or
    /// does it and keeps the answer if it succeeded; 422 when the key was used for another
    /// request, 409 while the first one is still under way. Refusals are not kept: they changed
    /// nothing, and the next try may succeed.
    /// An act on a case uses the key up in its own transaction (service::use_up_key), so that it
    /// is not done twice by two servers, or after one died before it kept the answer.
    Response run(const service::Caller& caller, const Request& request,
                 const std::function<Response()>& act);

private:
    using PersonKey = std::pair<std::string, std::string>;
    class Turn;

    Response run_alone(const service::Caller& caller, const std::string& key,
                       const Request& request, const std::function<Response()>& act);
    void keep(const service::Caller& caller, const std::string& key, const std::string& hash,
              const Response& response);

    service::AnswerDesk& answers_;
    std::function<void(const std::string&)> on_fault_;
    std::mutex mutex_;
    std::set<PersonKey> under_way_;
};

}  // namespace trinh::http
