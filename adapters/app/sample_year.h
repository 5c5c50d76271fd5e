/// sample_year: the sample department and its year of work, replayed through the desks.
///
/// Nothing is written past the engine: every sample case is opened and moved by the same acts an
/// officer would do, each at its own time.
#pragma once

#include <filesystem>

#include "adapters/app/clocks.h"
#include "engine/base/result.h"
#include "engine/service/office.h"

namespace trinh::app {

/// The password of every account of the sample department.
inline constexpr const char* sample_password = "trinh-demo";

/// Adds agencies and people of a JSON file (shape: samples/README.md); the number of people.
/// People who are there already keep their password; new ones get `password` (empty: none).
Result<int> load_people(service::Office& office, const std::string& json_text,
                        const std::string& password);

/// Replays samples/cases.json with `clock`, which must be the office's clock, up to `until`.
/// Throws std::runtime_error naming case and step when one is refused: a sample is a test.
void replay_year(service::Office& office, SettableClock& clock, const std::string& json_text,
                 Instant until);

}  // namespace trinh::app
