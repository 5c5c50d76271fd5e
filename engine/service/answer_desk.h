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

class AnswerDesk {
public:
    explicit AnswerDesk(const Office& office) : office_(office) {}

    /// The kept answer, or nothing when the key is new for this person. Refuses with
    /// invalid_input when the key was used for another request.
    Result<std::optional<KeptAnswer>> find(const Caller& caller, std::string_view key,
                                           std::string_view request_hash);
    void keep(const Caller& caller, std::string_view key, std::string_view request_hash,
              const KeptAnswer& answer);

private:
    Office office_;
};

}  // namespace trinh::service
