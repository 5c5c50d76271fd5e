#include "adapters/sql/insert_rows.h"
#include "adapters/sql/like.h"
#include "adapters/sql/rows.h"
#include "adapters/sql/tables.h"

namespace trinh::sql {

namespace {

using ports::CaseRow;
using ports::JournalRow;
using ports::WaitingRow;

constexpr std::string_view listed =
    "id, version, process, definition_hash, title, folded_title, drafting_agency, department, "
    "stage, is_closed, opened_at, changed_at, next_due, parent, relation";

std::vector<CaseRow> listed_rows(Session& session, std::string_view sql, const Arguments& values) {
    return rows<CaseRow, &CaseRow::id, &CaseRow::version, &CaseRow::process,
                &CaseRow::definition_hash, &CaseRow::title, &CaseRow::folded_title,
                &CaseRow::drafting_agency, &CaseRow::department, &CaseRow::stage,
                &CaseRow::is_closed, &CaseRow::opened_at, &CaseRow::changed_at, &CaseRow::next_due,
                &CaseRow::parent, &CaseRow::relation>(session, sql, values);
}

std::vector<CaseRow> whole_rows(Session& session, std::string_view sql, const Arguments& values) {
    return rows<CaseRow, &CaseRow::id, &CaseRow::version, &CaseRow::process,
                &CaseRow::definition_hash, &CaseRow::title, &CaseRow::folded_title,
                &CaseRow::drafting_agency, &CaseRow::department, &CaseRow::stage,
                &CaseRow::is_closed, &CaseRow::opened_at, &CaseRow::changed_at, &CaseRow::next_due,
                &CaseRow::parent, &CaseRow::relation, &CaseRow::snapshot>(session, sql, values);
}

Refusal no_such_case(CaseId id) {
    const std::string number = std::to_string(id.number);
    return {Reason::not_found, "There is no case " + number + ": check the number.",
            "Không tìm thấy hồ sơ số " + number + ". Đề nghị kiểm tra lại số hồ sơ."};
}

Result<CaseRow> loaded(Session& session, CaseId id, std::string_view lock) {
    std::string sql = "select ";
    sql.append(listed).append(", snapshot from case_file where id = :id").append(lock);
    auto found = whole_rows(session, sql, {id});
    if (found.empty()) return no_such_case(id);
    return std::move(found.front());
}

}  // namespace

CaseId Cases::insert(const CaseRow& row) {
    const auto id = one_number(
        session_,
        "insert into case_file (version, process, definition_hash, title, folded_title, "
        "drafting_agency, department, stage, is_closed, opened_at, changed_at, next_due, parent, "
        "relation, snapshot) "
        "values (1, :process, :hash, :title, :folded, :drafting, :department, :stage, :closed, "
        ":opened, :changed, :due, :parent, :relation, :snapshot) returning id",
        {row.process, row.definition_hash, row.title, row.folded_title, row.drafting_agency,
         row.department, row.stage, row.is_closed, row.opened_at, row.changed_at, row.next_due,
         row.parent, row.relation, row.snapshot});
    CHECK(id.has_value());
    return CaseId{*id};
}

Result<CaseRow> Cases::load_for_update(CaseId id) {
    return loaded(session_, id, session_.row_lock());
}

Result<CaseRow> Cases::load(CaseId id) {
    return loaded(session_, id, "");
}

Result<Done> Cases::update(const CaseRow& row) {
    return at_version(
        "update case_file set version = version + 1, process = :process, definition_hash = :hash, "
        "title = :title, folded_title = :folded, drafting_agency = :drafting, "
        "department = :department, stage = :stage, is_closed = :closed, opened_at = :opened, "
        "changed_at = :changed, next_due = :due, parent = :parent, relation = :relation, "
        "snapshot = :snapshot "
        "where id = :id and version = :version returning version",
        {row.process, row.definition_hash, row.title, row.folded_title, row.drafting_agency,
         row.department, row.stage, row.is_closed, row.opened_at, row.changed_at, row.next_due,
         row.parent, row.relation, row.snapshot, row.id, row.version},
        row);
}

/// Names no column that stays as it is: the indexes over those are left alone.
Result<Done> Cases::move(const CaseRow& row) {
    return at_version(
        "update case_file set version = version + 1, stage = :stage, changed_at = :changed, "
        "next_due = :due, snapshot = :snapshot where id = :id and version = :version "
        "returning version",
        {row.stage, row.changed_at, row.next_due, row.snapshot, row.id, row.version}, row);
}

/// Runs an update of the row that answers with its new version, or says why it found none.
Result<Done> Cases::at_version(std::string_view sql, const Arguments& values, const CaseRow& row) {
    if (session_.is_silent()) {
        session_.run_certain(sql, values);
        return Done{};
    }
    if (one_number(session_, sql, values)) return Done{};
    return why_overtaken(row);
}

Refusal Cases::why_overtaken(const CaseRow& row) {
    const auto found =
        one_number(session_, "select version from case_file where id = :id", {row.id});
    if (!found) return no_such_case(row.id);
    const std::string number = std::to_string(row.id.number);
    return {Reason::conflict,
            "Case " + number + " was changed by somebody else meanwhile (version " +
                std::to_string(row.version) + " expected, " + std::to_string(*found) +
                " found): load it again and repeat.",
            "Hồ sơ số " + number +
                " vừa được người khác cập nhật. Đề nghị tải lại hồ sơ rồi thực hiện lại."};
}

std::vector<CaseRow> Cases::list(const ports::CaseFilter& filter) {
    std::string sql = "select ";
    sql.append(listed).append(" from case_file where id > 0");
    Arguments values;
    const auto ask = [&](std::string_view condition, Argument value) {
        sql.append(" and ").append(condition);
        values.push_back(std::move(value));
    };
    if (filter.parent) ask("parent = :parent", *filter.parent);
    if (!filter.relation.empty()) ask("relation = :relation", filter.relation);
    if (filter.has_children) {
        sql += " and id in (select parent from case_file where parent is not null)";
    }
    if (filter.due_before) {
        sql += " and is_closed = 0";
        ask("next_due < :day", *filter.due_before);
    }
    if (filter.below_id) ask("id < :below", *filter.below_id);
    if (!filter.drafting_agency.empty()) ask("drafting_agency = :drafting", filter.drafting_agency);
    if (!filter.process.empty()) ask("process = :process", filter.process);
    if (filter.is_closed) ask("is_closed = :closed", *filter.is_closed);
    if (!filter.folded_text.empty()) {
        ask("folded_title like :pattern escape '!'", like_anywhere(filter.folded_text));
    }
    values.push_back(filter.limit);
    return listed_rows(session_, sql + " order by id desc limit :limit", values);
}

std::vector<ports::ChildCountRow> Cases::child_counts(CaseId parent, Date today) {
    using Row = ports::ChildCountRow;
    return rows<Row, &Row::definition_hash, &Row::stage, &Row::drafting_agency, &Row::is_closed,
                &Row::count, &Row::overdue>(
        session_,
        "select definition_hash, stage, drafting_agency, is_closed, count(*), "
        "sum(case when is_closed = 0 and next_due < :today then 1 else 0 end) "
        "from case_file where parent = :parent "
        "group by definition_hash, stage, drafting_agency, is_closed order by 1, 2, 3, 4",
        {today, parent});
}

void Cases::replace_waiting(CaseId id, const std::vector<WaitingRow>& rows) {
    session_.run("delete from case_waiting where case_id = :id", {id});
    int place = 0;
    Arguments values;
    for (const WaitingRow& row : rows) {
        values.insert(values.end(), {id, place++, row.role, row.agency, row.person});
    }
    insert_rows(session_, "insert into case_waiting (case_id, place, role, agency, person)", 5,
                values);
}

std::vector<WaitingRow> Cases::waiting(CaseId id) {
    return rows<WaitingRow, &WaitingRow::case_id, &WaitingRow::role, &WaitingRow::agency,
                &WaitingRow::person>(session_,
                                     "select case_id, role, agency, person from case_waiting "
                                     "where case_id = :id order by place",
                                     {id});
}

std::vector<CaseRow> Cases::work_of(const ports::PersonRow& person, int limit) {
    std::string sql = "select ";
    sql.append(listed).append(
        " from case_file where is_closed = 0 and id in ("
        "select case_id from case_waiting where person = :person");
    Arguments values{person.id};
    if (!person.roles.empty()) {
        sql +=
            " union select case_id from case_waiting where person = '' and agency = :agency "
            "and role in (";
        values.push_back(person.agency);
        for (const std::string& role : person.roles) {
            sql.append(values.size() == 2 ? ":r" : ", :r").append(std::to_string(values.size()));
            values.push_back(role);
        }
        sql += ")";
    }
    sql += ") order by case when next_due is null then 1 else 0 end, next_due, id limit :limit";
    values.push_back(limit);
    return listed_rows(session_, sql, values);
}

void Cases::append_journal(const std::vector<JournalRow>& rows) {
    Arguments values;
    for (const JournalRow& row : rows) {
        values.insert(values.end(), {row.case_id, row.sequence, row.at, row.type, row.body});
    }
    insert_rows(session_, "insert into journal (case_id, sequence, at, type, body)", 5, values);
}

std::vector<JournalRow> Cases::journal(CaseId id) {
    return rows<JournalRow, &JournalRow::case_id, &JournalRow::sequence, &JournalRow::at,
                &JournalRow::type, &JournalRow::body>(
        session_,
        "select case_id, sequence, at, type, body from journal where case_id = :id "
        "order by sequence",
        {id});
}

void Cases::remove_journal(CaseId id) {
    session_.run("delete from journal where case_id = :id", {id});
}

}  // namespace trinh::sql
