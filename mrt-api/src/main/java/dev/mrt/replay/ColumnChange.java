// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.operation.Operation;
import dev.mrt.schema.Column;
import dev.mrt.schema.ColumnType;
import dev.mrt.schema.Identity;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.SchemaObject;
import dev.mrt.schema.ServerDefault;
import dev.mrt.schema.SqlType;
import dev.mrt.schema.Table;
import dev.mrt.schema.Truth;
import dev.mrt.schema.TypeChange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Replays {@code ALTER COLUMN}. */
final class ColumnChange {

    private final Working working;

    ColumnChange(Working working) {
        this.working = working;
    }

    void apply(Operation.AlterColumn alter) {
        String doing = "alters column `" + alter.table() + "." + alter.column() + "`";
        Table table = working.tableToChange(alter.table(), doing);
        if (table == null) {
            return;
        }
        Column known = working.columnToChange(table, alter.column(), doing);
        if (known == null) {
            return;
        }
        if (alter.type() != null || alter.nullable() != null || alter.serverDefault() != null) {
            working.refuseOnSqlite(doing);
        }
        Column before = learned(table, known, alter);
        Column after = resets(alter) ? restated(before, alter) : before;
        ColumnType asked = alter.type();
        if (asked != null) {
            after = withType(table, before, after, asked, alter, doing);
        }
        Truth nullable = alter.nullable();
        if (nullable != null) {
            after = after.withNullable(nullable);
            refuseNulls(table, before, after, alter, doing);
            if (nullable.isTrue() && working.isPostgresql() && mustNotBeNull(table, before)) {
                working.conflict(
                        Conflict.Kind.REFUSED, doing + " to accept NULL, but it is in the primary key or an identity");
                after = after.withNullable(Truth.FALSE);
            }
        }
        ServerDefault value = alter.serverDefault();
        if (value != null) {
            after = after.withServerDefault(value);
            if (before.identity() == Identity.SERIAL) {
                after = after.withIdentity(Identity.NONE);
            }
        }
        if (alter.comment() != null) {
            after = after.withComment(alter.comment().isEmpty() ? null : alter.comment());
        }
        Identity identity = alter.identity();
        if (identity != null) {
            after = withIdentity(after, identity, asked);
        }
        if (after.equals(before)) {
            return;
        }
        Table now = working.schema.table(table.name()).orElseThrow();
        working.put(now.withColumns(ColumnSteps.replaced(now.columns(), before.name(), after)));
        if (after.identity() != before.identity() && working.isPostgresql()) {
            renumber(table, before, after);
        }
    }

    /** What the migration states about a column that is not known; the column was so before. */
    private Column learned(Table table, Column known, Operation.AlterColumn alter) {
        Operation.ExistingColumn existing = alter.existing();
        if (existing == null) {
            return known;
        }
        Column better = known;
        if (known.type().isUnknown() && existing.type() != null) {
            better = better.withType(working.types.type(existing.type()));
        }
        if (known.nullable().isUnknown() && existing.nullable() != null) {
            better = better.withNullable(existing.nullable());
        }
        if (known.serverDefault().kind() == ServerDefault.Kind.UNKNOWN && existing.serverDefault() != null) {
            better = better.withServerDefault(existing.serverDefault());
        }
        if (!better.equals(known)) {
            Column column = better;
            working.assumePart(
                    table.name(),
                    current -> current.withColumns(ColumnSteps.replaced(current.columns(), known.name(), column)));
        }
        return better;
    }

    /** MySQL has no statement that changes one facet, but for the default and for nothing else. */
    private boolean resets(Operation.AlterColumn alter) {
        if (alter.restatesAll()) {
            return true;
        }
        boolean defaultAlone = alter.type() == null && alter.nullable() == null && alter.comment() == null;
        return working.dialect().isMysqlFamily() && !defaultAlone && alter.existing() != null;
    }

    /** What {@code MODIFY} leaves of a column when it repeats only what the migration states. */
    private Column restated(Column before, Operation.AlterColumn alter) {
        Operation.ExistingColumn existing = alter.existing();
        Column after = before;
        if (existing != null && existing.type() != null && alter.type() == null) {
            after = after.withType(working.types.type(existing.type()));
        }
        if (alter.nullable() == null) {
            after = after.withNullable(
                    existing == null || existing.nullable() == null ? Truth.TRUE : existing.nullable());
        }
        if (alter.serverDefault() == null) {
            after = after.withServerDefault(
                    existing == null || existing.serverDefault() == null
                            ? ServerDefault.NONE
                            : existing.serverDefault());
        }
        if (alter.comment() == null) {
            after = after.withComment(null);
        }
        return alter.identity() == null ? after.withIdentity(Identity.NONE) : after;
    }

