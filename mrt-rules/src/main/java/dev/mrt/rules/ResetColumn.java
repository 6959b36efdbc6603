// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Column;
import dev.mrt.schema.Identity;
import dev.mrt.schema.ServerDefault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** MySQL's MODIFY states a column anew: what it does not repeat is lost. */
@AutoService(RiskRule.class)
public final class ResetColumn extends BuiltInRule {

    public ResetColumn() {
        super(
                "MRT504",
                "MODIFY RESETS COLUMN",
                Severity.ERROR,
                "On MySQL and MariaDB an altered column loses the properties that are not repeated");
    }

    @Override
    public void check(MigrationContext context) {
        if (!context.target().dialect().isMysqlFamily()) {
            return;
        }
        for (UpgradeStep<Operation.AlterColumn> alter : UpgradeStep.of(context, Operation.AlterColumn.class)) {
            Operation.AlterColumn operation = alter.operation();
            Optional<Column> before = alter.columnBefore(operation.column());
            Optional<Column> after = alter.columnAfter(operation.column());
            if (before.isEmpty() || after.isEmpty()) {
                continue;
            }
            List<String> lost = lost(operation, before.get(), after.get());
            if (!lost.isEmpty()) {
                String subject = alter.table() + "." + operation.column();
                context.report(
                        alter.step(),
                        subject,
                        "MySQL states the whole column anew: `" + subject + "` loses " + String.join(" and ", lost)
                                + ", because this call does not repeat it.",
                        FixCode.isAlembic(context) ? "Add to the call: " + repeated(operation, before.get()) : null);
            }
        }
    }

    private static List<String> lost(Operation.AlterColumn operation, Column before, Column after) {
        List<String> lost = new ArrayList<>();
        if (operation.nullable() == null
                && before.nullable().isFalse()
                && after.nullable().isTrue()) {
            lost.add("NOT NULL");
        }
        if (operation.serverDefault() == null
                && before.serverDefault().isPresent()
                && after.serverDefault().equals(ServerDefault.NONE)) {
            lost.add("its default `" + before.serverDefault() + "`");
        }
        if (operation.comment() == null && before.comment() != null && after.comment() == null) {
            lost.add("its comment");
        }
        if (operation.identity() == null
                && before.identity() == Identity.AUTO_INCREMENT
                && after.identity() == Identity.NONE) {
            lost.add("AUTO_INCREMENT");
        }
        return lost;
    }

    private static String repeated(Operation.AlterColumn operation, Column before) {
        List<String> arguments = new ArrayList<>();
        if (operation.nullable() == null) {
            arguments.add("existing_nullable=" + (before.nullable().isTrue() ? "True" : "False"));
        }
        if (operation.serverDefault() == null && before.serverDefault().isPresent()) {
            arguments.add("existing_server_default=sa.text("
                    + FixCode.string(before.serverDefault().text()) + ")");
        }
        if (before.comment() != null && operation.comment() == null) {
            arguments.add("existing_comment=" + FixCode.string(before.comment()));
        }
        if (before.identity() == Identity.AUTO_INCREMENT) {
            arguments.add("autoincrement=True");
        }
        return String.join(", ", arguments);
    }
}
