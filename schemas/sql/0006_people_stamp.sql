-- Moves with every change of people and agencies, so that servers may keep them in memory. Whoever
-- changes those tables by hand adds one to it.
create table people_stamp (
    id INTEGER PRIMARY KEY,
    number BIGINT not null
);
insert into people_stamp (id, number) values (1, 0);
