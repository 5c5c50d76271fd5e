// Targets that read texts: event names, JSON, input lines.
#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <sstream>

#include "adapters/cli/scxml_run.h"
#include "engine/base/check.h"
#include "engine/base/json_text.h"
#include "engine/chart/names.h"
#include "tests/fuzz/targets.h"

namespace trinh::fuzz {
namespace {

namespace json = boost::json;

std::vector<std::string> words(const std::string& line) {
    std::istringstream in(line);
    std::vector<std::string> found;
    for (std::string word; in >> word;) found.push_back(word);
    return found;
}

std::vector<std::string> tokens(std::string_view name) {
    std::vector<std::string> found(1);
    for (const char c : name) {
        if (c == '.')
            found.emplace_back();
        else
            found.back() += c;
    }
    return found;
}

/// Section 3.12.1, token by token.
bool matches(std::string_view descriptor, std::string_view name) {
    if (descriptor == "*") return true;
    if (descriptor.ends_with(".*")) descriptor.remove_suffix(2);
    if (descriptor.ends_with('.')) descriptor.remove_suffix(1);
    if (descriptor.empty()) return true;
    const auto wanted = tokens(descriptor), said = tokens(name);
    return wanted.size() <= said.size() && std::equal(wanted.begin(), wanted.end(), said.begin());
}

constexpr std::string_view machine = R"x(<scxml xmlns="http://www.w3.org/2005/07/scxml"
  version="1.0" datamodel="ecmascript"><datamodel><data id="n" expr="0"/></datamodel>
  <state id="on"><transition event="tick" target="on"><assign location="n" expr="n + 1"/>
      <send event="tick" delay="1s"/><log label="data" expr="_event.data"/></transition>
    <transition event="keep"><assign location="n" expr="_event.data"/></transition>
    <transition event="off" cond="n &gt; 2" target="off"/></state><final id="off"/></scxml>)x";

}  // namespace

void try_event_names(std::string_view text) {
    std::istringstream in{std::string(text.substr(0, 2'000))};
    std::string line;
    std::getline(in, line);
    const auto descriptors = words(line);
    chart::EventNames table;
    for (const std::string& descriptor : descriptors) table.add(descriptor);
    table.seal();
    while (std::getline(in, line)) {
        for (const std::string& name : words(line)) {
            const std::uint32_t number = table.number(name);
            for (const std::string& descriptor : descriptors) {
                const bool expected = matches(descriptor, name);
                CHECK(table.range(descriptor).holds(number) == expected);
                CHECK(chart::descriptor_matches(descriptor, name) == expected);
            }
        }
    }
}

void try_json(std::string_view text) {
    json::error_code fault;
    json::parse_options options;
    options.max_depth = 128;
    const json::value other = json::parse({text.data(), text.size()}, fault, {}, options);
    const auto read = parse_json(text);
    if (!read) {
        const bool is_range = read.error().message.find("out of range") != std::string::npos;
        CHECK(fault || is_range);
        return;
    }
    CHECK(!fault);
    const std::string written = to_json_text(*read);
    const auto again = parse_json(written);
    CHECK(again);
    CHECK(*again == *read);
    CHECK(to_json_text(*again) == written);
    // Boost must read what we wrote as well, but for the last digits of doubles.
    CHECK(json::parse(written, fault, {}, options).kind() == other.kind() || read->is_double());
}

void try_lines(std::string_view text) {
    std::istringstream lines{std::string(text.substr(0, 4'000))};
    std::ostringstream out, err;
    const int code = cli::run_scxml(machine, &lines, out, err);
    CHECK(code == 0 || code == 1 || code == 3);
    CHECK((code == 1) == !err.str().empty());
}

}  // namespace trinh::fuzz
