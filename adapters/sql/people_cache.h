/// PeopleCache: everybody and every agency, as one of the last transactions read them.
///
/// Each act asks for names and roles several times, and they hardly change: a stamp that every
/// change of theirs moves (people_stamp) tells whether what is kept still holds. Safe between
/// threads.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "adapters/sql/session.h"
#include "engine/ports/rows.h"

namespace trinh::sql {

struct Everybody {
    std::int64_t stamp = 0;
    std::vector<ports::AgencyRow> agencies;                       ///< By id.
    std::map<std::string, ports::PersonRow, std::less<>> people;  ///< The inactive ones too.
    /// Active holders of a role in an agency, by id.
    std::map<std::pair<std::string, std::string>, std::vector<const ports::PersonRow*>> holders;
};

class PeopleCache {
public:
    /// As this transaction sees them.
    [[nodiscard]] std::shared_ptr<const Everybody> look(Session& session);

private:
    std::mutex mutex_;
    std::shared_ptr<const Everybody> kept_;
};

}  // namespace trinh::sql
