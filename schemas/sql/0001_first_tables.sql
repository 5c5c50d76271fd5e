-- People and agencies.
create table agency (
    id TEXT not null primary key,
    name TEXT not null,
    kind TEXT not null
);

create table person (
    id TEXT not null primary key,
    name TEXT not null,
    position TEXT not null,
    email TEXT not null,
    agency TEXT not null,
    password_hash TEXT not null,
    is_active BIGINT not null check (is_active in (0, 1))
);
create index person_by_agency on person (agency, id);

create table person_role (
    person TEXT not null references person (id),
    place BIGINT not null,
    role TEXT not null,
    primary key (person, place)
);
create index person_role_by_role on person_role (role, person);

-- Definitions that some case was opened under; never deleted.
create table definition (
    hash TEXT not null primary key,
    process TEXT not null,
    added_at BIGINT not null,
    xml TEXT not null
);

-- Cases. The snapshot stands last: lists read the row without it.
create table case_file (
    id INTEGER PRIMARY KEY,
    version BIGINT not null,
    process TEXT not null,
    definition_hash TEXT not null,
    title TEXT not null,
    folded_title TEXT not null,
    drafting_agency TEXT not null,
    department TEXT not null,
    stage TEXT not null,
    is_closed BIGINT not null check (is_closed in (0, 1)),
    opened_at BIGINT not null,
    changed_at BIGINT not null,
    next_due TEXT,
    snapshot TEXT not null
);
create index case_by_drafting_agency on case_file (drafting_agency, id);
create index case_by_process on case_file (process, id);
create index case_by_end on case_file (is_closed, id);

-- Whom an open case waits for; person is empty for "anybody of the agency with that role".
create table case_waiting (
    case_id BIGINT not null references case_file (id),
    place BIGINT not null,
    role TEXT not null,
    agency TEXT not null,
    person TEXT not null,
    primary key (case_id, place)
);
create index case_waiting_by_role on case_waiting (person, agency, role, case_id);

create table journal (
    case_id BIGINT not null references case_file (id),
    sequence BIGINT not null,
    at BIGINT not null,
    type TEXT not null,
    body TEXT not null,
    primary key (case_id, sequence)
);

create table deadline (
    case_id BIGINT not null references case_file (id),
    deadline TEXT not null,
    entry BIGINT not null,
    due TEXT,
    wake_at BIGINT,
    owner_role TEXT not null,
    primary key (case_id, deadline, entry)
);
create index deadline_by_wake on deadline (wake_at, case_id) where wake_at is not null;

-- Mail on its way out. The unique message_id makes queueing twice harmless.
create table outbox (
    id INTEGER PRIMARY KEY,
    message_id TEXT not null unique,
    to_person TEXT not null,
    to_address TEXT not null,
    to_name TEXT not null,
    letter TEXT not null,
    letter_values TEXT not null,
    case_id BIGINT,
    queued_at BIGINT not null,
    not_before BIGINT not null,
    attempts BIGINT not null,
    state TEXT not null check (state in ('pending', 'sent', 'dead')),
    last_error TEXT not null
);
create index outbox_ready on outbox (state, not_before, id);
create index outbox_by_state on outbox (state, id);

-- The audit log: one leaf of the Merkle tree a row, its bytes (body) stored once.
create table audit_entry (
    leaf INTEGER PRIMARY KEY,
    at BIGINT not null,
    actor TEXT not null,
    on_behalf_of TEXT not null,
    agency TEXT not null,
    case_id BIGINT,
    action TEXT not null,
    folded_text TEXT not null,
    body TEXT not null
);
create index audit_by_case on audit_entry (case_id, leaf) where case_id is not null;
create index audit_by_actor on audit_entry (actor, leaf);
create index audit_by_agency on audit_entry (agency, leaf);
create index audit_by_action on audit_entry (action, leaf);
create index audit_by_time on audit_entry (at, leaf);

-- One row: the right edge of the tree, hex hashes with blanks between, largest subtree first.
create table audit_tree (
    id INTEGER PRIMARY KEY,
    size BIGINT not null,
    subtree_hashes TEXT not null
);
insert into audit_tree (id, size, subtree_hashes) values (1, 0, '');

create table audit_checkpoint (
    id INTEGER PRIMARY KEY,
    size BIGINT not null,
    root TEXT not null,
    signature TEXT not null,
    key_id TEXT not null,
    at BIGINT not null
);

-- Countable happenings for the index.
create table fact (
    id INTEGER PRIMARY KEY,
    name TEXT not null,
    case_id BIGINT not null,
    title TEXT not null,
    date TEXT not null,
    counts BIGINT not null check (counts in (0, 1)),
    note TEXT not null
);
create index fact_by_date on fact (date, id);

create table web_session (
    token_hash TEXT not null primary key,
    person TEXT not null,
    csrf TEXT not null,
    created_at BIGINT not null,
    expires_at BIGINT not null
);
create index web_session_by_end on web_session (expires_at);

-- Answers kept so that a repeated idempotency key gets the same one.
create table answered (
    person TEXT not null,
    answer_key TEXT not null,
    request_hash TEXT not null,
    status BIGINT not null,
    body TEXT not null,
    at BIGINT not null,
    primary key (person, answer_key)
);
create index answered_by_time on answered (at);