    private Column withType(
            Table table, Column before, Column after, ColumnType asked, Operation.AlterColumn alter, String doing) {
        SqlType type = working.types.type(asked);
        TypeChange change = working.types.change(before.type(), type);
        if (working.isPostgresql() && working.types.isSerial(asked.textOn(working.dialect()))) {
            working.conflict(Conflict.Kind.REFUSED, doing + ": there is no type serial to change to");
        } else if (change.needsUsing().isTrue() && alter.using() == null && !working.batch) {
            working.conflict(
                    Conflict.Kind.REFUSED,
                    doing + " from `" + before.type() + "` to `" + type + "`, which needs USING");
        }
        if (castsEnumToEnum(before, type, alter.using())) {
            working.conflict(
                    Conflict.Kind.REFUSED,
                    doing + " by a cast from enum type `" + before.type() + "` to `" + type
                            + "`, which PostgreSQL does not have: cast to text first");
        }
        if (change.kind() == TypeChange.Kind.NARROWING && working.mayHaveRows(table.name())) {
            working.conflict(
                    Conflict.Kind.NARROWING,
                    doing + " from `" + before.type() + "` to `" + type + "`, which fails on " + change.detail());
        }
        return after.withType(type);
    }

    /** Labels are the same texts, but only text is in between: {@code USING status::text::new_status}. */
    private boolean castsEnumToEnum(Column before, SqlType type, @Nullable String using) {
        return using != null
                && working.isPostgresql()
                && !before.type().equals(type)
                && isKnownEnum(before.type())
                && isKnownEnum(type)
                && UpdateSql.isOneCastOf(using, before.name());
    }

    private boolean isKnownEnum(SqlType type) {
        return type.dimensions() == 0
                && working.schema.enumType(working.name(qualified(type.name()))).isPresent();
    }

    private static QualifiedName qualified(String type) {
        int dot = type.lastIndexOf('.');
        return dot < 0 ? QualifiedName.of(type) : new QualifiedName(type.substring(0, dot), type.substring(dot + 1));
    }

    private void refuseNulls(Table table, Column before, Column after, Operation.AlterColumn alter, String doing) {
        if (after.nullable().isFalse()
                && !before.nullable().isFalse()
                && alter.fill() == null
                && working.mayHaveRows(table.name())) {
            if (working.isAddedEmpty(table.name(), before.name())) {
                working.conflict(
                        Conflict.Kind.NOT_NULL_WITHOUT_VALUE,
                        doing + " to NOT NULL, which fails where the table has rows: nothing filled the new column");
            } else {
                working.conflict(Conflict.Kind.NULLS, doing + " to NOT NULL, which fails where a row holds NULL");
            }
        }
    }

    private static boolean mustNotBeNull(Table table, Column column) {
        return column.identity() == Identity.BY_DEFAULT
                || column.identity() == Identity.ALWAYS
                || table.primaryKey()
                        .filter(key -> key.columns().contains(column.name()))
                        .isPresent();
    }

    private Column withIdentity(Column column, Identity asked, @Nullable ColumnType type) {
        Identity identity = asked == Identity.NONE
                ? Identity.NONE
                : working.columns.identity(asked, type == null ? ColumnType.UNKNOWN : type);
        Column after = column.withIdentity(identity);
        return identity == Identity.NONE ? after : after.withNullable(Truth.FALSE);
    }

    private void renumber(Table table, Column before, Column after) {
        String owner = table.name() + "." + before.name();
        if (after.identity() != Identity.NONE) {
            new ColumnSteps(working).number(table.name(), after.name());
            return;
        }
        if (before.identity() == Identity.SERIAL) {
            // DROP DEFAULT leaves the sequence
            return;
        }
        List<ObjectKey> gone = new ArrayList<>();
        for (SchemaObject object : working.schema.objectsOf(table.name())) {
            if (object instanceof SchemaObject.Sequence sequence && owner.equals(sequence.ownedBy())) {
                gone.add(sequence.key());
            }
        }
        for (ObjectKey key : gone) {
            working.schema = working.schema.without(key);
        }
    }
}
