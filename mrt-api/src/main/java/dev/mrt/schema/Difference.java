// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One difference between two schemas, in the view of someone who had the first and finds the second. {@link #sentence()}
 * tells it; it has no final period.
 */
public sealed interface Difference {

    /** How much a difference matters. */
    enum Weight {
        /** Something is there, is missing or behaves differently. */
        SCHEMA,
        /** The same constraint or index under another name. */
        NAME_ONLY,
        /** The same columns in another order: a note, since no statement that names its columns sees it. */
        ORDER_ONLY
    }

    /** What of a column can differ. */
    enum Facet {
        TYPE,
        NULLABLE,
        DEFAULT,
        IDENTITY,
        GENERATED,
        COMMENT
    }

    /** The difference in words, such as <code>column `users.phone` is missing</code>. */
    String sentence();

    /** The same in the words of someone who makes the change, such as <code>column `users.phone` is dropped</code>. */
    default String change() {
        String text = sentence();
        if (text.endsWith(" is missing")) {
            return text.substring(0, text.length() - " is missing".length()) + " is dropped";
        }
        if (text.endsWith(" is left behind")) {
            return text.substring(0, text.length() - " is left behind".length()) + " is added";
        }
        return text;
    }

    /** The table that the difference is about, or null where it is about another object. */
    @Nullable
    QualifiedName table();

    /** The name of the column, constraint or index of the table, or of the object; null for a table as a whole. */
    @Nullable
    String part();

    /** The view, sequence, type or other object that the difference is about, or null where it is about a table. */
    default @Nullable ObjectKey object() {
        if (this instanceof ObjectAdded added) {
            return added.added().key();
        } else if (this instanceof ObjectRemoved removed) {
            return removed.removed().key();
        }
        return this instanceof ObjectChanged changed ? changed.after().key() : null;
    }

    /** How much it matters. */
    default Weight weight() {
        return Weight.SCHEMA;
    }

    /** A table that only the second schema has. */
    record TableAdded(Table added) implements Difference {
        @Override
        public QualifiedName table() {
            return added.name();
        }

        @Override
        public @Nullable String part() {
            return null;
        }

        @Override
        public String sentence() {
            return "table `" + added.name() + "` is left behind";
        }
    }

    /** A table that only the first schema has. */
    record TableRemoved(Table removed) implements Difference {
        @Override
        public QualifiedName table() {
            return removed.name();
        }

        @Override
        public @Nullable String part() {
            return null;
        }

        @Override
        public String sentence() {
            return "table `" + removed.name() + "` is missing";
        }
    }

    /** A table's comment. */
    record TableCommentChanged(QualifiedName table, String before, String after) implements Difference {
        @Override
        public @Nullable String part() {
            return null;
        }

        @Override
        public String sentence() {
            return "comment of table `" + table + "` is '" + after + "', it was '" + before + "'";
        }
    }

    /** The same columns in another order. */
    record ColumnOrderChanged(QualifiedName table, List<String> before, List<String> after) implements Difference {
        public ColumnOrderChanged {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }

        @Override
        public @Nullable String part() {
            return null;
        }

        @Override
        public Weight weight() {
            return Weight.ORDER_ONLY;
        }

        @Override
        public String sentence() {
            return "columns of table `" + table + "` are in another order";
        }
    }

    /** A column that only the second schema has. */
    record ColumnAdded(QualifiedName table, Column added) implements Difference {
        @Override
        public String part() {
            return added.name();
        }

        @Override
        public String sentence() {
            return "column `" + table + "." + added.name() + "` is left behind";
        }
    }

    /** A column that only the first schema has. */
    record ColumnRemoved(QualifiedName table, Column removed) implements Difference {
        @Override
        public String part() {
            return removed.name();
        }

        @Override
        public String sentence() {
            return "column `" + table + "." + removed.name() + "` is missing";
        }
    }

    /** A column that differs in one facet; a column that differs in several makes several differences. */
    record ColumnChanged(QualifiedName table, Facet facet, Column before, Column after) implements Difference {
        @Override
        public String part() {
            return after.name();
        }

        @Override
        public String sentence() {
            String column = "column `" + table + "." + after.name() + "`";
            return switch (facet) {
                case TYPE -> column + " has type `" + after.type() + "`, it was `" + before.type() + "`";
                case NULLABLE ->
                    after.nullable().isTrue()
                            ? column + " accepts NULL, it was NOT NULL"
                            : column + " is NOT NULL, it accepted NULL";
                case DEFAULT ->
                    after.serverDefault().isPresent()
                            ? before.serverDefault().isPresent()
                                    ? column + " has default `" + after.serverDefault() + "`, it was `"
                                            + before.serverDefault() + "`"
                                    : column + " has default `" + after.serverDefault() + "`, it had none"
                            : column + " has no default, it was `" + before.serverDefault() + "`";
                case IDENTITY ->
                    column + " is numbered " + words(after.identity()) + ", it was numbered "
                            + words(before.identity());
                case GENERATED ->
                    after.generated() == null
                            ? column + " is not generated any more"
                            : before.generated() == null
                                    ? column + " is generated, it was plain"
                                    : column + " is generated as `"
                                            + after.generated().expression() + "`, it was `"
                                            + before.generated().expression() + "`";
                case COMMENT -> "comment of " + column + " differs";
            };
        }

