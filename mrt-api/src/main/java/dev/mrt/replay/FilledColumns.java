// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.collection.PersistentMap;
import dev.mrt.operation.ColumnDefinition;
import dev.mrt.operation.Operation;
import dev.mrt.schema.Column;
import dev.mrt.schema.ColumnName;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Schema;
import dev.mrt.schema.Table;
import dev.mrt.schema.Truth;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The columns that accept NULL, but whose NULLs a migration replaced since they do, or may have replaced. Adding a column,
 * filling it and making it NOT NULL is what several migrations do one after the other. Immutable.
 */
final class FilledColumns {

    static final FilledColumns NONE = new FilledColumns(PersistentMap.empty());

    private static final Pattern NO_WORD = Pattern.compile("\\W+");

    /** In lower case. */
    private final PersistentMap<ColumnName, Boolean> columns;

    private FilledColumns(PersistentMap<ColumnName, Boolean> columns) {
        this.columns = columns;
    }

    private static ColumnName lower(QualifiedName table, String column) {
        return new ColumnName(table.withName(Columns.lower(table.name())), Columns.lower(column));
    }

    boolean contains(QualifiedName table, String column) {
        return columns.get(lower(table, column)) != null;
    }

    boolean isSameAs(FilledColumns other) {
        return columns.equals(other.columns);
    }

    /**
     * The columns after some steps of a migration.
     *
     * @param text the migration's file: code that was not followed may fill the columns whose names stand there
     */
    FilledColumns after(List<StepReplay> steps, String text) {
        FilledColumns filled = this;
        for (StepReplay replay : steps) {
            if (!replay.runs().isFalse()) {
                filled = filled.after(replay, text);
            }
        }
        return filled;
    }

    private FilledColumns after(StepReplay replay, String text) {
        Operation operation = replay.step().operation();
        FilledColumns filled = this;
        if (operation instanceof Operation.UpdateRows update) {
            for (Operation.Assignment assignment : update.assignments()) {
                filled = filled.with(update.table(), assignment.column());
            }
        } else if (operation instanceof Operation.DeleteRows delete) {
            Optional<Table> table = replay.before().table(delete.table());
            for (Column column : table.isPresent() ? table.get().columns() : List.<Column>of()) {
                // DELETE … WHERE c IS NULL, or of all rows, leaves no NULL either
                if (delete.where().isEmpty() || Mentions.inSql(delete.where(), column.name())) {
                    filled = filled.with(delete.table(), column.name());
                }
            }
        } else if (operation instanceof Operation.AddColumn add) {
            ColumnDefinition column = add.column();
            boolean hasValue = column.serverDefault().isPresent() || column.fill() != null;
            filled = hasValue ? with(add.table(), column.name()) : without(add.table(), column.name());
        } else if (operation instanceof Operation.AlterColumn alter) {
            if (alter.nullable() == Truth.TRUE) {
                filled = without(alter.table(), alter.column());
            }
        } else if (operation.isNotFollowed()) {
            filled = afterCode(replay.before(), text);
        }
        return filled;
    }

    private FilledColumns afterCode(Schema schema, String text) {
        FilledColumns filled = this;
        Set<String> words = new HashSet<>(Arrays.asList(NO_WORD.split(text, -1)));
        for (Table table : schema.tables()) {
            for (Column column : table.columns()) {
                String name = column.name();
                String attribute = name.endsWith("_id") ? name.substring(0, name.length() - 3) : name;
                if (!column.nullable().isFalse() && (words.contains(name) || words.contains(attribute))) {
                    filled = filled.with(table.name(), name);
                }
            }
        }
        return filled;
    }

    private FilledColumns with(QualifiedName table, String column) {
        PersistentMap<ColumnName, Boolean> changed = columns.put(lower(table, column), Boolean.TRUE);
        return changed == columns ? this : new FilledColumns(changed);
    }

    private FilledColumns without(QualifiedName table, String column) {
        PersistentMap<ColumnName, Boolean> changed = columns.remove(lower(table, column));
        return changed == columns ? this : new FilledColumns(changed);
    }
}
