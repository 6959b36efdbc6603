// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.schema.Constraint;
import dev.mrt.schema.Index;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Table;
import dev.mrt.schema.Target;
import org.jspecify.annotations.Nullable;

/** The names that a target gives to constraints, indexes and sequences that were written without one. */
sealed interface Names permits PostgresqlNames, MysqlNames, Names.None {

    /** The names of a target. */
    static Names of(Target target) {
        return switch (target.dialect()) {
            case POSTGRESQL -> new PostgresqlNames();
            case MYSQL, MARIADB -> new MysqlNames(target);
            case SQLITE, ORACLE, MSSQL, H2 -> new None();
        };
    }

    /** Says which names are taken in the schema of a table. */
    interface Taken {
        boolean isTaken(QualifiedName name);
    }

    /** The name of a constraint that a table is about to get, or null where the target gives none that can be told. */
    @Nullable
    String constraint(Table table, Constraint constraint, Taken taken);

    /** The name of an index that a table is about to get, or null where the target gives none that can be told. */
    @Nullable
    String index(Table table, Index index, Taken taken);

    /** The name of the sequence that numbers a column. */
    String sequence(QualifiedName table, String column, Taken taken);

    /** A table under another name, with the names of constraints that follow it. */
    default Table renamed(Table table, QualifiedName name) {
        return table.withName(name);
    }

    /** A target that names nothing, or not in a way that can be told. */
    record None() implements Names {
        @Override
        public @Nullable String constraint(Table table, Constraint constraint, Taken taken) {
            return null;
        }

        @Override
        public @Nullable String index(Table table, Index index, Taken taken) {
            return null;
        }

        @Override
        public String sequence(QualifiedName table, String column, Taken taken) {
            return table.name() + "_" + column + "_seq";
        }
    }
}
