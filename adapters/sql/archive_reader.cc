#include <limits>
#include <map>

#include "adapters/sql/archive_file.h"
#include "adapters/sql/rows.h"
#include "engine/audit/entry.h"
#include "engine/base/text.h"
#include "engine/base/words.h"

namespace trinh::sql {
namespace {

using ports::AuditRow;
using ports::CaseRow;

constexpr int page_rows = 500;
/// Of a text that is only counted; what lies further back is not looked at.
constexpr int counted_rows_max = 20'000;

struct HeadRow {
    std::string name, value;
};

struct Filtered {
    std::string rest = " from entry where leaf >= 0";
    Arguments values;

    explicit Filtered(const ports::AuditFilter& filter) {
        if (filter.case_id) ask("case_id = :case", *filter.case_id);
        if (!filter.actor.empty()) ask("actor = :actor", filter.actor);
        if (!filter.on_behalf_of.empty()) ask("on_behalf_of = :behalf", filter.on_behalf_of);
        if (!filter.agency.empty()) ask("agency = :agency", filter.agency);
        if (!filter.action.empty()) ask("action = :action", filter.action);
        if (filter.from) ask("at >= :from", *filter.from);
        if (filter.before) ask("at < :before", *filter.before);
        if (filter.below_index) ask("leaf < :below", *filter.below_index);
        values.push_back(filter.limit);
    }
    void ask(std::string_view condition, Argument value) {
        rest.append(" and ").append(condition);
        values.push_back(std::move(value));
    }
};

class Reader : public ports::ArchiveReader {
public:
    explicit Reader(const std::filesystem::path& file)
        : dialect_(file.string(), SqliteOptions{}, SqliteUse::read_archive), session_(dialect_) {
        const auto format = one_number(session_, "PRAGMA user_version", {}).value_or(0);
        if (format == archive_format) return;
        throw ports::StoreFailure(
            format > archive_format
                ? "The archive was written by a newer version of this program: use that one."
                : "The file is no archive of this program.");
    }

    ports::ArchiveHead head() override {
        std::map<std::string, std::string> values;
        for (auto& row : rows<HeadRow, &HeadRow::name, &HeadRow::value>(
                 session_, "select name, value from head", {})) {
            values[row.name] = std::move(row.value);
        }
        ports::ArchiveHead head;
        const auto closed_before = Date::parse(values["closed_before"]);
        if (!closed_before) throw ports::StoreFailure("The archive's head cannot be read.");
        head.closed_before = *closed_before;
        head.made_at = Instant{std::strtoll(values["made_at"].c_str(), nullptr, 10)};
        head.name = values["name"];
        head.department = values["department"];
        head.made_by = values["made_by"];
        head.process = values["process"];
        head.checkpoint = values["checkpoint"];
        head.key = values["key"];
        head.seal = values["seal"];
        head.seal_signature = values["seal_signature"];
        return head;
    }

    std::vector<CaseRow> cases(CaseId after, int limit) override {
        return case_rows("where id > :after order by id limit :limit", {after, limit});
    }

    Result<CaseRow> find(CaseId id) override {
        auto found = case_rows("where id = :id", {id});
        if (!found.empty()) return std::move(found.front());
        const std::string number = std::to_string(id.number);
        return Refusal{Reason::not_found, "The archive does not hold case " + number + ".",
                       "Tệp lưu trữ không có hồ sơ số " + number + "."};
    }

    std::vector<ports::JournalRow> journal(CaseId id) override {
        using Row = ports::JournalRow;
        return rows<Row, &Row::case_id, &Row::sequence, &Row::at, &Row::type, &Row::body>(
            session_,
            "select case_id, sequence, at, type, body from journal where case_id = :id "
            "order by sequence",
            {id});
    }

    std::int64_t journal_rows() override {
        return one_number(session_, "select count(*) from journal", {}).value_or(0);
    }

    std::vector<AuditRow> entries_from(std::int64_t index, int limit) override {
        return entry_rows(" from entry where leaf >= :leaf order by leaf limit :limit",
                          {index, limit});
    }

    std::vector<AuditRow> query(const ports::AuditFilter& filter) override {
        return filter.folded_text.empty() ? query_columns(filter)
                                          : query_text(filter, std::numeric_limits<int>::max());
    }

