/// scxml_run: one chart under a virtual clock, for trying definitions out and for conformance
/// tests.
///
/// JSON line in, JSON line out: {"event":"go","data":{...}} delivers an event, {"wait_ms":1000}
/// moves the clock and lets what became due happen in due order. No store; real time only passes
/// while a message goes out over HTTP. Events that come in over HTTP are read before the next line.
#pragma once

#include <istream>
#include <ostream>
#include <string_view>

#include "adapters/cli/web_events.h"
#include "engine/chart/chart.h"

namespace trinh::cli {

/// Prints {"active":[...],"final":false,"log":[...]} after the start and after every input line.
/// `events` null: runs until the chart ends or nothing is pending, and prints once.
/// `sources`: the files beside the definition. `open_web`: HTTP for charts that mention the
/// BasicHTTP event processor; empty: there is none. Answers the exit code: 0 ended in a final
/// state, 3 stopped elsewhere, 1 refused (a wrong definition or a wrong line; the reason is on
/// `err`).
int run_scxml(std::string_view xml, std::istream* events, std::ostream& out, std::ostream& err,
              const chart::Sources& sources = {}, const OpenWebEvents& open_web = {});

}  // namespace trinh::cli