        private static String words(Identity identity) {
            return switch (identity) {
                case NONE -> "by nothing";
                case SERIAL -> "by a sequence";
                case BY_DEFAULT -> "as identity by default";
                case ALWAYS -> "as identity always";
                case AUTO_INCREMENT -> "by auto-increment";
            };
        }
    }

    /** A constraint that only the second schema has. */
    record ConstraintAdded(QualifiedName table, Constraint added) implements Difference {
        @Override
        public @Nullable String part() {
            return added.name();
        }

        @Override
        public String sentence() {
            return SchemaWords.of(table, added) + " is left behind";
        }
    }

    /** A constraint that only the first schema has. */
    record ConstraintRemoved(QualifiedName table, Constraint removed) implements Difference {
        @Override
        public @Nullable String part() {
            return removed.name();
        }

        @Override
        public String sentence() {
            return SchemaWords.of(table, removed) + " is missing";
        }
    }

    /**
     * A constraint that differs under the same name.
     *
     * @param what what differs, in words
     */
    record ConstraintChanged(QualifiedName table, Constraint before, Constraint after, String what)
            implements Difference {
        @Override
        public @Nullable String part() {
            return after.name();
        }

        @Override
        public String sentence() {
            return SchemaWords.of(table, after) + " differs: " + what;
        }
    }

    /** The same constraint under another name. */
    record ConstraintRenamed(QualifiedName table, Constraint before, Constraint after) implements Difference {
        @Override
        public @Nullable String part() {
            return after.name();
        }

        @Override
        public Weight weight() {
            return Weight.NAME_ONLY;
        }

        @Override
        public String sentence() {
            return SchemaWords.of(table, after)
                    + (before.name() == null ? " had no name" : " was named `" + before.name() + "`");
        }
    }

    /** An index that only the second schema has. */
    record IndexAdded(QualifiedName table, Index added) implements Difference {
        @Override
        public @Nullable String part() {
            return added.name();
        }

        @Override
        public String sentence() {
            return SchemaWords.of(table, added) + " is left behind";
        }
    }

    /** An index that only the first schema has. */
    record IndexRemoved(QualifiedName table, Index removed) implements Difference {
        @Override
        public @Nullable String part() {
            return removed.name();
        }

        @Override
        public String sentence() {
            return SchemaWords.of(table, removed) + " is missing";
        }
    }

    /**
     * An index that differs under the same name.
     *
     * @param what what differs, in words
     */
    record IndexChanged(QualifiedName table, Index before, Index after, String what) implements Difference {
        @Override
        public @Nullable String part() {
            return after.name();
        }

        @Override
        public String sentence() {
            return SchemaWords.of(table, after) + " differs: " + what;
        }
    }

    /** The same index under another name. */
    record IndexRenamed(QualifiedName table, Index before, Index after) implements Difference {
        @Override
        public @Nullable String part() {
            return after.name();
        }

        @Override
        public Weight weight() {
            return Weight.NAME_ONLY;
        }

        @Override
        public String sentence() {
            return SchemaWords.of(table, after)
                    + (before.name() == null ? " had no name" : " was named `" + before.name() + "`");
        }
    }

    /** An object beside tables that only the second schema has. */
    record ObjectAdded(SchemaObject added) implements Difference {
        @Override
        public @Nullable QualifiedName table() {
            return null;
        }

        @Override
        public String part() {
            return added.key().name().toString();
        }

        @Override
        public String sentence() {
            return SchemaWords.of(added.key()) + " is left behind";
        }
    }

    /** An object beside tables that only the first schema has. */
    record ObjectRemoved(SchemaObject removed) implements Difference {
        @Override
        public @Nullable QualifiedName table() {
            return null;
        }

        @Override
        public String part() {
            return removed.key().name().toString();
        }

        @Override
        public String sentence() {
            return SchemaWords.of(removed.key()) + " is missing";
        }
    }

    /**
     * An object that differs.
     *
     * @param what what differs, in words
     */
    record ObjectChanged(SchemaObject before, SchemaObject after, String what) implements Difference {
        @Override
        public @Nullable QualifiedName table() {
            return null;
        }

        @Override
        public String part() {
            return after.key().name().toString();
        }

        @Override
        public String sentence() {
            return SchemaWords.of(after.key()) + " differs: " + what;
        }
    }
}
