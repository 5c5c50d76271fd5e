#include "adapters/sql/postgres_faults.h"

#include <fmt/format.h>
#include <utility>

namespace trinh::sql {

namespace {

bool is_lost(std::string_view sqlstate) {
    // 57P01-57P03: the server was stopped, crashed, or is not ready yet. No state: the socket
    // broke.
    return sqlstate.empty() || sqlstate.front() == ' ' || sqlstate.front() == '\0' ||
           sqlstate.starts_with("08") || sqlstate.starts_with("57P");
}

constexpr std::pair<std::string_view, std::string_view> sentences[] = {
    {"22021", "The database refused a text that is not UTF-8: nothing was written."},
    {"23", "The database refused a row that contradicts another one: nothing was written."},
    {"25006",
     "The database can only be read: name the PostgreSQL server that takes changes, not a replica "
     "of it."},
    {"25P03", "An act was left unfinished for too long and the database ended it: try it again."},
    {"28", "The database does not accept the server's account: check its user and password."},
    {"3D", "The PostgreSQL database does not exist: create it, or name another one."},
    {"40", "Another act came in the way of this one: nothing was written; try again."},
    {"42501",
     "The database user lacks a right: let it own the database and its schema, and start again."},
    {"42P01", "The database lacks a table: run `trinh migrate-store`, then start again."},
    {"53100",
     "The database cannot grow: the disk of the PostgreSQL server is full; free some "
     "space and try again."},
    {"53300",
     "The PostgreSQL server has no connection left: raise max_connections or lower the "
     "number of servers."},
    {"53", "The PostgreSQL server ran out of memory or disk: give it more and try again."},
    {"55P03", "Another act held what this one needs for too long: nothing was written; try again."},
    {"57014", "The database took too long and the act was ended: nothing was written; try again."},
    {"58", "The disk of the PostgreSQL server failed: check it, then try again."},
    {"XX", "The database is damaged, or PostgreSQL has a fault: look into its log."}};

constexpr std::pair<std::string_view, std::string_view> connect_sentences[] = {
    {"authentication failed",
     "The PostgreSQL server does not accept the user or the password: check both."},
    {"no password supplied",
     "The PostgreSQL server asks for a password: name the file that holds it."},
    {"no pg_hba.conf entry",
     "The PostgreSQL server does not let this machine in: add a line to its pg_hba.conf."},
    {"role \"", "The PostgreSQL user does not exist: create it, or name another one."},
    {"database \"", "The PostgreSQL database does not exist: create it, or name another one."},
    {"too many clients",
     "The PostgreSQL server has no connection left: raise max_connections or lower the number of "
     "servers."},
    {"remaining connection slots",
     "The PostgreSQL server has no connection left: raise max_connections or lower the number of "
     "servers."}};

}  // namespace

std::string connect_sentence(std::string_view message) {
    for (const auto& [part, sentence] : connect_sentences) {
        if (message.find(part) != std::string_view::npos) return std::string(sentence);
    }
    return "The PostgreSQL server cannot be reached: check that it runs and that its address is "
           "right, then try again.";
}

std::string fault_sentence(std::string_view sqlstate, bool is_commit) {
    if (is_lost(sqlstate)) {
        return is_commit ? "The connection to the database broke while the act was being saved: "
                           "look whether it took effect before you try again."
                         : "The connection to the database broke: nothing was written; try again.";
    }
    for (const auto& [state, sentence] : sentences) {
        if (sqlstate.starts_with(state)) return std::string(sentence);
    }
    return fmt::format("The database failed (SQLSTATE {}): nothing was written.", sqlstate);
}

bool is_collision(std::string_view sqlstate) {
    return sqlstate == "40001" || sqlstate == "40P01";
}

}  // namespace trinh::sql
