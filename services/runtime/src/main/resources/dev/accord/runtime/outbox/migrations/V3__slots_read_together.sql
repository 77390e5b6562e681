-- Slots that are published equally far are read as one, so what leads to rows is no longer their slot.

drop index outbox_slot_position_idx;
drop index outbox_slot_tx_position_idx;
create index on outbox (tx);
create index on outbox (position);

create or replace view outbox_unpublished as
  with latest as (
    select distinct on (slot) slot, seen, paging, after_position
    from outbox_progress order by slot, n desc),
  together as (
    select bit_or(1 << slot) as slots, seen::pg_snapshot as seen, paging::pg_snapshot as paging, after_position
    from latest group by latest.seen, latest.paging, after_position)
  select o.* from together p cross join lateral (
    select * from outbox where tx >= pg_snapshot_xmax(p.seen)
    union all
    select * from outbox where tx = any (array(select pg_snapshot_xip(p.seen)))
  ) o
  where p.slots & (1 << o.slot) <> 0
    and (p.paging is null or o.position > p.after_position
      or not pg_visible_in_snapshot(o.tx, p.paging));
