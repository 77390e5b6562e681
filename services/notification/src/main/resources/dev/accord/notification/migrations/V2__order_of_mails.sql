-- Notices are handled in no order; their mails go out in the order of what happened.
alter table mail add column number bigint not null default 0;
comment on column mail.number is 'the event''s number among those of its order; 0 if it had none';
