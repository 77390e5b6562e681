create table entries (id int primary key);
