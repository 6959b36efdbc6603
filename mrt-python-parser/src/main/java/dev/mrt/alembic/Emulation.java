// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.alembic;

import dev.mrt.evaluation.CallValue;
import dev.mrt.evaluation.ClassValue;
import dev.mrt.evaluation.InstanceValue;
import dev.mrt.evaluation.Value;
import dev.mrt.migration.Condition;
import dev.mrt.operation.Operation;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.QualifiedName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The check that SQLAlchemy makes for {@code Boolean(create_constraint=True)} and {@code Enum(create_constraint=True)} where
 * the database has no such type.
 *
 * @param dialects the databases that have no such type
 */
record Emulation(QualifiedName table, Constraint check, Set<Dialect> dialects) {

    private static final Set<Dialect> WITHOUT_BOOLEAN =
            EnumSet.of(Dialect.MYSQL, Dialect.MARIADB, Dialect.SQLITE, Dialect.ORACLE);
    private static final Set<Dialect> WITHOUT_ENUM = EnumSet.of(Dialect.SQLITE, Dialect.ORACLE, Dialect.MSSQL);

    Emulation {
        dialects = Set.copyOf(dialects);
    }

    /** What the type of a column makes, or null. */
    static @Nullable Emulation of(String column, @Nullable Value type, QualifiedName table, NamingConvention naming) {
        if (!(type instanceof CallValue call) || !Values.isTrue(call.keyword("create_constraint"))) {
            return null;
        }
        boolean isEnum = call.name().equals("Enum");
        List<String> labels = isEnum ? labels(call) : List.of();
        if (labels == null || !isEnum && !call.name().equals("Boolean")) {
            return null;
        }
        List<String> literals = labels.stream().map(SqlText::literal).toList();
        String expression = column + " IN (" + (isEnum ? String.join(", ", literals) : "0, 1") + ")";
        Value name = call.keyword("name");
        Constraint check = new Constraint.Check(nameOf(call), List.of(column), expression, true);
        Set<Dialect> dialects = !isEnum
                ? WITHOUT_BOOLEAN
                : call.keyword("native_enum") == Value.FALSE ? EnumSet.allOf(Dialect.class) : WITHOUT_ENUM;
        return new Emulation(table, naming.named(table, check, name), dialects);
    }

    /** The type's name; that of a Python enum is its class's. */
    private static @Nullable String nameOf(CallValue type) {
        String name = Values.name(type.keyword("name"));
        return name == null && type.argument(0) instanceof ClassValue labels
                ? labels.name().toLowerCase(Locale.ROOT)
                : name;
    }

    private static @Nullable List<String> labels(CallValue call) {
        if (!(call.argument(0) instanceof ClassValue type)) {
            return Values.names(call.arguments());
        }
        // the names of the members, not their values
        List<String> labels = new ArrayList<>();
        for (InstanceValue member : type.members()) {
            String label = Values.name(member.attribute("name"));
            if (label == null || call.keyword("values_callable") != null) {
                return null;
            }
            labels.add(label);
        }
        return labels;
    }

    /** Whether the check is made on every database. */
    boolean isEverywhere() {
        return dialects.size() == Dialect.values().length;
    }

    /** Adds the check as a step that runs on some databases only. */
    void emit(Emitter to) {
        to.emit(new Operation.AddConstraint(table, check, null), new Condition.DialectIs(dialects));
    }
}
