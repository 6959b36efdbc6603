// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.schema.Schema;
import dev.mrt.schema.SchemaDiff;
import dev.mrt.verify.MigrationRunner.Transaction;
import dev.mrt.verify.internal.catalog.Catalog;
import dev.mrt.verify.internal.database.LockObserver;
import dev.mrt.verify.internal.database.ScratchDatabase;
import dev.mrt.verify.internal.database.ScratchDatabases;
import dev.mrt.verify.internal.rows.RowReader;
import dev.mrt.verify.internal.rows.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever changes, reading what changed is reading all: random statements in transactions that are told of, or not. */
class IncrementalReadingTest {

    private static final int ROUNDS = 60;

    private static final List<String> ANYWHERE = List.of(
            "create table T (id integer primary key, a integer, b varchar(20), c integer default 5)",
            "create table T (id integer primary key, a integer references U (id), b varchar(20) not null unique)",
            "drop table T",
            "alter table T rename to U",
            "alter table T add column c integer",
            "alter table T add column d varchar(10) default 'x'",
            "alter table T drop column c",
            "alter table T rename column a to e",
            "alter table T rename column e to a",
            "create index i_T on T (a, b)",
            "create unique index u_T on T (b)",
            "create view v as select id from T",
            "create view w as select * from T",
            "drop view v",
            "drop view w",
            "insert into T (id, b) values (N, 'name N')",
            "insert into T (id, b) values (N, 'name N')",
            "insert into T (id, b) select id + 1000, b from U",
            "update T set b = 'other N'",
            "delete from T where id < N");

    private static final List<String> POSTGRESQL = List.of(
            "create table T (id serial primary key, b text check (b <> 'N'), f my_enum)",
            "drop table T cascade",
            "alter table T alter column b type text",
            "alter table T alter column b set default 'N'",
            "alter table T add constraint k_T check (id > N)",
            "alter table T drop constraint k_T",
            "alter table T add constraint f_T foreign key (id) references U (id) not valid",
            "alter table T validate constraint f_T",
            "alter index i_T rename to j_T",
            "alter sequence T_id_seq rename to s_T",
            "comment on table T is 'about N'",
            "comment on column T.id is 'about N'",
            "truncate T cascade",
            "create type my_enum as enum ('one', 'two')",
            "alter table T add column f my_enum default 'one'",
            "alter type my_enum rename value 'one' to 'N'",
            "alter type my_enum rename to their_enum",
            "drop type my_enum cascade",
            "create sequence s start N",
            "alter sequence s increment N",
            "alter sequence s rename to z",
            "drop sequence s",
            "create function h() returns integer language sql as 'select N'",
            "alter table T alter column c set default h()",
            "create or replace function g() returns trigger language plpgsql as 'begin new.b = ''N''; return new; end'",
            "create trigger g before insert on T for each row execute function g()",
            "alter table T disable trigger g",
            "update pg_attribute set atttypmod = N + 30 where attname = 'b' and attrelid = 'T'::regclass",
            "create function later() returns trigger language plpgsql as"
                    + " 'begin update T set b = ''late N''; return new; end'",
            "create constraint trigger later after insert on U deferrable initially deferred for each row"
                    + " execute function later()",
            "drop trigger later on U",
            "create schema extra",
            "create table extra.T (id integer, a integer)",
            "drop schema extra cascade",
            "create table T (id integer, b text) partition by range (id)",
            "create table U partition of T for values from (0) to (N)");

    private static final List<String> MARIADB = List.of(
            "alter table T modify b varchar(30) not null default 'N'",
            "alter table T modify a bigint unsigned comment 'N'",
            "alter table T add constraint k_T check (id > N)",
            "alter table T drop constraint k_T",
            "alter table T comment 'about N'",
            "alter table T add constraint f_T foreign key (id) references U (id)",
            "alter table T drop foreign key f_T",
            "drop index i_T on T",
            "truncate table T",
            "alter table T auto_increment = N",
            "alter table T engine = MyISAM",
            "alter table T convert to character set latin1",
            "alter table T add constraint d_T foreign key (a) references U (id) on delete cascade on update set null",
            "create trigger h_T after insert on T for each row update U set b = 'by trigger N'",
            "update T set id = id + 1000 where id < N",
            "create table T select * from U",
            "rename table T to X, U to T, X to U",
            "create or replace table T (id integer primary key, b text, g integer as (id + N) stored)",
            "create trigger g before insert on T for each row set new.b = 'N'",
            "drop trigger g",
            "create procedure p() update T set b = 'by procedure N'",
            "call p()",
            "drop procedure p",
            "create sequence s start with N",
            "drop sequence s");

