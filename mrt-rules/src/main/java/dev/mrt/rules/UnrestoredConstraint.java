// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.ConstraintKind;
import dev.mrt.schema.Difference;
import dev.mrt.schema.QualifiedName;

/** The upgrade drops a constraint and the downgrade does not add it again. Foreign keys have a rule of their own. */
@AutoService(RiskRule.class)
public final class UnrestoredConstraint extends BuiltInRule {

    public UnrestoredConstraint() {
        super(
                "MRT409",
                "CONSTRAINT NOT RESTORED",
                Severity.ERROR,
                "A unique, check, exclusion constraint or primary key is missing after the rollback",
                "DROP CONSTRAINT");
    }

    @Override
    public void check(MigrationContext context) {
        for (LeftOver<Difference.ConstraintRemoved> left : LeftOver.of(context, Difference.ConstraintRemoved.class)) {
            if (left.isPlainlyMissing(context)
                    && !left.inBatch()
                    && left.difference().removed().kind() != ConstraintKind.FOREIGN_KEY) {
                report(context, left);
            }
        }
    }

    /** Reports a constraint that is not restored; also in batch mode. */
    static void report(MigrationContext context, LeftOver<Difference.ConstraintRemoved> left) {
        Constraint constraint = left.difference().removed();
        QualifiedName table = left.difference().table();
        String columns = String.join(", ", constraint.columns());
        String name = constraint.name() == null ? columns : constraint.name();
        context.report(
                left.range(),
                table + "." + name,
                "The " + constraint.kind().words() + " `" + name + "` of `" + table
                        + "` is missing after the rollback: rows that violate it can come in, and the next upgrade may fail on"
                        + " them.",
                "In downgrade:\n" + ObjectCode.constraint(context, table, constraint));
    }
}
