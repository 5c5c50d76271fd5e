/// LongTrail: a trail of many entries in an SQLite file of its own, as a department would leave it.
///
/// Fictional and the same at every run: 300 officers of 60 agencies, some busy and most not, on two
/// thousand cases at a time, twelve entries a case, three minutes apart. Some words, officers and
/// acts are common, some rare; each kind of rarity has a name below.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "engine/audit/entry.h"
#include "engine/ports/store.h"

namespace trinh::bench {

constexpr std::int64_t entries_a_case = 12;

struct LongTrail {
    std::unique_ptr<ports::Store> store;
    std::string file;
    std::int64_t entries = 0;

    [[nodiscard]] std::int64_t cases() const { return entries / entries_a_case; }
};

/// Opens the file and fills it up to `entries`, which must be a multiple of 24,000.
LongTrail long_trail(const std::string& file, std::int64_t entries);

audit::Entry nth_entry(std::int64_t number);
std::string nth_title(std::int64_t case_number);

constexpr const char* busy_officer = "can-bo-000";
constexpr const char* rare_officer = "can-bo-hiem";  ///< One entry in 200,000.
constexpr const char* busy_agency = "co-quan-00";
constexpr const char* rare_agency = "co-quan-hiem";  ///< The rare officer's.
constexpr const char* common_action = "accept";
constexpr const char* rare_action = "case.migrate";  ///< One entry in 100,000.
constexpr const char* deputy = "can-bo-thay";        ///< One entry in 5,000 is on his behalf.

}  // namespace trinh::bench
