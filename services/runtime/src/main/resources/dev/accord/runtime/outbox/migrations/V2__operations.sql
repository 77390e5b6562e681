-- What operators need: whose outbox this is, what is not published yet, what to send again.

-- Sequences count per source, so an outbox belongs to one service only.
create table outbox_owner (
  only_one boolean primary key default true check (only_one),
  source text not null
);

alter table outbox_parked add column released boolean not null default false;
comment on column outbox_parked.released is 'to be sent again, with every row of its key, by the owner of its slot';

-- The same question as the relay's, for every slot at once; the first two branches are index ranges.
create view outbox_unpublished as
  with latest as (
    select distinct on (slot) slot, seen::pg_snapshot as seen, paging::pg_snapshot as paging, after_position
    from outbox_progress order by slot, n desc)
  select o.* from latest p cross join lateral (
    select * from outbox where slot = p.slot and tx >= pg_snapshot_xmax(p.seen)
    union all
    select * from outbox where slot = p.slot and tx = any (array(select pg_snapshot_xip(p.seen)))
  ) o
  where p.paging is null or o.position > p.after_position
    or not pg_visible_in_snapshot(o.tx, p.paging);
