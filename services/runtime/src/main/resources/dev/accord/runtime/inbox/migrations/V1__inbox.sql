-- The inbox of one service: see services/decisions 6.

-- What was handled, as a set of sequences: one range for a key that had no gap.
create table inbox_handled (
  subscription text not null,
  topic text not null,
  scope text not null,
  numbers int8multirange not null,
  primary key (subscription, topic, scope)
) with (fillfactor = 80);

comment on column inbox_handled.scope is
  'key:<source>/<key>, numbers are event sequences; or partition:<n>, numbers are offsets';

-- Dead letters: records that could not be handled, as they came, and why.
create table inbox_parked (
  id bigint generated always as identity primary key,
  subscription text not null,
  topic text not null,
  partition int not null,
  "offset" bigint not null,
  key bytea,
  value bytea,
  header_names text[] not null,
  header_values bytea[] not null,
  event_id text,
  event_type text,
  reason text not null,
  detail text not null,
  stack_hash text,
  schema_id int,
  attempts int not null,
  first_failed_at timestamptz not null,
  parked_at timestamptz not null default now(),
  blocks_key boolean not null
);
create index on inbox_parked (subscription, topic, key) where blocks_key;

comment on column inbox_parked.blocks_key is 'later records of the key queue behind this one';
