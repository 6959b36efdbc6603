-- Rows as the views of Oracle 19c show them, for: users (id identity, email unique, age with a check, full_name virtual),
-- posts (user_id refers to users on delete cascade), indexes on posts, a view, a sequence, a trigger.
create table user_tables (table_name varchar, nested varchar, secondary varchar);
insert into user_tables values ('USERS', 'NO', 'N'), ('POSTS', 'NO', 'N'), ('Mixed', 'NO', 'N'), ('BIN$abc', 'NO', 'N'), ('TOTALS', 'NO', 'N');
create table user_mviews (mview_name varchar, container_name varchar, query varchar);
insert into user_mviews values ('TOTALS', 'TOTALS', 'select count(*) n from posts');
create table user_tab_comments (table_name varchar, comments varchar);
insert into user_tab_comments values ('USERS', 'people'), ('POSTS', null);
create table user_col_comments (table_name varchar, column_name varchar, comments varchar);
insert into user_col_comments values ('USERS', 'EMAIL', 'where to write');
create table user_tab_identity_cols (table_name varchar, column_name varchar, generation_type varchar);
insert into user_tab_identity_cols values ('USERS', 'ID', 'BY DEFAULT');
create table user_tab_cols (table_name varchar, column_name varchar, data_type varchar, data_precision integer, data_scale integer, char_length integer,
  char_used varchar, data_length integer, nullable varchar, virtual_column varchar, hidden_column varchar, column_id integer, data_default varchar);
insert into user_tab_cols values
  ('USERS', 'ID', 'NUMBER', null, 0, 0, null, 22, 'N', 'NO', 'NO', 1, '"APP"."ISEQ$$_71"."NEXTVAL"'),
  ('USERS', 'EMAIL', 'VARCHAR2', null, null, 190, 'C', 760, 'N', 'NO', 'NO', 2, null),
  ('USERS', 'AGE', 'NUMBER', 10, 2, 0, null, 22, 'Y', 'NO', 'NO', 3, '18 '),
  ('USERS', 'FULL_NAME', 'VARCHAR2', null, null, 200, 'B', 200, 'Y', 'YES', 'NO', 4, 'UPPER("EMAIL")'),
  ('USERS', 'SYS_NC00005$', 'RAW', null, null, 0, null, 10, 'Y', 'YES', 'YES', null, 'SYS_OP_DESCEND("AGE")'),
  ('POSTS', 'ID', 'NUMBER', null, null, 0, null, 22, 'N', 'NO', 'NO', 1, null),
  ('POSTS', 'USER_ID', 'NUMBER', null, 0, 0, null, 22, 'Y', 'NO', 'NO', 2, null),
  ('POSTS', 'WRITTEN', 'TIMESTAMP(6) WITH TIME ZONE', null, 6, 0, null, 13, 'Y', 'NO', 'NO', 3, 'null'),
  ('Mixed', 'Id', 'RAW', null, null, 0, null, 16, 'Y', 'NO', 'NO', 1, null);
create table user_constraints (table_name varchar, constraint_name varchar, constraint_type varchar, generated varchar, r_constraint_name varchar,
  delete_rule varchar, deferrable varchar, deferred varchar, validated varchar, search_condition_vc varchar, index_name varchar);
insert into user_constraints values
  ('USERS', 'SYS_C0071', 'P', 'GENERATED NAME', null, null, 'NOT DEFERRABLE', 'IMMEDIATE', 'VALIDATED', null, 'SYS_C0071'),
  ('USERS', 'USERS_EMAIL', 'U', 'USER NAME', null, null, 'NOT DEFERRABLE', 'IMMEDIATE', 'VALIDATED', null, 'USERS_EMAIL'),
  ('USERS', 'SYS_C0070', 'C', 'GENERATED NAME', null, null, 'NOT DEFERRABLE', 'IMMEDIATE', 'VALIDATED', '"EMAIL" IS NOT NULL', null),
  ('USERS', 'GROWN_UP', 'C', 'USER NAME', null, null, 'NOT DEFERRABLE', 'IMMEDIATE', 'NOT VALIDATED', 'age >= 18', null),
  ('POSTS', 'POSTS_USER', 'R', 'USER NAME', 'SYS_C0071', 'CASCADE', 'DEFERRABLE', 'DEFERRED', 'VALIDATED', null, null);
create table user_cons_columns (constraint_name varchar, table_name varchar, column_name varchar, position integer);
insert into user_cons_columns values ('SYS_C0071', 'USERS', 'ID', 1), ('USERS_EMAIL', 'USERS', 'EMAIL', 1), ('SYS_C0070', 'USERS', 'EMAIL', null),
  ('GROWN_UP', 'USERS', 'AGE', null), ('POSTS_USER', 'POSTS', 'USER_ID', 1);
create table user_indexes (table_name varchar, index_name varchar, uniqueness varchar, index_type varchar);
insert into user_indexes values ('USERS', 'SYS_C0071', 'UNIQUE', 'NORMAL'), ('USERS', 'USERS_EMAIL', 'UNIQUE', 'NORMAL'),
  ('USERS', 'USERS_AGE', 'NONUNIQUE', 'FUNCTION-BASED NORMAL'), ('POSTS', 'POSTS_WRITTEN', 'UNIQUE', 'FUNCTION-BASED NORMAL'),
  ('POSTS', 'POSTS_BITS', 'NONUNIQUE', 'BITMAP');
create table user_ind_columns (index_name varchar, column_name varchar, column_position integer, descend varchar);
insert into user_ind_columns values ('SYS_C0071', 'ID', 1, 'ASC'), ('USERS_EMAIL', 'EMAIL', 1, 'ASC'), ('USERS_AGE', 'SYS_NC00005$', 1, 'DESC'),
  ('USERS_AGE', 'EMAIL', 2, 'ASC'), ('POSTS_WRITTEN', 'SYS_NC00004$', 1, 'ASC'), ('POSTS_BITS', 'USER_ID', 1, 'ASC');
create table user_ind_expressions (index_name varchar, column_position integer, column_expression varchar);
insert into user_ind_expressions values ('USERS_AGE', 1, '"AGE"'), ('POSTS_WRITTEN', 1, 'TRUNC("WRITTEN")');
create table user_views (view_name varchar, text_vc varchar);
insert into user_views values ('ADULTS', 'select id from users
  where age > 20');
create table user_sequences (sequence_name varchar, min_value integer, increment_by integer, cycle_flag varchar);
insert into user_sequences values ('TICKETS', 1, 2, 'N'), ('ISEQ$$_71', 1, 1, 'N');
create table user_triggers (trigger_name varchar, table_name varchar);
insert into user_triggers values ('TOUCHED', 'POSTS');
create table user_source (name varchar, type varchar, line integer, text varchar);
insert into user_source values ('TOUCHED', 'TRIGGER', 1, 'trigger touched before update on posts
'), ('TOUCHED', 'TRIGGER', 2, 'begin null; end;'), ('BODY', 'PACKAGE BODY', 1, 'package body');
