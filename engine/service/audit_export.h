/// audit_export: the trail as a stream: CSV, JSON or XES, page by page in constant memory.
///
/// CSV and JSON hold every entry in order; JSON gives each as the bytes that the log hashes. XES
/// (IEEE 1849) holds a trace a case with its entries as events; entries about no case, such as
/// sign-ins, are left out. Of an entry that moved to an archive CSV and JSON hold the hash; XES has
/// it when the archive is at hand.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "engine/service/caller.h"
#include "engine/service/office.h"

namespace trinh::service {

/// Takes one piece of the file after the other.
using Sink = std::function<void(std::string_view)>;

/// How many entries went out. Refuses who may not audit, and other formats than "csv", "json" and
/// "xes". Throws StoreFailure in the middle of the stream when the store breaks.
Result<std::int64_t> export_audit(const Office& office, const Caller& caller,
                                  std::string_view format, const Sink& sink);

}  // namespace trinh::service
