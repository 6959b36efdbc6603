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
import dev.mrt.schema.TypeChange;
import dev.mrt.schema.TypeSystem;
import java.util.Optional;

/**
 * A column gets a type of another kind, into which the database may refuse to convert some values. Narrower and lossy types,
 * and changes that write the table anew, have rules of their own.
 */
@AutoService(RiskRule.class)
public final class UncertainTypeChange extends BuiltInRule {

    public UncertainTypeChange() {
        super(
                "MRT303",
                "COLUMN TYPE CHANGE",
                Severity.WARNING,
                "A column gets a type into which some of its values may not convert",
                "ALTER COLUMN TYPE",
                "Column type change");
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
            TypeChange change = types.change(from, to);
            boolean refused = change.needsUsing().isTrue() && operation.using() == null;
            boolean unsure = change.kind() == TypeChange.Kind.UNKNOWN
                    && !change.rewritesTable().isTrue();
            if (!from.isUnknown() && !to.isUnknown() && (refused || unsure)) {
                String subject = alter.table() + "." + operation.column();
                context.report(
                        alter.step(),
                        subject,
                        "`" + subject + "` changes from `" + from + "` to `" + to + "`: "
                                + (refused
                                        ? "the database refuses this without an expression that says how to convert."
                                        : "values that do not convert stop the upgrade."),
                        refused
                                ? "Say how values are converted, here and in the downgrade:\n"
                                        + using(context, alter, to.toString())
                                : "Look for values that do not convert first, or write the new values to a column of their own.");
            }
        }
    }

    private static String using(MigrationContext context, UpgradeStep<Operation.AlterColumn> alter, String type) {
        String column = alter.operation().column();
        return FixCode.sql(
                context,
                FixCode.alterColumn(context, alter.table(), column) + "TYPE " + type + " USING "
                        + FixCode.name(context, column) + "::" + type);
    }
}
