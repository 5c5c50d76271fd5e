-- Entries of acts that are done and have no place in the trail yet: in the order of their numbers
-- they become its next leaves. Only where many servers write (PostgreSQL); else empty.
create table audit_waiting (
    id INTEGER PRIMARY KEY,
    at BIGINT not null,
    actor TEXT not null,
    on_behalf_of TEXT not null,
    agency TEXT not null,
    case_id BIGINT,
    action TEXT not null,
    folded_text TEXT not null,
    body TEXT not null
);
