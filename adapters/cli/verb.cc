#include "adapters/cli/verb.h"

#include <ostream>

#include "engine/base/json_text.h"

namespace trinh::cli {

std::string Arguments::option(const std::string& name) const {
    const auto at = options.find(name);
    return at == options.end() ? std::string() : at->second;
}

bool Arguments::flag(const std::string& name) const {
    return option(name) == "true";
}

std::string Arguments::word(std::size_t at) const {
    return at < words.size() ? words[at] : std::string();
}

int refuse(Terminal& terminal, const Refusal& refusal) {
    const bool has_vietnamese = terminal.is_vietnamese && !refusal.message_vi.empty();
    terminal.err << "trinh: " << (has_vietnamese ? refusal.message_vi : refusal.message) << '\n';
    return exit_refused;
}

int answer(Terminal& terminal, const Result<boost::json::object>& document,
           const std::function<void(std::ostream&, const boost::json::object&)>& print) {
    if (!document) return refuse(terminal, document.error());
    if (terminal.wants_json) {
        terminal.out << to_json_text(*document) << '\n';
    } else {
        print(terminal.out, *document);
    }
    return exit_done;
}

}  // namespace trinh::cli
