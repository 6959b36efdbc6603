create table company (id integer primary key autoincrement, name varchar(30) not null unique, mood text default 'ok' constraint moods check (mood in ('sad', 'ok', 'happy')),
  share integer check (share between 0 and 100), code text not null check (code glob '[A-Z][A-Z]-[0-9][0-9]'))
--
create table person (id integer primary key, company_id integer not null constraint to_company references company (id) on delete cascade,
  boss_id bigint references person, email varchar(190) not null check (email like '%@%.%'), born date, age smallint check (age > 17 and age < 130),
  data json, pay numeric(6, 2), seen datetime default current_timestamp, photo blob, full_name text generated always as (email || '!') stored,
  constraint person_pair unique (company_id, email))
--
create table a (id integer primary key, b_id integer not null references b (id))
--
create table b (id integer primary key, a_id integer not null references a (id) deferrable initially deferred)
--
create table membership (company_id integer not null, email varchar(190) not null, role char(1) not null check (role in ('a', 'm')),
  primary key (company_id, email), foreign key (company_id, email) references person (company_id, email)) without rowid
--
create table ranges (low integer not null, high integer not null, check (low < high), check (high - low > 10)) strict
--
create index person_search on person (lower(email) desc, born collate nocase) where company_id > 3
--
create view adults as select id, email from person where age > 20
--
create trigger touched after update on a begin select 1; end
--
alter table company rename to firm
--
alter table person rename column email to mail
--
alter table person add column late text
--
drop index person_search
--
create table tmp (id integer)
--
drop table tmp
