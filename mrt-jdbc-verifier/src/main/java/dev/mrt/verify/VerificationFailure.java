// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import dev.mrt.schema.Difference;
import dev.mrt.schema.QualifiedName;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is wrong with a revision, found by running it. {@link #sentence()} tells it; it has no final period. */
public sealed interface VerificationFailure {

    /** The failure in words, such as <code>downgrade does not restore the schema: column `users.phone` is missing</code>. */
    String sentence();

    /** What went wrong, without the particulars. */
    Kind kind();

    /** What it is about, such as {@code users.phone}; empty where it is about the whole revision or history. */
    default String subject() {
        return "";
    }

    /**
     * A failure in another than the first of a project's databases.
     *
     * @param database the database's name
     * @param failure what is wrong there
     */
    record InDatabase(String database, VerificationFailure failure) implements VerificationFailure {
        @Override
        public String sentence() {
            return "in database `" + database + "`, " + failure.sentence();
        }

        @Override
        public Kind kind() {
            return failure.kind();
        }

        @Override
        public String subject() {
            return failure.subject();
        }
    }

    /** The kinds of failures. Names are stable: reports show them as codes. */
    enum Kind {
        /** The upgrade fails. */
        UPGRADE_FAILS,
        /** The downgrade fails. */
        DOWNGRADE_FAILS,
        /** Upgrade and downgrade leave another schema. */
        SCHEMA_NOT_RESTORED,
        /** Rows do not survive upgrade and downgrade. */
        ROWS_LOST,
        /** Upgrade and downgrade leave rows behind. */
        ROWS_ADDED,
        /** Values do not survive upgrade and downgrade. */
        VALUES_CHANGED,
        /** The upgrade fails after the downgrade. */
        SECOND_UPGRADE_FAILS,
        /** The second upgrade leaves another schema than the first. */
        SCHEMA_NOT_REPEATED,
        /** The second upgrade leaves another number of rows than the first. */
        ROWS_NOT_REPEATED,
        /** A walk through the whole history goes wrong. */
        WALK_FAILS;

        /** The name in reports, such as {@code rows-lost}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * The upgrade failed.
     *
     * @param onlyWithRows whether it works on empty tables
     */
    record UpgradeFailed(StepError error, boolean onlyWithRows) implements VerificationFailure {
        @Override
        public String sentence() {
            return onlyWithRows
                    ? "upgrade works on empty tables but fails on tables with rows: " + error.summary()
                    : "upgrade fails: " + error.summary();
        }

        @Override
        public Kind kind() {
            return Kind.UPGRADE_FAILS;
        }
    }

    /**
     * The downgrade failed.
     *
     * @param onlyWithNewRows whether it works where nobody wrote rows after the upgrade
     */
    record DowngradeFailed(StepError error, boolean onlyWithNewRows) implements VerificationFailure {
        @Override
        public String sentence() {
            return onlyWithNewRows
                    ? "downgrade fails once rows were written after the upgrade: " + error.summary()
                    : "downgrade fails: " + error.summary();
        }

        @Override
        public Kind kind() {
            return Kind.DOWNGRADE_FAILS;
        }
    }

    /** After upgrade and downgrade the schema differs from what it was. */
    record SchemaNotRestored(Difference difference) implements VerificationFailure {
        @Override
        public String sentence() {
            return "downgrade does not restore the schema: " + difference.sentence();
        }

        @Override
        public Kind kind() {
            return Kind.SCHEMA_NOT_RESTORED;
        }
    }

    /**
     * Rows that were there before are gone after upgrade and downgrade.
     *
     * @param keys the rows, such as {@code id=3}
     */
    record RowsLost(QualifiedName table, List<String> keys) implements VerificationFailure {
        public RowsLost {
            keys = List.copyOf(keys);
        }

        @Override
        public String sentence() {
            return counted(keys.size(), "row") + " of table `" + table + "` " + (keys.size() == 1 ? "is" : "are")
                    + " lost: " + some(keys);
        }

        @Override
        public Kind kind() {
            return Kind.ROWS_LOST;
        }

        @Override
        public String subject() {
            return table.toString();
        }
    }

    /**
     * Rows that were not there before are there after upgrade and downgrade.
     *
     * @param keys the rows, such as {@code id=3}
     */
    record RowsAdded(QualifiedName table, List<String> keys) implements VerificationFailure {
        public RowsAdded {
            keys = List.copyOf(keys);
        }

        @Override
        public String sentence() {
            return counted(keys.size(), "row") + " of table `" + table + "` " + (keys.size() == 1 ? "is" : "are")
                    + " left behind: " + some(keys);
        }

        @Override
        public Kind kind() {
            return Kind.ROWS_ADDED;
        }

        @Override
        public String subject() {
            return table.toString();
        }
    }

    /** Values of one column are others after upgrade and downgrade. */
    record ValuesChanged(QualifiedName table, String column, List<ChangedValue> values) implements VerificationFailure {
        public ValuesChanged {
            values = List.copyOf(values);
        }

        @Override
        public String sentence() {
            ChangedValue first = values.get(0);
            boolean allLost = values.stream().allMatch(value -> value.after() == null);
            String what = allLost ? " lost in column `" : " changed in column `";
            return counted(values.size(), "value") + what + table + "." + column + "`: row " + first.key() + " had "
                    + shown(first.before()) + (allLost ? "" : " and has " + shown(first.after()))
                    + (values.size() > 1 ? ", …" : "");
        }

        @Override
        public Kind kind() {
            return Kind.VALUES_CHANGED;
        }

        @Override
        public String subject() {
            return table + "." + column;
        }
    }

    /**
     * A value of a row.
     *
     * @param key the row, such as {@code id=3}
     * @param before the value as the database prints it, null for NULL
     * @param after the value now, null for NULL
     */
    record ChangedValue(
            String key, @Nullable String before, @Nullable String after) {
        public ChangedValue {
            Objects.requireNonNull(key, "key");
        }
    }

    /** The upgrade failed when it was run again after the downgrade. */
    record SecondUpgradeFailed(StepError error) implements VerificationFailure {
        @Override
        public String sentence() {
            return "upgrade fails when it is run again after the downgrade: " + error.summary();
        }

        @Override
        public Kind kind() {
            return Kind.SECOND_UPGRADE_FAILS;
        }
    }

    /** The upgrade gives another schema when it is run again after the downgrade. */
    record SchemaNotRepeated(Difference difference) implements VerificationFailure {
        @Override
        public String sentence() {
            return "upgrade gives another schema when it is run again: " + difference.sentence();
        }

        @Override
        public Kind kind() {
            return Kind.SCHEMA_NOT_REPEATED;
        }
    }

    /**
     * The upgrade leaves another number of rows when it is run again after the downgrade, which brought all rows back.
     *
     * @param first how many rows there were after the first upgrade
     * @param second how many after the second
     */
    record RowsNotRepeated(QualifiedName table, int first, int second) implements VerificationFailure {
        @Override
        public String sentence() {
            return "upgrade leaves " + counted(second, "row") + " in table `" + table
                    + "` when it is run again, it left " + first + " the first time";
        }

        @Override
        public Kind kind() {
            return Kind.ROWS_NOT_REPEATED;
        }

        @Override
        public String subject() {
            return table.toString();
        }
    }

    /**
     * A step failed, or left another schema, while the whole history was walked.
     *
     * @param walk which walk, such as {@code head to base}
     * @param problem what happened, in words
     */
    record WalkFailed(String walk, String problem) implements VerificationFailure {
        @Override
        public String sentence() {
            return "on the walk " + walk + ": " + problem;
        }

        @Override
        public Kind kind() {
            return Kind.WALK_FAILS;
        }
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static String some(List<String> keys) {
        return keys.size() <= 5 ? String.join("; ", keys) : String.join("; ", keys.subList(0, 5)) + "; …";
    }

    private static String shown(@Nullable String value) {
        if (value == null) {
            return "NULL";
        }
        // SQLite tells 1 from '1' and quotes itself; servers give the text of the value.
        boolean literal = value.matches("X?'(?s:.*)'|[-+]?[0-9.]+");
        String quoted = literal ? value : "'" + value + "'";
        return quoted.length() > 60 ? quoted.substring(0, 60) + "…" : quoted;
    }
}
