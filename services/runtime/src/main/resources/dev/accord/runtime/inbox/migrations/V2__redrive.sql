-- What an operator asked the running service to do with a dead letter, and what came of it.
alter table inbox_parked add column asked text check (asked in ('RETRY', 'DRY_RUN'));
alter table inbox_parked add column answer text;
comment on column inbox_parked.asked is 'RETRY: handle it again; DRY_RUN: handle it and roll back';
comment on column inbox_parked.answer is 'what came of the last thing asked';
create index on inbox_parked (subscription, id) where asked is not null or reason = 'BEHIND_PARKED';
