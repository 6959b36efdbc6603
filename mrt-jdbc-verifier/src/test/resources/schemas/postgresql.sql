create type mood as enum ('sad', 'ok', 'happy')
--
create domain percent as integer check (value between 0 and 100)
--
create domain code as text check (value ~ '^[A-Z]{2}-[0-9]{4}$')
--
create table company (id serial primary key, name varchar(30) not null unique, mood mood default 'ok', share percent, code code not null)
--
create table person (id bigint generated always as identity primary key, company_id integer not null references company (id) on delete cascade,
  boss_id bigint references person (id) deferrable initially deferred, email text not null check (email like '%@%.%'), born date,
  age smallint check (age > 17 and age < 130), tags text[] not null default '{}', data jsonb, ip inet, uid uuid, pay numeric(6,2), seen timestamptz default now(),
  full_name text generated always as (email || '!') stored, constraint person_pair unique (company_id, email))
--
create table a (id integer primary key, b_id integer not null)
--
create table b (id integer primary key, a_id integer not null references a (id))
--
alter table a add constraint a_b foreign key (b_id) references b (id) deferrable initially deferred
--
create table booking (room integer not null, during tsrange not null, exclude using gist (during with &&))
--
create table membership (company_id integer not null, email text not null, role char(1) not null check (role in ('a', 'm')),
  primary key (company_id, email), foreign key (company_id, email) references person (company_id, email))
--
create table ranges (low integer not null, high integer not null, check (low < high), check (high - low > 10))
--
create table logs (at date not null, line text) partition by range (at)
--
create table logs_2030 partition of logs for values from ('2030-01-01') to ('2031-01-01')
--
create table flags (flag boolean primary key, only_one integer unique check (only_one = 1))
--
create index person_search on person (lower(email) desc nulls last) include (born) where company_id > 3
--
create view adults as select id, email from person where age > 20
--
create materialized view counted as select count(*) from person
--
create sequence tickets start 100 increment 5
--
create function touch() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$
--
create trigger touched before insert on person for each row execute function touch()
--
comment on column person.email is 'where to write'
--
alter table person add constraint late check (born > '1900-01-01') not valid
--
alter table company rename to firm
--
alter table person rename column email to mail
--
alter table person alter column pay type numeric(8,3)
--
alter table person alter column age drop not null
--
alter type mood add value 'bored'
--
drop index person_search
--
create table tmp (id integer)
--
drop table tmp
--
alter table person drop constraint person_boss_id_fkey
