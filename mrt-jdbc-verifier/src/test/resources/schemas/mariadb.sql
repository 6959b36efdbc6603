create table company (id integer auto_increment primary key, name varchar(30) not null unique, mood enum('sad', 'ok', 'happy') default 'ok', flags set('a', 'b'),
  share tinyint unsigned check (share <= 100), code varchar(10) not null check (code regexp '^[A-Z]{2}-[0-9]{4}$')) comment 'firms'
--
create table person (id bigint auto_increment primary key, company_id integer not null, boss_id bigint, email varchar(190) not null check (email like '%@%.%'),
  born date, age smallint check (age > 17 and age < 130), data json, pay decimal(6,2), seen timestamp default current_timestamp on update current_timestamp,
  photo blob, bits bit(3), full_name varchar(200) generated always as (concat(email, '!')) stored,
  constraint person_company foreign key (company_id) references company (id) on delete cascade,
  constraint person_boss foreign key (boss_id) references person (id), unique person_pair (company_id, email))
--
create table a (id integer primary key, b_id integer not null)
--
create table b (id integer primary key, a_id integer not null, foreign key (a_id) references a (id))
--
alter table a add constraint a_b foreign key (b_id) references b (id)
--
create table membership (company_id integer not null, email varchar(190) not null, role char(1) not null check (role in ('a', 'm')),
  primary key (company_id, email), foreign key (company_id, email) references person (company_id, email))
--
create table ranges (low integer not null, high integer not null, check (low < high), check (high - low > 10))
--
create index person_born on person (born, email(10))
--
create view adults as select id, email from person where age > 20
--
create trigger touched before update on a for each row set new.b_id = new.b_id
--
alter table company rename to firm
--
alter table person modify pay decimal(8,3) not null default 1
--
alter table person drop constraint person_boss
--
alter table a drop constraint a_b
--
drop table b
