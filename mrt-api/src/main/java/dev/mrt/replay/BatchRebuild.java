// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Index;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.ObjectKind;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.SchemaObject;
import dev.mrt.schema.ServerDefault;
import dev.mrt.schema.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Alembic's batch mode loses on SQLite, where it makes a new table of what SQLAlchemy reads of the old one: checks
 * without a name, the order and collation in indexes, indexes over expressions, triggers. See
 * <a href="https://alembic.sqlalchemy.org/en/latest/batch.html">Running "Batch" Migrations</a>.
 */
final class BatchRebuild {

    private BatchRebuild() {}

    /** The first steps of the batches that make a new table: consecutive batch steps on one table are one batch. */
    static Set<Step> starts(List<Step> steps) {
        Set<Step> starts = Collections.newSetFromMap(new IdentityHashMap<>());
        Step first = null;
        QualifiedName batchTable = null;
        for (Step step : steps) {
            QualifiedName table = step.context().batch() ? Operations.table(step.operation()) : null;
            if (table == null || !table.equals(batchTable)) {
                first = table == null ? null : step;
                batchTable = table;
            }
            if (first != null && needsNewTable(step.operation())) {
                starts.add(first);
            }
        }
        return starts;
    }

    /** SQLite can add a column with a constant default and make an index without a new table. */
    private static boolean needsNewTable(Operation operation) {
        if (operation instanceof Operation.AddColumn add) {
            ServerDefault value = add.column().serverDefault();
            return value.isPresent() && !value.text().startsWith("'");
        }
        return operation instanceof Operation.AlterColumn
                || operation instanceof Operation.DropColumn
                || operation instanceof Operation.RenameColumn
                || operation instanceof Operation.AddConstraint
                || operation instanceof Operation.DropConstraint;
    }

    /** Makes the table of a step anew. */
    static void apply(Step step, Working working) {
        QualifiedName name = working.name(Objects.requireNonNull(Operations.table(step.operation())));
        working.schema.table(name).ifPresent(table -> working.put(rebuilt(table)));
        String start = name + ".";
        for (SchemaObject object : working.schema.objectsOf(name)) {
            ObjectKey key = object.key();
            if (key.kind() == ObjectKind.TRIGGER && key.name().toString().startsWith(start)) {
                working.schema = working.schema.without(key);
            }
        }
    }

    private static Table rebuilt(Table table) {
        List<Constraint> constraints = new ArrayList<>(table.constraints());
        constraints.removeIf(constraint -> constraint instanceof Constraint.Check && constraint.name() == null);
        List<Index> indexes = new ArrayList<>();
        for (Index index : table.indexes()) {
            List<Index.Part> parts = plain(index.parts());
            if (parts != null) {
                indexes.add(new Index(
                        index.name(), parts, index.unique(), index.method(), index.predicate(), index.include()));
            }
        }
        return table.withConstraints(ColumnSteps.same(table.constraints(), constraints))
                .withIndexes(ColumnSteps.same(table.indexes(), indexes));
    }

    /** The parts without order and collation; null where one of them is an expression. */
    private static @Nullable List<Index.Part> plain(List<Index.Part> parts) {
        List<Index.Part> plain = new ArrayList<>();
        for (Index.Part part : parts) {
            if (part.column() == null) {
                return null;
            }
            plain.add(Index.Part.of(part.column()));
        }
        return plain;
    }
}
