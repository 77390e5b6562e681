create table orders (id int primary key, amount numeric(12, 2) not null);
