#include "adapters/sql/migrations.h"

#include <algorithm>
#include <chrono>

#include "adapters/sql/rows.h"
#include "engine/ports/store.h"

namespace trinh::sql {

namespace {

struct Applied {
    std::string name, sha256;
};

constexpr const char* create_list =
    "create table if not exists schema_migration (name TEXT not null primary key, "
    "sha256 TEXT not null, applied_at BIGINT not null)";

std::int64_t now_ms() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

bool has_list(Session& session) {
    const Dialect& dialect = session.dialect();
    return one_number(session, dialect.count_tables(), {"schema_migration"}).value_or(0) > 0;
}

std::vector<Applied> applied_to(Session& session) {
    if (has_list(session)) {
        return rows<Applied, &Applied::name, &Applied::sha256>(
            session, "select name, sha256 from schema_migration order by name", {});
    }
    if (one_number(session, session.dialect().count_tables(), {"%"}).value_or(0) > 0) {
        throw ports::StoreFailure(
            "The database belongs to another program: it has tables, but none that lists this "
            "program's migrations; name another one.");
    }
    return {};
}

/// "0012_break_...": a program that does not know it cannot work on the store any more. With all
/// others it can, so that the servers of one database are replaced one by one.
bool is_breaking(std::string_view name) {
    return name.substr(std::min(name.find('_'), name.size())).starts_with("_break_");
}

void refuse_strangers(const std::vector<Applied>& applied, std::span<const Migration> known) {
    for (const Applied& one : applied) {
        const auto same = std::ranges::find(known, std::string_view(one.name), &Migration::name);
        if (same == known.end() && !is_breaking(one.name)) continue;
        if (same == known.end()) {
            throw ports::StoreFailure(
                "The database was written by a newer version of this program "
                "(migration \"" +
                one.name +
                "\" is unknown here): start "
                "that version, or restore a backup made before it.");
        }
        if (same->sha256 != one.sha256) {
            throw ports::StoreFailure("Migration \"" + one.name +
                                      "\" was applied to the database "
                                      "with another text than this program has: use the program "
                                      "that wrote the database.");
        }
    }
}

/// "only on sqlite: create ..." is a statement for that database alone.
std::string meant_for(const Dialect& dialect, const std::string& statement) {
    constexpr std::string_view mark = "only on ";
    if (!statement.starts_with(mark)) return statement;
    const std::size_t end = statement.find(": ");
    if (std::string_view(statement).substr(mark.size(), end - mark.size()) != dialect.name()) {
        return {};
    }
    return statement.substr(end + 2);
}

void apply(Session& session, const Migration& migration) {
    for (const std::string& statement : statements_of(migration.text)) {
        const std::string meant = meant_for(session.dialect(), statement);
        if (!meant.empty()) session.run(session.dialect().translated(meant));
    }
    session.run("insert into schema_migration (name, sha256, applied_at) values (:n, :s, :a)",
                {migration.name, migration.sha256, now_ms()});
}

}  // namespace

std::vector<std::string_view> migrate(Session& session, std::span<const Migration> known) {
    session.begin(Access::write);  // So that two programs that start together take turns.
    for (const char* statement : session.dialect().before_migrations()) session.run(statement);
    const std::vector<Applied> applied = applied_to(session);
    refuse_strangers(applied, known);
    std::vector<std::string_view> missing;
    const auto is_applied = [&](const Migration& migration) {
        return std::ranges::find(applied, migration.name, &Applied::name) != applied.end();
    };
    if (std::ranges::all_of(known, is_applied)) {
        session.roll_back();
        return missing;
    }
    session.run(session.dialect().translated(create_list));
    for (const Migration& migration : known) {
        if (is_applied(migration)) continue;
        apply(session, migration);
        missing.push_back(migration.name);
    }
    session.commit();
    return missing;
}

std::vector<std::string> statements_of(std::string_view text) {
    std::vector<std::string> found;
    std::string statement;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
        std::string_view line = text.substr(0, end);
        text.remove_prefix(end);
        while (!line.empty() && (line.back() == '\n' || line.back() == ' ')) line.remove_suffix(1);
        if (line.empty() || line.starts_with("--")) continue;
        const bool is_last = line.back() == ';';
        if (is_last) line.remove_suffix(1);
        statement.append(statement.empty() ? "" : "\n").append(line);
        if (is_last) found.push_back(std::exchange(statement, {}));
    }
    if (!statement.empty()) found.push_back(std::move(statement));
    return found;
}

}  // namespace trinh::sql
