-- Events in the order in which they were handled.
create table met (
  nr bigint generated always as identity primary key,
  order_id text not null,
  writer text not null,
  sequence bigint not null,
  amount numeric(12, 2) not null,
  known text not null
);
