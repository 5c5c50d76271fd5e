/// Fuzz targets: each takes any bytes and must come back, soon and with nothing broken.
///
/// libFuzzer calls them (entry.cc), and so does a quick replay of changed seeds under ctest. What
/// must hold is CHECKed, so that a breach stops the program at its place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace trinh::fuzz {

/// A chart: read, analysed, run a little; its snapshot restores to the same snapshot.
void try_chart(std::string_view text);
/// A process with the workflow overlay: read, drawn.
void try_process(std::string_view text);
/// A session's snapshot as JSON text: refused, or restored, run on and written again.
void try_snapshot(std::string_view text);
/// Lines of words: descriptors first, names then; the table agrees with a token-wise comparison.
void try_event_names(std::string_view text);
/// A JSON document: read as Boost.JSON reads it, and written so that it reads the same.
void try_json(std::string_view text);
/// The input lines of `trinh scxml --events -`.
void try_lines(std::string_view text);

struct Target {
    const char* name;
    void (*run)(std::string_view text);
};
/// All of them; `name` is the fuzzer's, "chart_fuzz".
const std::vector<Target>& targets();

/// What a fuzzer starts from, made from the shipped process and from random charts.
std::vector<std::string> seeds_for(std::string_view target);
/// Words of the same, one libFuzzer dictionary entry each.
std::vector<std::string> words_for(std::string_view target);

}  // namespace trinh::fuzz
