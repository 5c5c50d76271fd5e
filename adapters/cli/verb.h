/// Verb: one command of the command line: what it takes and the function that does it.
///
/// Verbs stand in files by subject (case_verbs.cc ...); command_line.cc alone knows CLI11.
#pragma once

#include <boost/json/object.hpp>
#include <functional>
#include <iosfwd>
#include <map>
#include <string>
#include <vector>

#include "adapters/cli/workplace.h"
#include "engine/base/result.h"

namespace trinh::cli {

/// Exit codes, as scripts rely on them.
inline constexpr int exit_done = 0;
inline constexpr int exit_refused = 1;  ///< Refused, or findings.
inline constexpr int exit_broken = 2;   ///< Something outside is broken.
inline constexpr int exit_stopped = 3;  ///< A chart stopped elsewhere than in a final state.
inline constexpr int exit_usage = 64;

struct Arguments {
    std::map<std::string, std::string> options;  ///< By name without dashes; flags are "true".
    std::map<std::string, std::vector<std::string>> lists;  ///< Options that may come again.
    std::vector<std::string> words;                         ///< Positionals in order.

    [[nodiscard]] std::string option(const std::string& name) const;  ///< Empty when absent.
    [[nodiscard]] bool flag(const std::string& name) const;
    [[nodiscard]] std::string word(std::size_t at) const;  ///< Empty beyond the end.
};

/// Where a verb reads and writes, and in which form.
struct Terminal {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    bool wants_json = false;
    bool is_vietnamese = false;
};

enum class OptionKind { value, required, flag, list };

struct OptionSpec {
    std::string name, help;
    OptionKind kind = OptionKind::value;
};

struct WordSpec {
    std::string name, help;
    bool is_many = false, is_optional = false;
};

using Run = std::function<int(Workplace&, Terminal&, const Arguments&)>;

struct Verb {
    std::string group;  ///< "case"; empty: a verb of its own.
    std::string name, summary;
    std::vector<WordSpec> words;
    std::vector<OptionSpec> options;
    Run run;
};

std::vector<Verb> case_verbs();
std::vector<Verb> campaign_verbs();
std::vector<Verb> migration_verbs();  ///< case migrate
std::vector<Verb> draft_verbs();
std::vector<Verb> check_verbs();
std::vector<Verb> definition_verbs();  ///< scxml, diagram
std::vector<Verb> due_verbs();
std::vector<Verb> calendar_verbs();
std::vector<Verb> audit_verbs();
std::vector<Verb> audit_log_verbs();  ///< audit verify, checkpoint, proof, export
std::vector<Verb> archive_verbs();
std::vector<Verb> hold_verbs();
std::vector<Verb> upkeep_verbs();         ///< backup, restore, doctor
std::vector<Verb> index_verbs();          ///< index score, explain
std::vector<Verb> index_work_verbs();     ///< index enter, values, snapshot, show, report
std::vector<Verb> index_round_verbs();    ///< index rounds, open, round, act
std::vector<Verb> index_outlook_verbs();  ///< index what-if, ranking, forecast
std::vector<Verb> form_verbs();
std::vector<Verb> people_verbs();
std::vector<Verb> mail_verbs();
std::vector<Verb> server_verbs();  ///< serve, migrate-store

/// Prints a refusal as one sentence on stderr; exit_refused.
int refuse(Terminal& terminal, const Refusal& refusal);

/// Prints the document as JSON when asked for, else by `print`; refusals as above.
int answer(Terminal& terminal, const Result<boost::json::object>& document,
           const std::function<void(std::ostream&, const boost::json::object&)>& print);

}  // namespace trinh::cli
