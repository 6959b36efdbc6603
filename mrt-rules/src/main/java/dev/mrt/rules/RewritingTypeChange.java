// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Column;
import dev.mrt.schema.SqlType;
import dev.mrt.schema.TypeSystem;
import java.util.Optional;

/** A change of a column's type that writes the whole table anew under an exclusive lock. */
@AutoService(RiskRule.class)
public final class RewritingTypeChange extends BuiltInRule {

    public RewritingTypeChange() {
        super(
                "MRT422",
                "TYPE CHANGE REWRITES TABLE",
                Severity.WARNING,
                "A column gets a type for which the whole table is written anew");
    }

    @Override
    public void check(MigrationContext context) {
        TypeSystem types = TypeSystem.of(context.target());
        for (UpgradeStep<Operation.AlterColumn> alter : UpgradeStep.of(context, Operation.AlterColumn.class)) {
            Operation.AlterColumn operation = alter.operation();
            Optional<Column> before = alter.columnBefore(operation.column());
            if (operation.type() == null || before.isEmpty() || alter.onNewTable()) {
                continue;
            }
            SqlType from = before.get().type();
            SqlType to = types.type(operation.type());
            if (types.change(from, to).rewritesTable().isTrue()) {
                String subject = alter.table() + "." + operation.column();
                String twin = operation.column() + "_new";
                context.report(
                        alter.step(),
                        subject,
                        "Changing `" + subject + "` from `" + from + "` to `" + to + "` writes all of `" + alter.table()
                                + "` anew, and nobody can "
                                + (context.target().dialect().isMysqlFamily() ? "write to it" : "read or write it")
                                + " until that is done.",
                        "Add a column of the new type, keep both in step, fill it in batches, then swap the names:\n"
                                + FixCode.sql(
                                        context,
                                        FixCode.alterTable(context, alter.table()) + "ADD COLUMN "
                                                + FixCode.name(context, twin) + " " + to));
            }
        }
    }
}
