-- Carried here by the customers topic; the order service owns customers.
create table customer (
  id uuid primary key,
  name text,
  email text,
  check ((name is null) = (email is null))
);
comment on column customer.email is 'null once the customer was erased';

-- What is to be said to a customer, once for each order and status. It holds no personal data.
create table mail (
  seq bigint generated always as identity primary key,
  event_id text not null,
  order_id uuid not null,
  status text not null check (status in ('PAID', 'SHIPPED', 'CANCELLED')),
  state text not null default 'DUE' check (state in ('DUE', 'SENT', 'DROPPED')),
  attempts int not null default 0,
  due_at timestamptz not null default now(),
  claimed_until timestamptz,
  note text,
  ended_at timestamptz check ((ended_at is null) = (state = 'DUE')),
  unique (order_id, status)
);
comment on column mail.claimed_until is 'until then the mail belongs to whoever claimed it last';
comment on column mail.note is 'what went wrong last, or why nothing was sent';
create index on mail (due_at) where state = 'DUE';
create index on mail (order_id, seq) where state = 'DUE';
