#include "adapters/app/roles.h"

#include <fmt/format.h>

namespace trinh::app {

std::string Roles::spoken() const {
    if (web && clock && mail) return "all";
    std::string words;
    const auto add = [&](bool is_done, const char* word) {
        if (is_done) words.append(words.empty() ? "" : ",").append(word);
    };
    add(web, "web");
    add(clock, "clock");
    add(mail, "mail");
    return words;
}

Result<Roles> read_roles(std::string_view text) {
    if (text.empty()) return Roles{};
    Roles roles{false, false, false};
    while (true) {
        const auto end = std::min(text.find(','), text.size());
        const auto word = text.substr(0, end);
        const bool is_all = word == "all";
        if (!is_all && word != "web" && word != "clock" && word != "mail") {
            return Refusal{
                Reason::invalid_input,
                fmt::format("'{}' is no role of a server: expected web, clock, mail or all, "
                            "several with commas between.",
                            word)};
        }
        roles.web |= is_all || word == "web";
        roles.clock |= is_all || word == "clock";
        roles.mail |= is_all || word == "mail";
        if (end == text.size()) return roles;
        text.remove_prefix(end + 1);
    }
}

}  // namespace trinh::app
