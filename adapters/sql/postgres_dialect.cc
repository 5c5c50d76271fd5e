// With postgres_pipeline the only file that knows SOCI's PostgreSQL back-end and libpq.
#include "adapters/sql/postgres_dialect.h"

#include <fmt/format.h>
#include <memory>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include "adapters/sql/people_stamp.h"
#include "adapters/sql/postgres_faults.h"
#include "adapters/sql/postgres_pipeline.h"
#include "engine/ports/store.h"

namespace trinh::sql {

namespace {

/// How long an answer may be on its way when a statement took as long as it may.
constexpr int answer_ms = 5'000;

/// A cable that was pulled shows within half a minute.
constexpr std::pair<std::string_view, std::string_view> attentive[] = {
    {"keepalives_idle", "10"},
    {"keepalives_interval", "5"},
    {"keepalives_count", "3"},
    {"tcp_user_timeout", "25000"}};

/// SOCI takes quoted values apart at their blanks, so the address is given as a URI.
void add_part(std::string& uri, std::string_view key, std::string_view value) {
    uri.append(uri.empty() ? "postgresql:///?" : "&").append(key).append("=");
    for (const char sign : value) uri += fmt::format("%{:02X}", static_cast<unsigned char>(sign));
}

/// libpq's reading of "host=... dbname=..." as a URI with what else every connection needs.
std::string uri_of(const PostgresOptions& options) {
    const auto free_parts = [](PQconninfoOption* parts) { PQconninfoFree(parts); };
    const std::unique_ptr<PQconninfoOption, decltype(free_parts)> parts(
        PQconninfoParse(options.connection.c_str(), nullptr), free_parts);
    if (!parts) {
        throw ports::StoreFailure(
            "The description of the PostgreSQL connection cannot be read: expected words like "
            "\"host=db.example dbname=trinh user=trinh\".");
    }
    std::string uri;
    bool has_limit = false, has_name = false;
    for (const auto* part = parts.get(); part->keyword != nullptr; ++part) {
        const std::string_view key = part->keyword;
        if (part->val == nullptr) continue;
        if (key == "password") {
            throw ports::StoreFailure(
                "The description of the PostgreSQL connection holds a password: keep it in a file "
                "that only the server's account may read, and name that file.");
        }
        has_limit |= key == "connect_timeout";
        has_name |= key == "application_name";
        add_part(uri, key, part->val);
    }
    if (!has_limit) add_part(uri, "connect_timeout", "10");
    if (!has_name) add_part(uri, "application_name", "trinh");
    for (const auto& [key, value] : attentive) {
        if (uri.find(key) == std::string::npos) add_part(uri, key, value);
    }
    add_part(uri, "client_encoding", "UTF8");
    if (!options.password.empty()) add_part(uri, "password", options.password);
    return uri;
}

/// A lost client must not hold a case for longer than idle_in_transaction_session_timeout.
std::string settings_of(const PostgresOptions& options) {
    return fmt::format(
        "set synchronous_commit = on; set client_min_messages = warning; "
        "set statement_timeout = {}; set lock_timeout = {}; "
        "set idle_in_transaction_session_timeout = {}",
        options.statement_ms, options.wait_ms, options.idle_ms);
}

}  // namespace

PostgresDialect::PostgresDialect(const PostgresOptions& options)
    : address_(uri_of(options)),
      settings_(settings_of(options)),
      silence_ms_(options.statement_ms + answer_ms) {}

std::unique_ptr<soci::session> PostgresDialect::connect() const {
    auto session = std::make_unique<soci::session>(soci::postgresql, address_);
    *session << settings_;
    std::string encoding;
    *session << "show server_encoding", soci::into(encoding);
    if (encoding != "UTF8") {
        throw ports::StoreFailure(
            "The PostgreSQL database does not keep UTF-8: create one with encoding 'UTF8'.");
    }
    return session;
}

std::unique_ptr<Pipeline> PostgresDialect::pipeline(soci::session& connection) const {
    auto* backend = static_cast<soci::postgresql_session_backend*>(connection.get_backend());
    // Every act asks whether the people in memory are still those in the store.
    const Foretold foretold{begin(Access::read), people_stamp_question};
    return std::make_unique<PostgresPipeline>(backend->conn_, foretold, silence_ms_);
}

WordMatch PostgresDialect::word_match() const {
    return {"'",
            " & ",
            " | ",
            ":*",
            "number",
            ".words @@ cast(:words as tsquery)",
            " (number, words) values (:number, array_to_tsvector(string_to_array(:words, ' ')))"};
}

const char* PostgresDialect::begin(Access access) const {
    return access == Access::write ? "begin isolation level read committed read write"
                                   : "begin isolation level repeatable read read only";
}

std::span<const char* const> PostgresDialect::before_migrations() const {
    // The number means nothing, it only has to be the same in every program: "trinh" in ASCII.
    static constexpr const char* statements[] = {"set local lock_timeout = 0",
                                                 "set local statement_timeout = 0",
                                                 "select pg_advisory_xact_lock(500135718504)"};
    return statements;
}

std::string PostgresDialect::skip_locked(std::string_view table) const {
    std::string lock = " for update";
    if (!table.empty()) lock.append(" of ").append(table);
    return lock.append(" skip locked");
}

const char* PostgresDialect::count_tables() const {
    return "select count(*) from information_schema.tables "
           "where table_schema = current_schema() and table_name like :name";
}

std::string PostgresDialect::translated(const std::string& statement) const {
    static constexpr std::pair<std::string_view, std::string_view> words[] = {
        {"INTEGER PRIMARY KEY", "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY"},
        {" TEXT", " TEXT COLLATE \"C\""}};
    std::string text = statement;
    for (const auto& [ours, theirs] : words) {
        for (auto at = text.find(ours); at != std::string::npos;
             at = text.find(ours, at + theirs.size())) {
            text.replace(at, ours.size(), theirs);
        }
    }
    return text;
}

bool PostgresDialect::is_collision(const std::exception& error) const {
    const auto* known = dynamic_cast<const soci::postgresql_soci_error*>(&error);
    return known != nullptr && sql::is_collision(known->sqlstate());
}

std::string PostgresDialect::explain(const std::exception& error, Moment moment) const {
    if (moment == Moment::connect) return connect_sentence(error.what());
    const auto* known = dynamic_cast<const soci::postgresql_soci_error*>(&error);
    if (known == nullptr) return "The database could not be used: nothing was written.";
    return fault_sentence(known->sqlstate(), moment == Moment::commit);
}

}  // namespace trinh::sql
