/// large_queries: the shape of every query that can meet many rows, with values in it.
#pragma once

namespace trinh::sql {

inline constexpr const char* large_queries[] = {
    "select id from case_file where id > 0 and drafting_agency = 'a' order by id desc limit 50",
    "select id from case_file where id > 0 and process = 'a' and id < 9 order by id desc limit 50",
    "select id from case_file where id > 0 and is_closed = 0 order by id desc limit 50",
    "select id from case_file where id > 0 order by id desc limit 50",
    "select id from case_file where id > 0 and parent = 1 and id < 9 order by id desc limit 50",
    "select stage, count(*) from case_file where parent = 1 group by stage",
    "select id from outbox where case_id = 1 and letter = 'a' order by id desc limit 9",
    "select sequence from journal where case_id = 1 order by sequence",
    "select deadline from deadline where case_id = 1 order by deadline, entry",
    "select d.case_id from deadline d join case_file c on c.id = d.case_id "
    "where d.wake_at is not null and d.wake_at <= 5 "
    "order by d.wake_at, d.case_id, d.deadline, d.entry limit 1",
    "select case_id from deadline where wake_at is not null and wake_at <= 5 "
    "order by wake_at, case_id, deadline, entry limit 9",
    "select id from outbox where channel = 'mail' and state = 'pending' and not_before <= 5 "
    "order by not_before, id limit 9",
    "select id from outbox where batch = 'a' and batch <> '' and together is null and "
    "to_person = 'b' and state = 'pending' order by id limit 9",
    "select id from outbox where together = 3 and state = 'pending' and not_before <= 5 "
    "order by id limit 9",
    "select id from outbox where state = 'dead' order by id desc limit 9",
    "select leaf from audit_entry e where e.case_id = 3 and e.leaf >= 0 and e.leaf < 9 "
    "order by e.leaf desc limit 50",
    "select leaf from audit_entry e where e.actor = 3 and e.leaf >= 0 and e.leaf < 9 "
    "order by e.leaf desc limit 50",
    "select leaf from audit_entry e left join case_file c on c.id = e.case_id where e.leaf >= 0 "
    "and e.leaf < 9 order by e.leaf desc limit 50",
    "select leaf from audit_entry where leaf >= 4 order by leaf limit 50",
    "select number from audit_tile where level = 1 and last_at >= 5 order by last_at, number "
    "limit 1",
    "select number from audit_tile where level = 1 and first_at < 5 order by first_at desc, "
    "number desc limit 1",
    "select number, root from audit_tile where level = 1 and number >= 5 order by number limit 9",
    "select text from search_word where text >= 'a' and text < 'b' order by text limit 64",
    "select name from fact where date >= '2023-01-01' and date <= '2023-12-31' order by date, id",
    "select name from fact where id > 7 and date || '' >= '2023-01-01' order by id",
    "select body from index_value where index_id = 'a' and on_date >= '2023-01-01' and "
    "on_date <= '2023-12-31' order by on_date, id",
    "select id from person p where p.is_active = 1 and p.agency = 'a' and p.id in "
    "(select h.person from person_role h where h.role = 'r') order by id",
    "select token_hash from web_session where token_hash = 'a'",
    "select status from answered where person = 'a' and answer_key = 'k'"};

inline constexpr const char* my_work_query =
    "select id from case_file where is_closed = 0 and id in (select case_id from case_waiting "
    "where person = 'lan' union select case_id from case_waiting where person = '' and "
    "agency = 'a' and role in ('r', 's')) order by case when next_due is null then 1 else 0 "
    "end, next_due, id limit 50";

}  // namespace trinh::sql
