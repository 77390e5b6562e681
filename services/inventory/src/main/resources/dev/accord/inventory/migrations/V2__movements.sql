-- CALLED_OFF: the order's end came before its wish for stock, which is refused when it comes.
alter table reservation drop constraint reservation_state_check;
alter table reservation add constraint reservation_state_check
  check (state in ('RESERVED', 'REJECTED', 'RELEASED', 'CALLED_OFF'));
alter table reservation drop constraint reservation_check;
alter table reservation add constraint reservation_check
  check (state = 'RELEASED' or (reason is not null) = (state in ('REJECTED', 'CALLED_OFF')));

-- Every piece that was ever put on or taken off the shelf: their sum is the stock.
create table stock_movement (
  id bigint generated always as identity primary key,
  product_id uuid not null references product,
  order_id uuid references reservation,
  kind text not null check (kind in ('STOCKED', 'RESERVED', 'RELEASED')),
  quantity int not null,
  moved_at timestamptz not null,
  check ((order_id is null) = (kind = 'STOCKED')),
  check ((kind = 'RESERVED') = (quantity < 0)),
  unique (order_id, product_id, kind)
);
comment on table stock_movement is 'a second effect of one event cannot be written here';

insert into stock_movement (product_id, order_id, kind, quantity, moved_at)
select stock.product_id, null, 'STOCKED', available + coalesce(sum(item.quantity), 0),
  coalesce(min(decided_at), now())
from stock
left join (reservation_item item join reservation on reservation.order_id = item.order_id
  and state = 'RESERVED') on item.product_id = stock.product_id
group by stock.product_id, available;

insert into stock_movement (product_id, order_id, kind, quantity, moved_at)
select product_id, order_id, 'RESERVED', -quantity, decided_at
from reservation_item join reservation using (order_id) where state = 'RESERVED';