    private static final List<String> SQLITE = List.of(
            "drop index i_T",
            "create trigger g after insert on T begin update T set b = 'N'; end",
            "drop trigger g",
            "create table T (id text primary key, b blob) without rowid",
            "insert into T (id, b) values (N, zeroblob(9000))");

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void isReadingAll(TestDatabases kind) throws Exception {
        for (long seed = 1; seed <= 2; seed++) {
            try (ScratchDatabase database = ScratchDatabases.create(kind.server(), false, false);
                    Connection session = database.connect()) {
                compare(kind, database, session, seed);
            }
        }
    }

    /** The server counts statements, and rows go with others without any. */
    @Test
    void readsWhatADeletionTakesAlong() throws Exception {
        try (ScratchDatabase database = ScratchDatabases.create(TestDatabases.MARIADB.server(), false, false);
                Connection session = database.connect()) {
            execute(session, "create table a (id integer primary key)");
            execute(session, "create table b (id integer primary key references a (id) on delete cascade)");
            execute(session, "create table c (id integer primary key, b integer references b (id) on delete set null)");
            execute(session, "create table d (id integer primary key)");
            execute(session, "insert into a values (1); insert into b values (1); insert into c values (1, 1)");
            RowReader reader = new RowReader(database.url());
            assertThat(compare(database, reader, "before")).isFalse();
            execute(session, "delete from a");
            database.catalog().executed(List.of("delete from a"));
            assertThat(compare(database, reader, "after")).isTrue();
        }
    }

    private static void compare(TestDatabases kind, ScratchDatabase database, Connection session, long seed)
            throws SQLException {
        List<String> statements = new ArrayList<>(ANYWHERE);
        statements.addAll(
                switch (kind) {
                    case POSTGRESQL -> POSTGRESQL;
                    case MARIADB, MYSQL -> MARIADB;
                    case SQLITE -> SQLITE;
                });
        Random random = new Random(seed);
        RowReader reader = new RowReader(database.url());
        int known = 0;
        for (int round = 0; round < ROUNDS; round++) {
            // Elsewhere a statement that changes a table ends the transaction.
            session.setAutoCommit(kind != TestDatabases.POSTGRESQL);
            boolean told = random.nextInt(5) > 0;
            List<String> sent = new ArrayList<>();
            List<String> chosen = run(session, statements, random, sent);
            if (told && !session.getAutoCommit()) {
                session.rollback();
                compare(database, reader, "seed " + seed + ", round " + round + ", taken back: " + chosen);
                for (String statement : chosen) {
                    execute(session, statement);
                }
                Transaction transaction = LockObserver.transaction(session);
                session.commit();
                database.catalog().committed(List.of(transaction));
            } else if (!session.getAutoCommit()) {
                session.commit();
            } else if (told) {
                database.catalog().executed(sent);
            }
            known += compare(database, reader, "seed " + seed + ", round " + round + ": " + chosen) ? 1 : 0;
        }
        if (kind != TestDatabases.SQLITE) {
            assertThat(known)
                    .describedAs("rounds in which it is known what was touched")
                    .isGreaterThan(ROUNDS / 6);
        }
    }

    /** Whether it was known which rows had to be read. */
    private static boolean compare(ScratchDatabase database, RowReader reader, String place) throws SQLException {
        Schema schema = database.catalog().read(database.handle());
        Schema all = Catalog.of(database.dialect()).read(database.handle());
        assertThat(SchemaDiff.of(all, schema).differences()).describedAs(place).isEmpty();
        assertThat(schema.objects()).describedAs(place).containsExactlyInAnyOrderElementsOf(all.objects());
        var touched = database.catalog().touched();
        Connection own = database.handle().getConnection();
        Rows rows = reader.read(own, schema.tables(), touched.orElse(null));
        Rows everything = new RowReader(database.url()).read(own, schema.tables());
        assertThat(rows).describedAs(place).isEqualTo(everything);
        return touched.isPresent();
    }

    /**
     * Some random statements that work; their transaction, if they are in one, is not at its end.
     *
     * @param sent gets these, and those that do not work
     */
    private static List<String> run(Connection session, List<String> statements, Random random, List<String> sent)
            throws SQLException {
        List<String> done = new ArrayList<>();
        int wanted = random.nextInt(4);
        for (int attempt = 0; attempt < 40 && done.size() < wanted; attempt++) {
            String sql = statements.get(random.nextInt(statements.size()));
            String text = sql.replaceAll("\\bT\\b", "t" + random.nextInt(5))
                    .replaceAll("\\bU\\b", "t" + random.nextInt(5))
                    .replaceAll("_T\\b", "_t" + random.nextInt(5))
                    .replaceAll("\\bT_", "t" + random.nextInt(5) + "_")
                    .replaceAll("\\bN\\b", String.valueOf(1 + random.nextInt(90)));
            Savepoint before = session.getAutoCommit() ? null : session.setSavepoint();
            sent.add(text);
            try {
                execute(session, text);
                done.add(text);
            } catch (SQLException e) {
                if (before != null) {
                    session.rollback(before);
                }
            }
        }
        return done;
    }

    private static void execute(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
