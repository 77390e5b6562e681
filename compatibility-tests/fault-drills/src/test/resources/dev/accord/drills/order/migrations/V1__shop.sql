-- A shop whose effects nothing guards but the runtime: no constraint refuses a second one.
create table orders (id uuid primary key, key text not null unique);
create table movement (order_id uuid not null, quantity int not null);
