// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What PostgreSQL 15 printed and did, and what the manuals of the others say. */
class TypeSystemTest {

    private static final TypeSystem POSTGRESQL = TypeSystem.of(Target.parse("postgresql:15"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INT8 | bigint",
                "VARCHAR(50) | character varying(50)",
                "CHAR | character(1)",
                "FLOAT(24) | real",
                "FLOAT | double precision",
                "NUMERIC(10) | numeric(10,0)",
                "DECIMAL(5, 3) | numeric(5,3)",
                "TIMESTAMPTZ | timestamp with time zone",
                "TIMESTAMP(6) WITH TIME ZONE | timestamp(6) with time zone",
                "TIME(3) WITHOUT TIME ZONE | time(3) without time zone",
                "VARCHAR(20)[] | character varying(20)[]",
                "INTEGER[][] | integer[]",
                "public.mood | mood",
                "GEOMETRY(POINT,4326) | geometry(POINT,4326)",
                "SERIAL | integer",
            })
    void printsTypesAsPostgresqlDoes(String written, String printed) {
        assertThat(POSTGRESQL.type(written)).hasToString(printed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mysql:8.0 | INTEGER | int",
                "mysql:5.7 | INTEGER | int(11)",
                "mariadb:10.6 | BIGINT UNSIGNED | bigint(20) unsigned",
                "mysql:8.0 | BOOL | tinyint(1)",
                "mysql:8.0 | NUMERIC(10, 2) | decimal(10,2)",
                "mysql:8.0 | DATETIME(6) | datetime(6)",
                "mysql:8.0 | ENUM('a','b,c') | enum('a','b,c')",
                "mariadb:10.6 | JSON | longtext collate utf8mb4_bin",
                "sqlite | varchar(50) | VARCHAR(50)",
                "sqlite | integer unsigned | INTEGER UNSIGNED",
            })
    void printsTypesAsOtherCatalogsDo(String target, String written, String printed) {
        assertThat(TypeSystem.of(Target.parse(target)).type(written)).hasToString(printed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // from | to | values | rewrites the table | needs USING
                "VARCHAR(20) | VARCHAR(50) | LOSSLESS | FALSE | FALSE",
                "VARCHAR(50) | TEXT | LOSSLESS | FALSE | FALSE",
                "TEXT | VARCHAR(50) | NARROWING | TRUE | FALSE",
                "INTEGER | BIGINT | LOSSLESS | TRUE | FALSE",
                "BIGINT | INTEGER | NARROWING | TRUE | FALSE",
                "NUMERIC(10,2) | NUMERIC(12,2) | LOSSLESS | FALSE | FALSE",
                "NUMERIC(12,4) | NUMERIC(12,2) | LOSSY | TRUE | FALSE",
                "INTEGER | TEXT | LOSSLESS | TRUE | FALSE",
                "TEXT | INTEGER | NARROWING | TRUE | TRUE",
                "TIMESTAMP | DATE | LOSSY | TRUE | FALSE",
                "TIMESTAMP | TIMESTAMPTZ | LOSSLESS | UNKNOWN | FALSE",
                "BOOLEAN | INTEGER | LOSSLESS | TRUE | TRUE",
                "JSON | JSONB | LOSSLESS | TRUE | FALSE",
                "mood | TEXT | LOSSLESS | TRUE | FALSE",
                "INTEGER | mood | UNKNOWN | TRUE | TRUE",
            })
    void tellsWhatAChangeDoesOnPostgresql(
            String from, String to, TypeChange.Kind kind, Truth rewrites, Truth needsUsing) {
        TypeChange change = POSTGRESQL.change(POSTGRESQL.type(from), POSTGRESQL.type(to));
        assertThat(change.kind()).isEqualTo(kind);
        assertThat(change.rewritesTable()).isEqualTo(rewrites);
        assertThat(change.needsUsing()).isEqualTo(needsUsing);
    }

    @Test
    void namesTheValuesThatDoNotFit() {
        assertThat(POSTGRESQL
                        .change(POSTGRESQL.type("TEXT"), POSTGRESQL.type("VARCHAR(50)"))
                        .detail())
                .isEqualTo("values longer than 50 characters");
        TypeSystem mysql = TypeSystem.of(Target.parse("mysql:8.0"));
        assertThat(mysql.change(mysql.type("ENUM('a','b')"), mysql.type("ENUM('a')"))
                        .detail())
                .isEqualTo("values b");
    }

    @Test
    void namesAnEnumTypeOnlyWhereThereAreSuch() {
        EnumType mood = new EnumType(new QualifiedName("public", "mood"), List.of("sad", "ok"));
        ColumnType column =
                new ColumnType("VARCHAR(3)", java.util.Map.of(), mood, true).on(Dialect.MYSQL, "ENUM('sad','ok')");
        assertThat(POSTGRESQL.type(column)).hasToString("mood");
        assertThat(TypeSystem.of(Target.parse("mariadb")).type(column)).hasToString("enum('sad','ok')");
        assertThat(TypeSystem.of(Target.parse("sqlite")).type(column)).hasToString("VARCHAR(3)");
    }

    @Test
    void saysNothingAboutWhatIsUnknown() {
        assertThat(POSTGRESQL.type("")).isEqualTo(SqlType.UNKNOWN);
        assertThat(POSTGRESQL.change(SqlType.UNKNOWN, POSTGRESQL.type("TEXT"))).isEqualTo(TypeChange.UNKNOWN);
    }
}
