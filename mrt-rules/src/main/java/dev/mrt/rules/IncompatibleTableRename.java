// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.ObjectKind;
import dev.mrt.schema.QualifiedName;

/** While a deployment rolls on, old code still uses the table's old name. */
@AutoService(RiskRule.class)
public final class IncompatibleTableRename extends BuiltInRule {

    public IncompatibleTableRename() {
        super(true, "MRT706", "COMPAT RENAME TABLE", Severity.WARNING, "Old code still uses the old name of a table");
    }

    @Override
    public void check(MigrationContext context) {
        for (UpgradeStep<Operation.RenameTable> rename : UpgradeStep.of(context, Operation.RenameTable.class)) {
            QualifiedName table = rename.table();
            QualifiedName newName = rename.operation().newName();
            if (!rename.onNewTable() && !isSequence(rename) && OldRelease.misses(context, table)) {
                context.report(
                        rename.step(),
                        table.toString(),
                        "Instances of the old release still use `" + table + "`, which is called `" + newName
                                + "` from this statement on: their queries fail.",
                        "Keep the old name as a view until the next release:\n"
                                + FixCode.sql(
                                        context,
                                        "CREATE VIEW " + FixCode.name(context, table) + " AS SELECT * FROM "
                                                + FixCode.name(context, newName)));
            }
        }
    }

    /** PostgreSQL also renames sequences with ALTER TABLE; the old release asks for their values through their columns. */
    private static boolean isSequence(UpgradeStep<Operation.RenameTable> rename) {
        return rename.replay()
                .before()
                .object(new ObjectKey(ObjectKind.SEQUENCE, rename.table()))
                .isPresent();
    }
}
