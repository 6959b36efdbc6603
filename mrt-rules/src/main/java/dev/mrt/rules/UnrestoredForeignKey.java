// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Difference;
import dev.mrt.schema.QualifiedName;

/** A foreign key is missing after the rollback: rows that refer to nothing can come in. */
@AutoService(RiskRule.class)
public final class UnrestoredForeignKey extends BuiltInRule {

    public UnrestoredForeignKey() {
        super(
                "MRT205",
                "FOREIGN KEY NOT RESTORED",
                Severity.ERROR,
                "A foreign key is missing after the rollback",
                "DROP FOREIGN KEY",
                "DROP FK without restore");
    }

    @Override
    public void check(MigrationContext context) {
        for (LeftOver<Difference.ConstraintRemoved> left : LeftOver.of(context, Difference.ConstraintRemoved.class)) {
            if (left.difference().removed() instanceof Constraint.ForeignKey key && left.isPlainlyMissing(context)) {
                QualifiedName table = left.difference().table();
                String columns = String.join(", ", key.columns());
                context.report(
                        left.range(),
                        table + "." + (key.name() == null ? columns : key.name()),
                        "The foreign key of `" + table + " (" + columns + ")` to `" + key.referencedTable()
                                + "` is missing after the rollback: rows that refer to nothing can come in, and deletes leave"
                                + " them behind.",
                        "In downgrade:\n" + ObjectCode.foreignKey(context, table, key));
            }
        }
    }
}