    std::int64_t count(const ports::AuditFilter& filter) override {
        if (!filter.folded_text.empty()) return std::ssize(query_text(filter, counted_rows_max));
        const Filtered asked(filter);
        return one_number(session_,
                          "select count(*) from (select 1" + asked.rest + " limit :limit)",
                          asked.values)
            .value_or(0);
    }

    std::vector<ports::GapRow> gaps_from(std::int64_t first, int limit) override {
        using Row = ports::GapRow;
        return rows<Row, &Row::first, &Row::size, &Row::hash>(
            session_,
            "select first, size, hash from gap where first >= :first order by first limit :limit",
            {first, limit});
    }

    std::vector<ports::DefinitionRow> definitions() override {
        using Row = ports::DefinitionRow;
        return rows<Row, &Row::hash, &Row::process, &Row::added_at, &Row::xml>(
            session_, "select hash, process, added_at, xml from definition order by hash", {});
    }

    std::vector<ports::NameRow> names() override {
        using Row = ports::NameRow;
        return rows<Row, &Row::id, &Row::name>(session_, "select id, name from name order by id",
                                               {});
    }

private:
    std::vector<AuditRow> query_columns(const ports::AuditFilter& filter) {
        const Filtered asked(filter);
        return entry_rows(asked.rest + " order by leaf desc limit :limit", asked.values);
    }

    /// Looks at no more than about `rows_max` entries that fit otherwise.
    std::vector<AuditRow> query_text(const ports::AuditFilter& filter, std::int64_t rows_max) {
        auto others = filter;
        others.limit = page_rows;
        std::vector<AuditRow> found;
        std::map<CaseId, std::string> titles;
        for (std::int64_t seen = 0; seen < rows_max; seen += page_rows) {
            auto page = query_columns(others);
            const bool is_last = std::ssize(page) < page_rows;
            if (!page.empty()) others.below_index = page.back().index;
            for (auto& row : page) {
                if (!has_phrase(text_of(row, titles), filter.folded_text)) continue;
                found.push_back(std::move(row));
                if (std::ssize(found) == filter.limit) return found;
            }
            if (is_last) break;
        }
        return found;
    }

    /// What a text search looks through: title of the case, note and inputs, folded.
    std::string text_of(const AuditRow& row, std::map<CaseId, std::string>& titles) {
        const auto entry = audit::read_entry(row.body);
        if (!entry || !row.case_id) return {};
        const auto [title, is_new] = titles.try_emplace(*row.case_id);
        if (is_new) {
            if (const auto found = find(*row.case_id)) title->second = found->title;
        }
        return folded(title->second + " " + entry->note + " " + entry->inputs);
    }

    std::vector<CaseRow> case_rows(std::string_view rest, const Arguments& values) {
        std::string sql =
            "select id, version, process, definition_hash, title, drafting_agency, department, "
            "stage, opened_at, changed_at, parent, relation, snapshot from case_file ";
        sql.append(rest);
        auto found =
            rows<CaseRow, &CaseRow::id, &CaseRow::version, &CaseRow::process,
                 &CaseRow::definition_hash, &CaseRow::title, &CaseRow::drafting_agency,
                 &CaseRow::department, &CaseRow::stage, &CaseRow::opened_at, &CaseRow::changed_at,
                 &CaseRow::parent, &CaseRow::relation, &CaseRow::snapshot>(session_, sql, values);
        for (CaseRow& row : found) row.is_closed = true;
        return found;
    }

    std::vector<AuditRow> entry_rows(std::string_view rest, const Arguments& values) {
        std::string sql = "select leaf, at, actor, on_behalf_of, agency, case_id, action, body";
        sql.append(rest);
        return rows<AuditRow, &AuditRow::index, &AuditRow::at, &AuditRow::actor,
                    &AuditRow::on_behalf_of, &AuditRow::agency, &AuditRow::case_id,
                    &AuditRow::action, &AuditRow::body>(session_, sql, values);
    }

    SqliteDialect dialect_;
    Session session_;
};

}  // namespace

std::unique_ptr<ports::ArchiveReader> read_archive(const std::filesystem::path& file) {
    return std::make_unique<Reader>(file);
}

}  // namespace trinh::sql
