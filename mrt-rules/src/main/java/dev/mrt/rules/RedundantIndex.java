// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Index;
import dev.mrt.schema.Table;
import java.util.List;
import java.util.Objects;

/** An index whose columns another index begins with: it costs every write and helps no query. */
@AutoService(RiskRule.class)
public final class RedundantIndex extends BuiltInRule {

    public RedundantIndex() {
        super("MRT509", "REDUNDANT INDEX", Severity.INFO, "Another index begins with all columns of a new one");
    }

    @Override
    public void check(MigrationContext context) {
        for (UpgradeStep<Operation> step : UpgradeStep.of(context, Operation.class)) {
            List<Index> indexes = List.of();
            if (step.operation() instanceof Operation.CreateIndex create) {
                indexes = List.of(create.index());
            } else if (step.operation() instanceof Operation.CreateTable create) {
                indexes = create.indexes();
            } else if (step.operation() instanceof Operation.AddColumn add) {
                indexes = add.indexes();
            }
            for (Index index : indexes) {
                context.after().table(step.table()).ifPresent(table -> compare(context, step, table, index));
            }
        }
    }

    private static void compare(MigrationContext context, UpgradeStep<Operation> step, Table table, Index index) {
        List<String> columns = index.columns();
        if (!index.isPlain() || index.unique() || isManyToMany(context, table)) {
            return;
        }
        for (Index other : table.indexes()) {
            boolean itself = Objects.equals(other.name(), index.name())
                    || (index.name() == null && other.columns().equals(columns) && !other.unique());
            if (!itself && other.isPlain() && beginsWith(other.columns(), columns)) {
                report(context, step, index, "index `" + other.name() + "`");
                return;
            }
        }
        for (Constraint other : table.constraints()) {
            boolean hasIndex = other instanceof Constraint.Unique || other instanceof Constraint.PrimaryKey;
            if (hasIndex && beginsWith(other.columns(), columns)) {
                report(
                        context,
                        step,
                        index,
                        other.kind().words() + (other.name() == null ? "" : " `" + other.name() + "`"));
                return;
            }
        }
    }

    /** Django makes the table of a many-to-many field, which may have a column for the order, and its indexes itself. */
    private static boolean isManyToMany(MigrationContext context, Table table) {
        boolean bothUnique = false;
        for (Constraint constraint : table.constraints()) {
            bothUnique |= constraint instanceof Constraint.Unique unique
                    && unique.columns().size() == 2;
        }
        return !FixCode.isAlembic(context) && bothUnique && table.columns().size() <= 4;
    }

    private static boolean beginsWith(List<String> indexed, List<String> columns) {
        return indexed.size() >= columns.size()
                && indexed.subList(0, columns.size()).equals(columns);
    }

    private static void report(MigrationContext context, UpgradeStep<Operation> step, Index index, String other) {
        String name = FixCode.name(index.name(), "ix", step.table(), index.columns());
        context.report(
                step.step(),
                step.table() + "." + name,
                "The index `" + name + "` of `" + step.table() + "` serves no query that the " + other
                        + " does not serve, and costs every write.",
                FixCode.isAlembic(context)
                        ? "Leave the index out."
                        : "Leave the index out; the field of a foreign key or a slug takes `db_index=False`.");
    }
}
