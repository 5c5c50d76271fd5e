/// archive_choice: which cases' history may move to an archive, and what keeps the others here.
///
/// Internal to this room. Who is asked for an archive gives the day; no period stands in the code.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <vector>

#include "engine/service/office.h"

namespace trinh::service {

namespace json = boost::json;

struct ArchiveWish {
    Date closed_before;   ///< Only cases that ended before this day.
    std::string process;  ///< Only of this process; empty: of all.
};

/// A case that stays though it ended before the day.
struct HeldBack {
    CaseId id;
    std::string title, reason;  ///< reason: "hold", "open_relative", "journal".
    std::string text, text_en;
};

struct ArchiveChoice {
    std::vector<CaseId> cases;  ///< By id.
    std::vector<HeldBack> held_back;
    std::int64_t later = 0;     ///< Ended on that day or after it.
    std::int64_t archived = 0;  ///< Their history moved before.
};

ArchiveChoice choose_cases(const Office& office, const ArchiveWish& wish);

/// Why the history of a closed case must stay; nothing: it may move.
std::optional<HeldBack> kept_here(ports::Transaction& tx, const ports::CaseRow& row);

}  // namespace trinh::service
