// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.replay.StepReplay;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;

/** On databases that commit each DDL statement, one that fails leaves the ones before it, and the migration cannot run again. */
@AutoService(RiskRule.class)
public final class HalfAppliedMigration extends BuiltInRule {

    public HalfAppliedMigration() {
        super(
                "MRT505",
                "HALF-APPLIED MIGRATION",
                Severity.INFO,
                "Several DDL statements on a database that commits each one");
    }

    @Override
    public void check(MigrationContext context) {
        if (context.target().dialect().hasTransactionalDdl()) {
            return;
        }
        int statements = 0;
        for (StepReplay replay : context.replay().upgrade()) {
            if (!replay.runs().isTrue() || !isDdl(replay.step().operation())) {
                continue;
            }
            if (++statements == 2) {
                context.report(
                        replay.step(),
                        "",
                        context.target().dialect().id()
                                + " commits each DDL statement: if this one fails, the ones before it"
                                + " stay, and the migration fails on them when it is run again.",
                        "Make one migration for each statement, or guard each with IF [NOT] EXISTS or a look at the inspector.");
                return;
            }
        }
    }

    private static boolean isDdl(Operation operation) {
        if (operation instanceof Operation.CreateTable create) {
            return !create.ifNotExists();
        } else if (operation instanceof Operation.DropTable drop) {
            return !drop.ifExists();
        } else if (operation instanceof Operation.AddColumn add) {
            return !add.ifNotExists();
        } else if (operation instanceof Operation.DropColumn drop) {
            return !drop.ifExists();
        } else if (operation instanceof Operation.CreateIndex create) {
            return !create.ifNotExists();
        } else if (operation instanceof Operation.DropIndex drop) {
            return !drop.ifExists();
        }
        return operation instanceof Operation.RenameTable
                || operation instanceof Operation.RenameColumn
                || operation instanceof Operation.AlterColumn
                || operation instanceof Operation.AddConstraint
                || operation instanceof Operation.DropConstraint;
    }
}
