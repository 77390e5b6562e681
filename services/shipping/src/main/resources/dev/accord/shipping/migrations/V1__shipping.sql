-- Carried here by the customers topic; the order service owns customers.
create table customer (
  id uuid primary key,
  state text not null default 'UNKNOWN' check (state in ('UNKNOWN', 'REGISTERED', 'ERASED')),
  address text check (address is null or state = 'REGISTERED')
);
comment on column customer.state is
  'UNKNOWN: an order named it before its registration came, which is waited for';

-- One row for each order, made by whichever of its events comes first.
create table delivery (
  order_id uuid primary key,
  customer_id uuid references customer,
  ordered boolean not null default false,
  paid boolean not null default false,
  state text not null default 'WAITING'
    check (state in ('WAITING', 'SHIPPED', 'REFUSED', 'CANCELLED')),
  shipment_id uuid unique check ((shipment_id is not null) = (state = 'SHIPPED')),
  reason text check ((reason is not null) = (state = 'REFUSED')),
  decided_at timestamptz
);
create index on delivery (customer_id) where state = 'WAITING';
