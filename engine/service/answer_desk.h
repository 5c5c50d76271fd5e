/// AnswerDesk: a request that comes twice under one idempotency key is done once.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/service/caller.h"
#include "engine/service/office.h"

namespace trinh::service {

struct KeptAnswer {
    int status = 0;
    std::string body;
};

/// In the act's own transaction: the caller's key is used up exactly when the act is done. Throws
/// StoreFailure when another server came first. Nothing for a caller without a key.
void use_up_key(ports::Transaction& tx, const Caller& caller, Instant now);
/// The row that does so; nothing for a caller without a key.
std::optional<ports::AnsweredRow> key_of(const Caller& caller, Instant now);

class AnswerDesk {
public:
    explicit AnswerDesk(const Office& office) : office_(office) {}

    /// The kept answer, or nothing when the key is new for this person. Refuses with
    /// invalid_input when the key was used for another request, with conflict when the act was
    /// done but its answer is not here (yet): another server has it, or died with it.
    Result<std::optional<KeptAnswer>> find(const Caller& caller, std::string_view key,
                                           std::string_view request_hash);
    void keep(const Caller& caller, std::string_view key, std::string_view request_hash,
              const KeptAnswer& answer);

private:
    Office office_;
};

}  // namespace trinh::service
