-- What people do with the index; rows are only ever added.
create table index_value (
    id INTEGER PRIMARY KEY,
    index_id TEXT not null,
    on_date TEXT not null,
    code TEXT not null,
    person TEXT not null,
    agency TEXT not null,
    at BIGINT not null,
    body TEXT not null
);
create index index_value_by_date on index_value (index_id, on_date, id);

-- The document of a frozen score lies in the vault under its hash.
create table index_snapshot (
    number INTEGER PRIMARY KEY,
    index_id TEXT not null,
    on_date TEXT not null,
    at BIGINT not null,
    person TEXT not null,
    agency TEXT not null,
    sha256 TEXT not null
);

-- The acts of the rounds of scoring.
create table index_step (
    round BIGINT not null,
    sequence BIGINT not null,
    index_id TEXT not null,
    at BIGINT not null,
    person TEXT not null,
    agency TEXT not null,
    body TEXT not null,
    primary key (round, sequence)
);
