-- The outbox sends letters and messages to other programs, each by a sender of its own.
alter table outbox add column channel TEXT not null default 'mail';
drop index outbox_ready;
create index outbox_ready on outbox (channel, state, not_before, id);

-- Letters to one person that may go as one: the key they share, and once they were taken to be
-- sent, the first of them.
alter table outbox add column batch TEXT not null default '';
alter table outbox add column together BIGINT;
create index outbox_by_open_batch on outbox (batch, to_person, id) where batch <> '' and together is null;
create index outbox_by_letter on outbox (together, id) where together is not null;
