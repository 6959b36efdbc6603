-- Rows as the views of SQL Server 2022 show them, for: users (id identity, email unique, age with a default and a check, shout
-- computed), sales.posts (user_id refers to users on delete cascade), a filtered index with an included column, a view, a sequence.
create schema sys;
set schema sys;
create table schemas (schema_id integer, name varchar);
insert into schemas values (1, 'dbo'), (5, 'sales');
create table tables (object_id integer, schema_id integer, name varchar, is_ms_shipped boolean);
insert into tables values (100, 1, 'users', false), (200, 5, 'posts', false), (300, 1, 'spt_values', true);
create table extended_properties (class integer, major_id integer, minor_id integer, name varchar, "VALUE" varchar);
insert into extended_properties values (1, 100, 0, 'MS_Description', 'people'), (1, 100, 2, 'MS_Description', 'where to write'), (1, 100, 0, 'Other', 'x');
create table types (user_type_id integer, system_type_id integer, schema_id integer, name varchar, max_length integer, precision integer, scale integer,
  is_nullable boolean, is_user_defined boolean);
insert into types values (56, 56, 4, 'int', 4, 10, 0, true, false), (231, 231, 4, 'nvarchar', 8000, 0, 0, true, false), (106, 106, 4, 'decimal', 17, 38, 38, true, false),
  (42, 42, 4, 'datetime2', 8, 27, 7, true, false), (257, 231, 1, 'code', 20, 0, 0, false, true);
create table columns (object_id integer, column_id integer, name varchar, user_type_id integer, max_length integer, precision integer, scale integer,
  is_nullable boolean, is_identity boolean, default_object_id integer);
insert into columns values (100, 1, 'id', 56, 4, 10, 0, false, true, 0), (100, 2, 'email', 231, 380, 0, 0, false, false, 0),
  (100, 3, 'age', 106, 9, 10, 2, true, false, 110), (100, 4, 'shout', 231, -1, 0, 0, true, false, 0),
  (200, 1, 'id', 257, 20, 0, 0, false, false, 0), (200, 2, 'user_id', 56, 4, 10, 0, true, false, 0), (200, 3, 'written', 42, 8, 23, 3, true, false, 0);
create table default_constraints (object_id integer, definition varchar);
insert into default_constraints values (110, '((18))');
create table computed_columns (object_id integer, column_id integer, definition varchar, is_persisted boolean);
insert into computed_columns values (100, 4, '(upper([email]))', true);
create table key_constraints (object_id integer, parent_object_id integer, name varchar, type varchar, is_system_named boolean, unique_index_id integer);
insert into key_constraints values (101, 100, 'PK__users__3213E83F1', 'PK', true, 1), (102, 100, 'users_email', 'UQ', false, 2), (201, 200, 'posts_pk', 'PK', false, 1);
create table index_columns (object_id integer, index_id integer, index_column_id integer, column_id integer, key_ordinal integer, is_descending_key boolean, is_included_column boolean);
insert into index_columns values (100, 1, 1, 1, 1, false, false), (100, 2, 1, 2, 1, false, false), (200, 1, 1, 1, 1, false, false),
  (200, 3, 1, 3, 1, true, false), (200, 3, 2, 2, 0, false, true);
create table indexes (object_id integer, index_id integer, name varchar, is_unique boolean, type integer, type_desc varchar, filter_definition varchar,
  is_primary_key boolean, is_unique_constraint boolean);
insert into indexes values (100, 1, 'PK__users__3213E83F1', true, 1, 'CLUSTERED', null, true, false), (100, 2, 'users_email', true, 2, 'NONCLUSTERED', null, false, true),
  (200, 0, null, false, 0, 'HEAP', null, false, false), (200, 3, 'posts_written', true, 2, 'NONCLUSTERED', '([user_id] IS NOT NULL)', false, false);
create table foreign_keys (object_id integer, parent_object_id integer, referenced_object_id integer, name varchar, is_system_named boolean,
  delete_referential_action_desc varchar, update_referential_action_desc varchar, is_not_trusted boolean);
insert into foreign_keys values (210, 200, 100, 'posts_user', false, 'CASCADE', 'NO_ACTION', true);
create table foreign_key_columns (constraint_object_id integer, constraint_column_id integer, parent_column_id integer, referenced_column_id integer);
insert into foreign_key_columns values (210, 1, 2, 1);
create table check_constraints (object_id integer, parent_object_id integer, name varchar, is_system_named boolean, definition varchar, is_not_trusted boolean);
insert into check_constraints values (111, 100, 'grown_up', false, '([age]>=(18))', false);
create table objects (object_id integer, schema_id integer, parent_object_id integer, name varchar, type varchar, is_ms_shipped boolean);
insert into objects values (400, 1, 0, 'adults', 'V', false), (401, 5, 200, 'touched', 'TR', false), (402, 1, 0, 'sp_help', 'P', true);
create table sql_modules (object_id integer, definition varchar);
insert into sql_modules values (400, 'create view adults as select id
  from users'), (401, 'create trigger touched on sales.posts after update as return'), (402, 'create procedure sp_help');
create table sequences (schema_id integer, name varchar, start_value bigint, increment bigint);
insert into sequences values (1, 'tickets', 5, 2);
set schema public;
