-- phase: the status, and the two stages of an order that is being undone.
alter table orders add column phase text;
update orders set phase = status;
alter table orders alter column phase set not null;
alter table orders add constraint orders_phase_check check (phase in
  ('PENDING', 'RESERVED', 'PAID', 'SHIPPED', 'REFUNDING', 'RELEASING', 'CANCELLED'));

alter table orders drop constraint orders_check;
alter table orders add column cause text;
update orders set cause = 'OUT_OF_STOCK' where status = 'CANCELLED';
alter table orders add constraint orders_cause_check
  check ((cause is not null) = (phase in ('REFUNDING', 'RELEASING', 'CANCELLED')));
alter table orders add constraint orders_reason_check
  check ((reason is not null) = (cause is not null));
comment on column orders.cause is 'why the order is being or was cancelled, for programs';

alter table orders add column due_at timestamptz;
update orders set due_at = now() + interval '15 minutes' where status in ('PENDING', 'RESERVED');
create index on orders (due_at) where due_at is not null;
comment on column orders.due_at is
  'when the next answer is overdue, by the clock of the database; absent when none is awaited';

alter table orders add column forgotten boolean not null default false;
comment on column orders.forgotten is
  'its customer was erased: nothing told for people is kept any more';

alter table customer alter column name drop not null;
alter table customer alter column email drop not null;
alter table customer add column erased_at timestamptz;
alter table customer add constraint customer_erased_check check
  (case when erased_at is null then name is not null and email is not null
   else name is null and email is null and address is null end);

create table order_step (
  order_id uuid not null references orders,
  id bigint generated always as identity,
  at timestamptz not null,
  happening text not null,
  event_id text,
  caused_by text,
  status text not null,
  told text[] not null,
  detail text,
  primary key (order_id, id)
);
comment on table order_step is 'the timeline of an order, in the order of its commits';

insert into order_step (order_id, at, happening, status, told)
select id, created_at, 'OrderCreated', 'PENDING', '{OrderCreated}' from orders;
