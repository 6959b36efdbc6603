// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.operation.ColumnDefinition;
import dev.mrt.operation.Operation;
import dev.mrt.schema.Column;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Table;
import dev.mrt.schema.Truth;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The columns that accept NULL, but whose NULLs a migration replaced since they do, or may have replaced. Adding a column,
 * filling it and making it NOT NULL is what several migrations do one after the other. Immutable.
 */
final class FilledColumns {

    static final FilledColumns NONE = new FilledColumns(Set.of());

    private static final Pattern NO_WORD = Pattern.compile("\\W+");

    private final Set<Place> places;

    private FilledColumns(Set<Place> places) {
        this.places = places;
    }

    /** A column of a table, in lower case. */
    private record Place(QualifiedName table, String column) {
        static Place of(QualifiedName table, String column) {
            return new Place(table.withName(Columns.lower(table.name())), Columns.lower(column));
        }
    }

    boolean contains(QualifiedName table, String column) {
        return places.contains(Place.of(table, column));
    }

    boolean isSameAs(FilledColumns other) {
        return this == other || places.equals(other.places);
    }

    /**
     * The columns after some steps of a migration.
     *
     * @param text the migration's file: code that was not followed may fill the columns whose names stand there
     */
    FilledColumns after(List<StepReplay> steps, String text) {
        Set<Place> filled = null;
        for (StepReplay replay : steps) {
            if (!replay.runs().isFalse() && isOfInterest(replay.step().operation())) {
                filled = filled == null ? new HashSet<>(places) : filled;
                follow(replay, text, filled);
            }
        }
        return filled == null || filled.equals(places) ? this : new FilledColumns(filled);
    }

    private static boolean isOfInterest(Operation operation) {
        return operation instanceof Operation.UpdateRows
                || operation instanceof Operation.DeleteRows
                || operation instanceof Operation.AddColumn
                || operation instanceof Operation.AlterColumn
                || operation.isNotFollowed();
    }

    private static void follow(StepReplay replay, String text, Set<Place> filled) {
        Operation operation = replay.step().operation();
        if (operation instanceof Operation.UpdateRows update) {
            for (Operation.Assignment assignment : update.assignments()) {
                filled.add(Place.of(update.table(), assignment.column()));
            }
        } else if (operation instanceof Operation.DeleteRows delete) {
            replay.before().table(delete.table()).ifPresent(table -> {
                for (Column column : table.columns()) {
                    // DELETE … WHERE c IS NULL, or of all rows, leaves no NULL either
                    if (delete.where().isEmpty() || Mentions.inSql(delete.where(), column.name())) {
                        filled.add(Place.of(delete.table(), column.name()));
                    }
                }
            });
        } else if (operation instanceof Operation.AddColumn add) {
            ColumnDefinition column = add.column();
            Place place = Place.of(add.table(), column.name());
            boolean hasValue = column.serverDefault().isPresent() || column.fill() != null;
            filled.remove(place);
            if (hasValue) {
                filled.add(place);
            }
        } else if (operation instanceof Operation.AlterColumn alter) {
            if (alter.nullable() == Truth.TRUE) {
                filled.remove(Place.of(alter.table(), alter.column()));
            }
        } else {
            Set<String> words = new HashSet<>(Arrays.asList(NO_WORD.split(text, -1)));
            for (Table table : replay.before().tables()) {
                for (Column column : table.columns()) {
                    String name = column.name();
                    String attribute = name.endsWith("_id") ? name.substring(0, name.length() - 3) : name;
                    if (!column.nullable().isFalse() && (words.contains(name) || words.contains(attribute))) {
                        filled.add(Place.of(table.name(), name));
                    }
                }
            }
        }
    }
}
