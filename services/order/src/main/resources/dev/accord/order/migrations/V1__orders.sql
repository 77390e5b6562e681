create table customer (
  id uuid primary key,
  name text not null,
  email text not null,
  address text,
  registered_at timestamptz not null
);

-- Carried here by ProductUpdated events; the inventory service owns products.
create table product (
  id uuid primary key,
  name text not null,
  price numeric(12,2) not null check (price >= 0),
  currency text not null,
  updated_at timestamptz not null
);

create table orders (
  id uuid primary key,
  customer_id uuid not null references customer,
  status text not null check (status in ('PENDING', 'RESERVED', 'PAID', 'SHIPPED', 'CANCELLED')),
  reason text check ((reason is not null) = (status = 'CANCELLED')),
  amount numeric(12,2) not null check (amount >= 0),
  currency text not null,
  coupon_code text,
  payment_token text not null,
  idempotency_key text unique,
  request_digest bytea not null,
  created_at timestamptz not null
);
comment on column orders.id is 'UUIDv7: its order is the order of placing, which paging relies on';
comment on column orders.payment_token is 'never leaves this schema through an event or an answer';
create index on orders (customer_id, id desc);
create index on orders (status, id desc);

create table order_item (
  order_id uuid not null references orders,
  position int not null,
  product_id uuid not null,
  quantity int not null check (quantity > 0),
  unit_price numeric(12,2) not null,
  primary key (order_id, position)
);
