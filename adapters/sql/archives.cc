#include "adapters/sql/rows.h"
#include "adapters/sql/tables.h"

namespace trinh::sql {

namespace {

using ports::ArchivedCaseRow;
using ports::ArchiveRow;
using ports::ArchiveState;
using ports::HoldRow;

constexpr std::array<const char*, 3> state_words{"writing", "moving", "done"};

const char* word(ArchiveState state) {
    return state_words.at(static_cast<std::size_t>(state));
}

/// A row as it is stored: its state is a word.
struct Stored : ArchiveRow {
    std::string state_word;
};

Refusal went_on(const ArchiveRow& row) {
    return {Reason::conflict,
            "Somebody else went on with the archive '" + row.name +
                "' meanwhile: look at \"trinh archive list\".",
            "Tệp lưu trữ “" + row.name + "” vừa được người khác xử lý."};
}

std::vector<HoldRow> hold_rows(Session& session, std::string_view rest, const Arguments& values) {
    std::string sql =
        "select id, case_id, reason, placed_by, placed_at, released_by, released_at, "
        "release_reason from legal_hold ";
    sql.append(rest).append(" order by id");
    return rows<HoldRow, &HoldRow::id, &HoldRow::case_id, &HoldRow::reason, &HoldRow::placed_by,
                &HoldRow::placed_at, &HoldRow::released_by, &HoldRow::released_at,
                &HoldRow::release_reason>(session, sql, values);
}

}  // namespace

std::int64_t Archives::add(const ArchiveRow& row) {
    const auto id = one_number(
        session_,
        "insert into archive (name, made_at, made_by, closed_before, process, state, sha256, "
        "bytes, "
        "cases, journal_rows, entries) values (:name, :at, :by, :before, :process, :state, :sha, "
        ":bytes, :cases, :journal, :entries) returning id",
        {row.name, row.made_at, row.made_by, row.closed_before, row.process, word(row.state),
         row.sha256, row.bytes, row.cases, row.journal_rows, row.entries});
    CHECK(id.has_value());
    return *id;
}

Result<Done> Archives::save(const ArchiveRow& row, ArchiveState before) {
    const auto saved = one_number(
        session_,
        "update archive set state = :state, sha256 = :sha, bytes = :bytes, cases = :cases, "
        "journal_rows = :journal, entries = :entries where id = :id and state = :before "
        "returning id",
        {word(row.state), row.sha256, row.bytes, row.cases, row.journal_rows, row.entries, row.id,
         word(before)});
    if (saved) return Done{};
    return went_on(row);
}

Result<Done> Archives::remove(const ArchiveRow& row) {
    const auto removed = one_number(
        session_, "delete from archive where id = :id and state = 'writing' returning id",
        {row.id});
    if (removed) return Done{};
    return went_on(row);
}

std::vector<ArchiveRow> Archives::archives() {
    auto found = rows<Stored, &Stored::id, &Stored::name, &Stored::made_at, &Stored::made_by,
                      &Stored::closed_before, &Stored::process, &Stored::state_word,
                      &Stored::sha256, &Stored::bytes, &Stored::cases, &Stored::journal_rows,
                      &Stored::entries>(
        session_,
        "select id, name, made_at, made_by, closed_before, process, state, sha256, bytes, cases, "
        "journal_rows, entries from archive order by id",
        {});
    std::vector<ArchiveRow> archives;
    for (Stored& row : found) {
        for (const auto state : {ArchiveState::moving, ArchiveState::done}) {
            if (row.state_word == word(state)) row.state = state;
        }
        archives.push_back(std::move(row));
    }
    return archives;
}

void Archives::add_case(const ArchivedCaseRow& row) {
    session_.run(
        "insert into archived_case (case_id, archive, moved_at, journal_rows, entries, "
        "journal_digest) values (:case, :archive, :at, :journal, :entries, :digest)",
        {row.case_id, row.archive, row.moved_at, row.journal_rows, row.entries,
         row.journal_digest});
}

std::optional<ArchivedCaseRow> Archives::of_case(CaseId id) {
    using Row = ArchivedCaseRow;
    auto found = rows<Row, &Row::case_id, &Row::archive, &Row::moved_at, &Row::journal_rows,
                      &Row::entries, &Row::journal_digest>(
        session_,
        "select case_id, archive, moved_at, journal_rows, entries, journal_digest "
        "from archived_case where case_id = :id",
        {id});
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::int64_t Archives::moved_cases(std::int64_t archive) {
    return one_number(session_, "select count(*) from archived_case where archive = :archive",
                      {archive})
        .value_or(0);
}

std::int64_t Archives::add_hold(const HoldRow& row) {
    const auto id = one_number(
        session_,
        "insert into legal_hold (case_id, reason, placed_by, placed_at, released_by, released_at, "
        "release_reason) values (:case, :reason, :by, :at, :released, :when, :why) returning id",
        {row.case_id, row.reason, row.placed_by, row.placed_at, row.released_by, row.released_at,
         row.release_reason});
    CHECK(id.has_value());
    return *id;
}

void Archives::release(const HoldRow& row) {
    session_.run(
        "update legal_hold set released_by = :by, released_at = :at, release_reason = :why "
        "where id = :id",
        {row.released_by, row.released_at, row.release_reason, row.id});
}

std::vector<HoldRow> Archives::standing_holds(std::optional<CaseId> id) {
    if (!id) return hold_rows(session_, "where released_at is null", {});
    return hold_rows(session_, "where case_id = :id and released_at is null", {*id});
}

std::vector<HoldRow> Archives::holds_of(CaseId id) {
    return hold_rows(session_, "where case_id = :id", {id});
}

}  // namespace trinh::sql
