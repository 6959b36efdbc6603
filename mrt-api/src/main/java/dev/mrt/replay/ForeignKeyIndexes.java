// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.migration.Condition;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Index;
import dev.mrt.schema.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The indexes that MySQL and MariaDB want for foreign keys: made where there is none, dropped when another begins with the key's
 * columns, and not to be dropped as long as they are the only ones. See <a
 * href="https://dev.mysql.com/doc/refman/8.0/en/create-table-foreign-keys.html">FOREIGN KEY constraints</a>.
 */
final class ForeignKeyIndexes {

    private final Working working;

    ForeignKeyIndexes(Working working) {
        this.working = working;
    }

    /** The table with an index for a foreign key where none begins with its columns; it has the name that was written. */
    Table with(Table table, Constraint.ForeignKey key, @Nullable String written) {
        if (!working.dialect().isMysqlFamily() || serves(table, key, null)) {
            return table;
        }
        Index index = working.named(table, Index.of(written, key.columns(), false));
        return table.withIndexes(Working.added(table.indexes(), index));
    }

    /** The table with an index, and without those that were made for foreign keys and are needless now. */
    Table with(Table table, Index index) {
        Table fewer = withoutCovered(table, index.columns());
        return fewer.withIndexes(Working.added(fewer.indexes(), working.named(fewer, index)));
    }

    /** The table without the indexes that were made for foreign keys and that one over these columns stands in for. */
    Table withoutCovered(Table table, List<String> columns) {
        if (!working.dialect().isMysqlFamily()) {
            return table;
        }
        List<Index> indexes = new ArrayList<>(table.indexes());
        for (Constraint.ForeignKey key : table.foreignKeys()) {
            indexes.removeIf(index -> isMadeFor(key, table, index) && begins(columns, key.columns()));
        }
        return table.withIndexes(ColumnSteps.same(table.indexes(), indexes));
    }

    /** A foreign key that surely has no index but the one of that name, or null. */
    Constraint.@Nullable ForeignKey needing(Table table, String name) {
        if (!working.dialect().isMysqlFamily() || !table.complete()) {
            return null;
        }
        for (Constraint.ForeignKey key : table.foreignKeys()) {
            boolean doubtful =
                    key.name() != null && working.isDoubtful(table.name(), Condition.PartKind.CONSTRAINT, key.name());
            if (!doubtful && serves(table, key, null) && !serves(table, key, name)) {
                return key;
            }
        }
        return null;
    }

    /** Whether an index, that of a key included, begins with the columns of a foreign key, one of a certain name aside. */
    private static boolean serves(Table table, Constraint.ForeignKey key, @Nullable String aside) {
        for (Index index : table.indexes()) {
            if (begins(index.columns(), key.columns()) && (aside == null || !aside.equals(index.name()))) {
                return true;
            }
        }
        for (Constraint constraint : table.constraints()) {
            boolean isKey = constraint instanceof Constraint.PrimaryKey || constraint instanceof Constraint.Unique;
            if (isKey
                    && begins(constraint.columns(), key.columns())
                    && (aside == null || !aside.equals(constraint.name()))) {
                return true;
            }
        }
        return false;
    }

    /** Named after the key, or after its first column where the key was given no name. */
    private static boolean isMadeFor(Constraint.ForeignKey key, Table table, Index index) {
        String name = index.name();
        String keyName = key.name();
        if (name == null
                || keyName == null
                || index.unique()
                || !index.columns().equals(key.columns())) {
            return false;
        }
        return name.equals(keyName)
                || (keyName.startsWith(table.name().name() + "_ibfk_")
                        && name.equals(key.columns().get(0)));
    }

    private static boolean begins(List<String> columns, List<String> wanted) {
        return columns.size() >= wanted.size()
                && columns.subList(0, wanted.size()).equals(wanted);
    }
}
