// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.schema.Column;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.Identity;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Schema;
import dev.mrt.schema.SchemaDiff;
import dev.mrt.schema.SchemaObject;
import dev.mrt.schema.Table;
import dev.mrt.verify.internal.catalog.Catalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * H2's catalog on a real H2; the catalogs of Oracle and SQL Server on rows that their views show, which an H2 holds in tables of
 * the same names, so that the queries are run, too.
 */
class RecordedCatalogTest {

    @Test
    void everyStatementShowsInTheCatalogOfH2() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:")) {
            Handle handle = Jdbi.open(connection);
            Catalog catalog = Catalog.of(Dialect.H2);
            Schema before = catalog.read(handle);
            for (String statement : text("h2").split("\n--\n", -1)) {
                connection.createStatement().execute(statement);
                Schema after = catalog.read(handle);
                assertThat(SchemaDiff.of(Catalog.of(Dialect.H2).read(handle), after)
                                .differences())
                        .describedAs(statement)
                        .isEmpty();
                assertThat(SchemaDiff.of(before, after).isEmpty())
                        .describedAs("unseen: " + statement)
                        .isFalse();
                before = after;
            }
            Table person = before.table(QualifiedName.of("person")).orElseThrow();
            assertThat(person.column("seen").orElseThrow().type().toString()).isEqualTo("timestamp(3) with time zone");
            assertThat(before.table(new QualifiedName("other", "person"))).isPresent();
            assertThat(before.table(QualifiedName.of("Quoted"))).isPresent();
        }
    }

    @Test
    void whatHasNoNameOfItsOwnIsEqualOnceItIsMadeAgainInH2() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:")) {
            Handle handle = Jdbi.open(connection);
            Catalog catalog = Catalog.of(Dialect.H2);
            String table = "create table a (id integer primary key, b integer check (b > 0), unique (b))";
            connection.createStatement().execute(table);
            Schema first = catalog.read(handle);
            connection.createStatement().execute("drop table a");
            connection.createStatement().execute("create table z (id integer primary key)");
            connection.createStatement().execute("drop table z");
            connection.createStatement().execute(table);
            assertThat(SchemaDiff.of(first, catalog.read(handle)).differences()).isEmpty();
        }
    }

    @Test
    void readsWhatOracleShows() throws Exception {
        Schema schema = recorded("oracle", "Oracle", Dialect.ORACLE);
        assertThat(schema.tables()).extracting(table -> table.name().name()).containsExactly("Mixed", "posts", "users");
        assertThat(described(schema, null, "users")).isEqualTo("""
                users:people
                id integer not null BY_DEFAULT
                email varchar2(190) not null -- where to write
                age number(10,2) = 18
                full_name varchar2 byte(200) Generated[expression=UPPER("EMAIL"), stored=false]
                PrimaryKey[name=null, columns=[id]]
                Unique[name=users_email, columns=[email], nullsNotDistinct=false, deferrable=false, initiallyDeferred=false]
                Check[name=grown_up, columns=[age], expression=age >= 18, validated=false]
                Index[name=users_age, parts=[Part[column=age, expression=null, descending=true, options=], Part[column=email, expression=null, descending=false, options=]], unique=false, method=, predicate=null, include=[]]
                """);
        assertThat(described(schema, null, "posts")).isEqualTo("""
                posts:
                id number not null
                user_id integer
                written timestamp(6) with time zone
                ForeignKey[name=posts_user, columns=[user_id], referencedTable=users, referencedColumns=[id], onDelete=CASCADE, onUpdate=NO_ACTION, deferrable=true, initiallyDeferred=true, validated=true]
                Index[name=posts_bits, parts=[Part[column=user_id, expression=null, descending=false, options=]], unique=false, method=bitmap, predicate=null, include=[]]
                Index[name=posts_written, parts=[Part[column=null, expression=TRUNC("WRITTEN"), descending=false, options=]], unique=true, method=, predicate=null, include=[]]
                """);
        assertThat(objects(schema)).isEqualTo("""
                Defined[key=view adults, definition=select id from users where age > 20, dependsOn=[]]
                Defined[key=materialized view totals, definition=select count(*) n from posts, dependsOn=[]]
                Sequence[name=tickets, ownedBy=null, options=start 1 increment 2 cycle N]
                Defined[key=trigger posts.touched, definition=trigger touched before update on posts begin null; end;, dependsOn=[]]
                """);
    }

    @Test
    void readsWhatSqlServerShows() throws Exception {
        Schema schema = recorded("mssql", "MSSQLServer", Dialect.MSSQL);
        assertThat(schema.tables()).hasSize(2);
        assertThat(described(schema, null, "users")).isEqualTo("""
                users:people
                id int not null ALWAYS
                email nvarchar(190) not null -- where to write
                age decimal(10,2) = ((18))
                shout nvarchar max Generated[expression=(upper([email])), stored=true]
                PrimaryKey[name=null, columns=[id]]
                Unique[name=users_email, columns=[email], nullsNotDistinct=false, deferrable=false, initiallyDeferred=false]
                Check[name=grown_up, columns=[age], expression=([age]>=(18)), validated=true]
                """);
        assertThat(described(schema, "sales", "posts")).isEqualTo("""
                sales.posts:
                id code not null
                user_id int
                written datetime2(3)
                PrimaryKey[name=posts_pk, columns=[id]]
                ForeignKey[name=posts_user, columns=[user_id], referencedTable=users, referencedColumns=[id], onDelete=CASCADE, onUpdate=NO_ACTION, deferrable=false, initiallyDeferred=false, validated=false]
                Index[name=posts_written, parts=[Part[column=written, expression=null, descending=true, options=]], unique=true, method=, predicate=([user_id] IS NOT NULL), include=[user_id]]
                """);
        assertThat(objects(schema)).isEqualTo("""
                Defined[key=view adults, definition=create view adults as select id from users, dependsOn=[]]
                Sequence[name=tickets, ownedBy=null, options=start 5 increment 2]
                Defined[key=type code, definition=nvarchar 20 0 0 FALSE, dependsOn=[]]
                Defined[key=trigger sales.posts.touched, definition=create trigger touched on sales.posts after update as return, dependsOn=[]]
                """);
    }

    private static Schema recorded(String file, String mode, Dialect dialect) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:;NON_KEYWORDS=VALUE;MODE=" + mode)) {
            connection.createStatement().execute(text(file + "-recorded"));
            Schema first = DatabaseSchema.read(connection, dialect);
            assertThat(SchemaDiff.of(first, DatabaseSchema.read(connection, dialect))
                            .differences())
                    .isEmpty();
            return first;
        }
    }

    private static String text(String file) throws Exception {
        return Files.readString(Path.of("src/test/resources/schemas", file + ".sql"));
    }

    private static String described(Schema schema, @Nullable String owner, String name) {
        Table table = schema.table(new QualifiedName(owner, name)).orElseThrow();
        StringBuilder text = new StringBuilder(table.name() + ":" + table.comment()).append('\n');
        for (Column column : table.columns()) {
            text.append(column.name()).append(' ').append(column.type());
            text.append(column.nullable().isFalse() ? " not null" : "");
            text.append(column.serverDefault().isPresent() ? " = " + column.serverDefault() : "");
            text.append(column.identity() == Identity.NONE ? "" : " " + column.identity());
            text.append(column.generated() == null ? "" : " " + column.generated());
            text.append(column.comment() == null ? "" : " -- " + column.comment())
                    .append('\n');
        }
        table.constraints().forEach(constraint -> text.append(constraint).append('\n'));
        table.indexes().forEach(index -> text.append(index).append('\n'));
        return text.toString();
    }

    private static String objects(Schema schema) {
        StringBuilder text = new StringBuilder();
        for (SchemaObject object : schema.objects()) {
            text.append(object).append('\n');
        }
        return text.toString();
    }
}
