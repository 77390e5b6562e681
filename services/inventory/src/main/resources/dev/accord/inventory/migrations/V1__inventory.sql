create table product (
  id uuid primary key,
  name text not null,
  price numeric(12,2) not null check (price >= 0),
  currency text not null,
  updated_at timestamptz not null
);

create table stock (
  product_id uuid primary key references product,
  available int not null check (available >= 0)
);

-- One row for each order that was decided on; it also tells a second event of the order apart.
create table reservation (
  order_id uuid primary key,
  state text not null check (state in ('RESERVED', 'REJECTED', 'RELEASED')),
  reason text check ((reason is not null) = (state = 'REJECTED')),
  decided_at timestamptz not null
);

create table reservation_item (
  order_id uuid not null references reservation,
  product_id uuid not null references product,
  quantity int not null check (quantity > 0),
  primary key (order_id, product_id)
);
