// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.migration.Framework;
import dev.mrt.migration.FrameworkOperation;
import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import dev.mrt.rule.Located;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Difference;
import dev.mrt.schema.ObjectKind;
import java.util.ArrayList;
import java.util.List;

/** A statement says CASCADE: it also drops whatever depends on its object, unnamed and perhaps unknown. */
@AutoService(RiskRule.class)
public final class DroppedWithCascade extends BuiltInRule {

    public DroppedWithCascade() {
        super(
                "MRT218",
                "DROP CASCADE",
                Severity.WARNING,
                "A drop with CASCADE takes with it whatever depends on its object",
                "DROP ... CASCADE",
                "TRUNCATE CASCADE");
    }

    @Override
    public void check(MigrationContext context) {
        for (Located<Operation> step : context.upgrade(Operation.class)) {
            if (!cascades(step.operation()) || !isWritten(context, step.step())) {
                continue;
            }
            List<String> taken = new ArrayList<>();
            for (Difference change : step.replay().changes().differences()) {
                if (change.table() != null
                        && !change.table().equals(step.operation().table())
                        && change.part() != null) {
                    taken.add(change.sentence().replace(" is missing", ""));
                }
            }
            String dropped = Subjects.dropped(step.operation());
            context.report(
                    step,
                    dropped,
                    "CASCADE also drops whatever depends on `" + dropped + "`"
                            + (taken.isEmpty()
                                    ? ", here or on a database that has more than the migrations made."
                                    : ": here " + Words.list(taken) + "."),
                    "Leave out CASCADE and drop by name what depends on it, so that the downgrade can make it again.");
        }
    }

    private static boolean cascades(Operation operation) {
        return operation instanceof Operation.DropTable table && table.cascade()
                || operation instanceof Operation.DropColumn column && column.cascade()
                || operation instanceof Operation.DropConstraint constraint && constraint.cascade()
                || operation instanceof Operation.DropIndex index && index.cascade()
                || operation instanceof Operation.Truncate truncate && truncate.cascade()
                || operation instanceof Operation.DropObject object
                        && object.cascade()
                        && object.object().kind() != ObjectKind.TRIGGER
                        && !DroppedSchema.isContainer(object);
    }

    /** Whether the migration says CASCADE itself: Django's own operations always do, and know what depends on a field. */
    private static boolean isWritten(MigrationContext context, Step step) {
        if (context.migration().framework() == Framework.ALEMBIC) {
            return true;
        }
        List<FrameworkOperation> operations = context.migration().operations();
        String name =
                step.group() < operations.size() ? operations.get(step.group()).name() : "";
        return name.equals("RunSQL") || name.equals("RunPython");
    }
}
