-- Archive files that history of closed cases was moved to. The rows of the cases themselves stay.
create table archive (
    id INTEGER PRIMARY KEY,
    name TEXT not null unique,
    made_at BIGINT not null,
    made_by TEXT not null,
    closed_before TEXT not null,
    process TEXT not null,
    state TEXT not null check (state in ('writing', 'moving', 'done')),
    sha256 TEXT not null,
    bytes BIGINT not null,
    cases BIGINT not null,
    journal_rows BIGINT not null,
    entries BIGINT not null
);

-- Cases whose journal and trail texts lie in an archive and no longer here.
create table archived_case (
    case_id BIGINT not null primary key references case_file (id),
    archive BIGINT not null references archive (id),
    moved_at BIGINT not null,
    journal_rows BIGINT not null,
    entries BIGINT not null,
    journal_digest TEXT not null
);
create index archived_case_by_archive on archived_case (archive, case_id);

-- What stays of a moved entry of the trail: its leaf's hash, so that the log can be verified.
create table archived_entry (
    leaf INTEGER PRIMARY KEY,
    hash TEXT not null
);

-- Orders to keep a case's history where it is. Rows are never removed; a release ends one.
create table legal_hold (
    id INTEGER PRIMARY KEY,
    case_id BIGINT not null references case_file (id),
    reason TEXT not null,
    placed_by TEXT not null,
    placed_at BIGINT not null,
    released_by TEXT not null,
    released_at BIGINT,
    release_reason TEXT not null
);
create index legal_hold_by_case on legal_hold (case_id, id);
create index legal_hold_that_stands on legal_hold (case_id, id) where released_at is null;
