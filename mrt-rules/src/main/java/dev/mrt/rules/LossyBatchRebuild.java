// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.Index;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Alembic's batch mode rebuilds an SQLite table from what SQLAlchemy sees of it; what it does not see is gone. */
@AutoService(RiskRule.class)
public final class LossyBatchRebuild extends BuiltInRule {

    public LossyBatchRebuild() {
        super(
                "MRT506",
                "BATCH REBUILD LOSES",
                Severity.WARNING,
                "An SQLite batch rebuild loses an unnamed check, the order of an index or one over an expression");
    }

    @Override
    public void check(MigrationContext context) {
        if (context.target().dialect() != Dialect.SQLITE) {
            return;
        }
        Set<QualifiedName> reported = new HashSet<>();
        for (UpgradeStep<Operation> step : UpgradeStep.of(context, Operation.class)) {
            if (step.step().context().batch() && rebuilds(step.operation()) && reported.add(step.table())) {
                List<String> lost = step.before().map(LossyBatchRebuild::lost).orElse(List.of());
                if (!lost.isEmpty()) {
                    context.report(
                            step.step(),
                            step.table().toString(),
                            "Batch mode rebuilds `" + step.table() + "` and loses " + String.join(" and ", lost) + ".",
                            "Pass the whole table with copy_from=, or make it again behind the batch.");
                }
            }
        }
    }

    /** SQLite can add a column and make an index without a new table. */
    private static boolean rebuilds(Operation operation) {
        return operation instanceof Operation.AlterColumn
                || operation instanceof Operation.DropColumn
                || operation instanceof Operation.RenameColumn
                || operation instanceof Operation.AddConstraint
                || operation instanceof Operation.DropConstraint;
    }

    private static List<String> lost(Table table) {
        List<String> lost = new ArrayList<>();
        for (Constraint constraint : table.constraints()) {
            if (constraint instanceof Constraint.Check check && check.name() == null) {
                lost.add("the unnamed check `" + check.expression() + "`");
            }
        }
        for (Index index : table.indexes()) {
            boolean ordered = false;
            boolean expression = false;
            for (Index.Part part : index.parts()) {
                ordered |= part.descending();
                expression |= part.expression() != null;
            }
            if (expression) {
                lost.add("the index `" + index.name() + "`, which is over an expression");
            } else if (ordered) {
                lost.add("DESC of the index `" + index.name() + "`");
            }
        }
        return lost;
    }
}
