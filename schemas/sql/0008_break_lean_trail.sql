-- The trail, lean: what its entries share stands once and has a number. An entry's bytes are written
-- anew from its row; those of before stay whole in "body". Every server is stopped for this one.
create table audit_name (
    id INTEGER PRIMARY KEY,
    text TEXT not null unique
);
insert into audit_name (text)
    select actor from audit_entry union select on_behalf_of from audit_entry where on_behalf_of <> ''
    union select agency from audit_entry union select action from audit_entry;
create table audit_frame (
    id INTEGER PRIMARY KEY,
    text TEXT not null unique
);

drop index audit_by_case;
drop index audit_by_actor;
drop index audit_by_agency;
drop index audit_by_action;
drop index audit_by_time;
alter table audit_entry rename to audit_entry_in_words;
create table audit_entry (
    leaf INTEGER PRIMARY KEY,
    at BIGINT not null,
    actor BIGINT not null,
    on_behalf_of BIGINT,
    agency BIGINT not null,
    case_id BIGINT,
    action BIGINT not null,
    frame BIGINT,
    inputs TEXT not null,
    note TEXT not null,
    body TEXT
);
insert into audit_entry (leaf, at, actor, on_behalf_of, agency, case_id, action, frame, inputs, note, body)
    select w.leaf, w.at, a.id, b.id, g.id, w.case_id, c.id, null, '', '', w.body
    from audit_entry_in_words w
    join audit_name a on a.text = w.actor
    left join audit_name b on b.text = w.on_behalf_of and w.on_behalf_of <> ''
    join audit_name g on g.text = w.agency
    join audit_name c on c.text = w.action
    order by w.leaf;
drop table audit_entry_in_words;
alter table audit_waiting drop column folded_text;
-- SQLite keeps the leaf in every index of the table.
only on sqlite: create index audit_by_case on audit_entry (case_id) where case_id is not null;
only on postgres: create index audit_by_case on audit_entry (case_id, leaf) where case_id is not null;

-- Taken in after the acts, in batches. A tile is a full subtree of 256, 256², ... entries; no entry
-- from a tile of level 1 on is earlier than its first_at, none up to its end later than its last_at.
create table audit_tile (
    level BIGINT not null,
    number BIGINT not null,
    root TEXT not null,
    first_at BIGINT not null,
    last_at BIGINT not null,
    primary key (level, number)
);
create index audit_tile_by_first_at on audit_tile (level, first_at, number);
create index audit_tile_by_last_at on audit_tile (level, last_at, number);
create table search_progress (
    name TEXT not null primary key,
    upto BIGINT not null
);
insert into search_progress (name, upto) values ('trail', 0);

-- Words of blocks of sixteen entries, and which words there are at all.
create table search_word (
    id INTEGER PRIMARY KEY,
    text TEXT not null unique
);
only on sqlite: create virtual table audit_search using fts5 (words, content='', columnsize=0, detail=none, tokenize='ascii');
only on postgres: create table audit_search (number BIGINT not null primary key, words tsvector not null);
only on postgres: create index audit_search_by_word on audit_search using gin (words);
