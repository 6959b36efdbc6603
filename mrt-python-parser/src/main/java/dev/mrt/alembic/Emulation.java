// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.alembic;

import dev.mrt.evaluation.CallValue;
import dev.mrt.evaluation.Value;
import dev.mrt.migration.Condition;
import dev.mrt.operation.Operation;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.QualifiedName;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A constraint that SQLAlchemy makes with a table on some databases only: the check for {@code Boolean(create_constraint=True)}
 * and {@code Enum(create_constraint=True)} where the database has no such type, and a foreign key with {@code use_alter=True}
 * where the database cannot add it later. Elsewhere such a key is left out of {@code CREATE TABLE}, and nobody adds it.
 *
 * @param dialects the databases that get the constraint
 */
record Emulation(QualifiedName table, Constraint constraint, Set<Dialect> dialects) {

    private static final Set<Dialect> WITHOUT_ALTER = EnumSet.of(Dialect.SQLITE);

    private static final Set<Dialect> WITHOUT_BOOLEAN =
            EnumSet.of(Dialect.MYSQL, Dialect.MARIADB, Dialect.SQLITE, Dialect.ORACLE);
    private static final Set<Dialect> WITHOUT_ENUM = EnumSet.of(Dialect.SQLITE, Dialect.ORACLE, Dialect.MSSQL);

    Emulation {
        dialects = Set.copyOf(dialects);
    }

    /** What the type of a column makes, or null. */
    static @Nullable Emulation of(
            String column, @Nullable Value type, QualifiedName table, NamingConvention naming, EnumTypes enums) {
        if (!(type instanceof CallValue call) || !Values.isTrue(call.keyword("create_constraint"))) {
            return null;
        }
        boolean isEnum = call.name().equals("Enum");
        List<String> labels = isEnum ? enums.labels(call) : List.of();
        if (labels == null || !isEnum && !call.name().equals("Boolean")) {
            return null;
        }
        List<String> literals = labels.stream().map(SqlText::literal).toList();
        String expression = column + " IN (" + (isEnum ? String.join(", ", literals) : "0, 1") + ")";
        Value name = call.keyword("name");
        Constraint check = new Constraint.Check(nameOf(call, enums), List.of(column), expression, true);
        Set<Dialect> dialects = !isEnum
                ? WITHOUT_BOOLEAN
                : call.keyword("native_enum") == Value.FALSE ? EnumSet.allOf(Dialect.class) : WITHOUT_ENUM;
        return new Emulation(table, naming.named(table, check, name), dialects);
    }

    /** The foreign key of a table where it is to be added later, or null. */
    static @Nullable Emulation of(CallValue key, QualifiedName table, Constraint constraint) {
        return Values.isTrue(key.keyword("use_alter")) ? new Emulation(table, constraint, WITHOUT_ALTER) : null;
    }

    private static @Nullable String nameOf(CallValue type, EnumTypes enums) {
        QualifiedName name = enums.name(type);
        return name == null ? null : name.name();
    }

    /** Whether the constraint is made on every database. */
    boolean isEverywhere() {
        return dialects.size() == Dialect.values().length;
    }

    /** The same without a database: SQLite cannot add a check to a table, and Alembic then leaves it out with a warning. */
    Emulation exceptOn(Dialect dialect) {
        Set<Dialect> others = EnumSet.copyOf(dialects);
        others.remove(dialect);
        return new Emulation(table, constraint, others);
    }

    /** Adds the constraint as a step that runs on some databases only. */
    void emit(Emitter to) {
        to.emit(new Operation.AddConstraint(table, constraint, null), new Condition.DialectIs(dialects));
    }
}
