create table payment (
  order_id uuid primary key,
  payment_id uuid not null,
  stage text not null check (stage in
    ('EXPECTED', 'CHARGING', 'COMPLETED', 'FAILED', 'CALLED_OFF', 'REFUNDING', 'REFUNDED')),
  reserved boolean not null default false,
  amount numeric(12,2) check (amount >= 0),
  currency text,
  undo_reason text,
  charge_reference text,
  attempts int not null default 0,
  due_at timestamptz,
  causation text,
  correlation text,
  traceparent text,
  check ((amount is null) = (currency is null)),
  check (amount is not null or stage in ('EXPECTED', 'CALLED_OFF')),
  check ((due_at is not null) = (stage in ('CHARGING', 'REFUNDING'))),
  check (undo_reason is not null or stage not in ('REFUNDING', 'REFUNDED'))
);
comment on table payment is
  'one row an order: what is to be asked of the provider stands here before it is asked';
comment on column payment.attempts is
  'counted before each call, so 0 means that the provider was never asked';
comment on column payment.due_at is
  'when the provider may be asked (again), by the clock of the database';
create index on payment (due_at) where due_at is not null;
