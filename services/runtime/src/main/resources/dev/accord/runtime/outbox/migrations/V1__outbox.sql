-- The outbox of one service: see services/decisions 5 (reading) and 7 (segments).

-- Where the next row goes. One of three segments is written, the others drain and are emptied.
create table outbox_rotation (
  segment smallint not null check (segment between 0 and 2),
  since timestamptz not null default now()
);
insert into outbox_rotation (segment) values (0);

-- The last sequence of a key. The lock on its row makes sequence order commit order.
create table outbox_sequence (
  topic text not null,
  key text not null,
  seq bigint not null,
  primary key (topic, key)
) with (fillfactor = 80);

-- "position" rises with commit order within a key: it is drawn after the lock above is held.
create sequence outbox_position;

create table outbox (
  segment smallint not null,
  slot smallint not null,
  position bigint not null default nextval('outbox_position'),
  tx xid8 not null default pg_current_xact_id(),
  id uuid not null,
  topic text not null,
  key text not null,
  seq bigint not null,
  type text,
  source text not null,
  time timestamptz not null default now(),
  traceparent text not null,
  causation text,
  correlation text not null,
  value bytea
) partition by list (segment);
create table outbox_0 partition of outbox for values in (0);
create table outbox_1 partition of outbox for values in (1);
create table outbox_2 partition of outbox for values in (2);
create index on outbox (slot, position);
create index on outbox (slot, tx, position);

comment on column outbox.type is 'full name of the event record; null on a tombstone';
comment on column outbox.value is 'the bytes that go on the wire; null on a tombstone';

create function outbox_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the outbox is append-only: % refused', tg_op
    using hint = 'what a row says is already published or will be; emit another event';
end $$;
create trigger append_only before update or delete on outbox
  for each row execute function outbox_is_append_only();

-- How far each slot is published: appended, never updated, so that a transaction held open
-- elsewhere leaves no dead rows to wade through. The newest row of a slot counts.
create table outbox_progress (
  n bigint generated always as identity,
  slot smallint not null,
  seen text not null,
  paging text,
  after_position bigint not null
);
create index on outbox_progress (slot, n desc);
insert into outbox_progress (slot, seen, after_position)
  select slot, pg_current_snapshot()::text, 0 from generate_series(0, 7) slot;

-- Rows that the broker will not take, and the later rows of their keys, in order.
create table outbox_parked (
  like outbox,
  reason text not null,
  parked_at timestamptz not null default now(),
  primary key (position)
);
create index on outbox_parked (topic, key, position);
