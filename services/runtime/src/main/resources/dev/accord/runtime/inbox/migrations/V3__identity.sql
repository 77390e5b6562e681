-- Which database this is, also after a dump was restored elsewhere: see GroupOwner.
create table inbox_identity (
  only_one boolean primary key default true check (only_one),
  id uuid not null default gen_random_uuid()
);
insert into inbox_identity default values;
