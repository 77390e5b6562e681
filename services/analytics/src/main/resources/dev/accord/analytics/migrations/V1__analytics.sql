-- Carried here by compacted topics; other services own customers and products.
create table customer (
  id uuid primary key,
  name text not null
);
create table product (
  id uuid primary key,
  name text not null,
  updated_at timestamptz not null
);

-- One whole set of views, built from offset 0 by a subscription of its own.
create table generation (
  id int generated always as identity primary key,
  state text not null check (state in ('BUILDING', 'LIVE', 'RETIRED', 'REFUSED', 'DROPPED')),
  accept_differences boolean not null default false,
  note text,
  begun_at timestamptz not null default now(),
  ended_at timestamptz
);
create unique index on generation (state) where state in ('BUILDING', 'LIVE');
insert into generation (state) values ('LIVE');

-- What the topics say of an order, folded; each event writes columns of its own, so that the
-- order in which topics are read makes no difference.
create table order_view (
  generation int not null references generation,
  order_id uuid not null,
  customer_id uuid,
  amount numeric(12,2),
  currency text,
  product_ids uuid[],
  quantities int[],
  unit_prices numeric(12,2)[],
  created_at timestamptz,
  reserved_at timestamptz,
  paid_at timestamptz,
  shipped_at timestamptz,
  cancelled_at timestamptz,
  cancel_cause text,
  status text not null generated always as (
    case when cancelled_at is not null then 'CANCELLED'
      when shipped_at is not null then 'SHIPPED'
      when paid_at is not null then 'PAID'
      when reserved_at is not null then 'RESERVED'
      else 'PENDING' end) stored,
  touched_at timestamptz not null default now(),
  primary key (generation, order_id)
);
comment on column order_view.touched_at is 'when it was folded last; no part of what is compared';
