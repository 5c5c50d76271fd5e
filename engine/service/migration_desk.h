/// MigrationDesk: moves cases to another definition, one or all, after telling what will change.
///
/// A dry run changes nothing. A run is one transaction a case: what is refused is listed and the
/// rest goes on; a case that stands under the target already is passed over, so that a run that was
/// broken off is simply repeated. Each case is decided as it is when its turn comes: an act done
/// since the dry run is never lost. Safe to share by threads.
#pragma once

#include <boost/json/object.hpp>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/ports/store.h"
#include "engine/service/caller.h"
#include "engine/service/office.h"

namespace trinh::service {

namespace json = boost::json;

struct CaseAt {
    CaseId id;
    std::optional<std::int64_t> version;  ///< When given: refuse (conflict) if it moved on.
};

struct MigrationRequest {
    std::string to;             ///< Hash of a definition in the store, or id of a current process.
    std::string definition;     ///< Its XML instead, for one that is not in the store yet.
    std::string map;            ///< XML; empty: every name stays.
    std::vector<CaseAt> cases;  ///< These; else open ones by what follows.
    std::string process, from_hash;    ///< Of the case; empty: any.
    std::string state;                 ///< It stands in (or inside) this state; empty: any.
    bool is_everything = false;        ///< All open cases; needed when nothing else is named.
    std::optional<CaseId> below = {};  ///< Keyset page, newest first.
    int limit = 0;                     ///< Cases in one run; 0: no limit.
    bool is_applied = false;           ///< False: a dry run.
    bool is_full = false;              ///< The report tells what is kept, too.
    std::string reason;                ///< Needed when applied.
};

/// After each case: its row of the answer, how many are done, of how many.
using MigrationProgress = std::function<void(const json::object& row, int done, int all)>;

class MigrationDesk {
public:
    explicit MigrationDesk(const Office& office) : office_(office) {}

    /// The Migration document. Refuses as a whole: not_permitted, a map or a definition with
    /// faults, a map that does not fit the target, no reason given, nothing named.
    Result<json::object> run(const Caller& caller, const MigrationRequest& request,
                             const MigrationProgress& progress = {});

private:
    Office office_;
};

}  // namespace trinh::service
