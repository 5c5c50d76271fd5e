-- Which case opened this one, and what it is to it.
alter table case_file add column parent BIGINT;
alter table case_file add column relation TEXT not null default '';
create index case_by_parent on case_file (parent, id) where parent is not null;

-- Letters about one case: whom it has chased.
create index outbox_by_case on outbox (case_id, id) where case_id is not null;

-- To which department the cases belong that an agency's people open; empty: the office's own.
alter table agency add column department TEXT not null default '';
