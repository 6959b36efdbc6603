// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.collection.PersistentMap;
import dev.mrt.operation.ColumnDefinition;
import dev.mrt.operation.Operation;
import dev.mrt.schema.Column;
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

    private final PersistentMap<Place, Boolean> places;

    private FilledColumns(PersistentMap<Place, Boolean> places) {
        this.places = places;
    }

    /** A column of a table, in lower case. */
    private record Place(QualifiedName table, String column) implements Comparable<Place> {
        static Place of(QualifiedName table, String column) {
            return new Place(table.withName(Columns.lower(table.name())), Columns.lower(column));
        }

        @Override
        public int compareTo(Place other) {
            int byTable = table.compareTo(other.table);
            return byTable != 0 ? byTable : column.compareTo(other.column);
        }
    }

    boolean contains(QualifiedName table, String column) {
        return places.get(Place.of(table, column)) != null;
    }

    boolean isSameAs(FilledColumns other) {
        return places.equals(other.places);
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
        PersistentMap<Place, Boolean> changed = places.put(Place.of(table, column), Boolean.TRUE);
        return changed == places ? this : new FilledColumns(changed);
    }

    private FilledColumns without(QualifiedName table, String column) {
        PersistentMap<Place, Boolean> changed = places.remove(Place.of(table, column));
        return changed == places ? this : new FilledColumns(changed);
    }
}
