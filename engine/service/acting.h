/// Acting: one officer's act on one case, from the stored case to the answer.
///
/// Internal to this room. What the act leads to is thought out beside the writers, on what was
/// committed last, and written in one go; the case's version tells whether somebody came first, and
/// then it is thought out again. Where other cases are touched too, all is done within one
/// transaction that holds what it reads.
#pragma once

#include "engine/casework/effect.h"
#include "engine/service/case_desk.h"
#include "engine/service/directory.h"
#include "engine/service/loaded_case.h"

namespace trinh::service {

class Acting {
public:
    /// Keeps the references.
    Acting(const Office& office, const Caller& caller, const ActRequest& request)
        : office_(office), caller_(caller), request_(request) {}

    /// See CaseDesk::act().
    Result<json::object> run();

private:
    /// What is known before anything is written.
    struct Thought {
        LoadedCase loaded;
        casework::Decision decision;
        const workflow::Action* action = nullptr;
    };

    Result<Thought> think(ports::Transaction& tx, Directory& names, bool is_for_update) const;
    /// Nothing when it has to be done within one transaction, or somebody came first.
    std::optional<Result<json::object>> try_beside();
    Result<json::object> try_within() const;
    [[nodiscard]] json::object answer(const Thought& thought, json::object view,
                                      const std::vector<CaseId>& opened) const;

    const Office& office_;
    const Caller& caller_;
    const ActRequest& request_;
    bool is_alone_ = true;  ///< As far as is known.
};

/// The case as it stands now in this transaction, with its version.
json::object stored_view(const Office& office, const Caller& caller, ports::Transaction& tx,
                         Directory& names, CaseId id);

}  // namespace trinh::service
