/// Linked cases: a decision is recorded with all that follows from it in other cases.
///
/// Cases it opens, word to the case that opened it, letters that chase; everything in the caller's
/// transaction. Internal to this room. A chain of cases that open and tell one another is bounded.
#pragma once

#include <vector>

#include "engine/service/case_lists.h"
#include "engine/service/record.h"

namespace trinh::service {

/// What one act leads to, through all the cases it touches.
class LinkedCases {
public:
    LinkedCases(const Office& office, ports::Transaction& tx, Directory& names,
                casework::Actor actor, Instant now)
        : office_(office), tx_(tx), names_(names), actor_(std::move(actor)), now_(now) {}

    /// Saves what happened to a known case and all that follows. Refuses with conflict when
    /// `before` is not what is stored, with the reason when a case that it asks for cannot be
    /// opened, with wrong_state when the chain of cases is too long.
    Result<Done> record(const casework::Law& law, const casework::Case& before,
                        std::int64_t version, casework::Decision& decision, const ActNote& note);
    /// The same for a case that begins.
    Result<CaseId> record_opened(const casework::Law& law, casework::Decision& decision,
                                 const ActNote& note);

    /// The cases that the first recorded decision opened, in order.
    [[nodiscard]] const std::vector<CaseId>& opened() const { return opened_; }

private:
    /// A parent that was told: what it makes of it, to be recorded after the child.
    struct Told {
        casework::Law law;
        casework::Case before;
        std::int64_t version = 0;
        casework::Decision decision;
        ActNote note;
    };

    [[nodiscard]] Recording recording(const casework::Law& law) const {
        return {office_, law, tx_, names_, now_};
    }
    std::vector<Told> tell_parent(casework::Decision& decision);
    bool tell(const casework::Case& child, const casework::TellParent& word,
              std::vector<Told>& told);
    Result<Done> follow(const casework::Law& law, const casework::Decision& decision,
                        std::vector<Told>& told);
    Result<Done> open_children(const casework::Law& law, const casework::Decision& decision);
    Result<CaseId> open_child(const casework::Case& parent, const casework::OpenLinked& link,
                              CaseLists& lists);
    void chase(const casework::Law& law, const casework::Decision& decision,
               const casework::Chase& wish);

    const Office& office_;
    ports::Transaction& tx_;
    Directory& names_;
    casework::Actor actor_;
    Instant now_;
    int depth_ = 0;
    std::size_t opened_count_ = 0;
    std::vector<CaseId> opened_;
};

}  // namespace trinh::service
