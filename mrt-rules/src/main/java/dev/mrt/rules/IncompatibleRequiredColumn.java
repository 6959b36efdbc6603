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
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.ServerDefault;
import dev.mrt.schema.Truth;
import java.util.Optional;

/** Old code does not fill a column that must have a value: its inserts fail while a deployment rolls on. */
@AutoService(RiskRule.class)
public final class IncompatibleRequiredColumn extends BuiltInRule {

    public IncompatibleRequiredColumn() {
        super(
                true,
                "MRT704",
                "COMPAT REQUIRED COLUMN",
                Severity.WARNING,
                "Old code does not fill a column that is NOT NULL and has no default in the database");
    }

    @Override
    public void check(MigrationContext context) {
        for (UpgradeStep<Operation.AddColumn> add : UpgradeStep.of(context, Operation.AddColumn.class)) {
            if (!add.onNewTable()
                    && isRequired(context, add.table(), add.operation().column().name())) {
                String subject = add.table() + "." + add.operation().column().name();
                boolean oneOff = add.operation().column().fill() != null;
                context.report(
                        add.step(),
                        subject,
                        "Instances of the old release do not know `" + subject
                                + "`, which is NOT NULL without a default in the"
                                + " database: their inserts into `" + add.table() + "` fail."
                                + (oneOff ? " Django drops its one-off default again." : ""),
                        FixCode.isAlembic(context)
                                ? "Give it a server_default, and take that away a release later."
                                : "Give it a db_default (Django 5.0), or null=True until the next release.");
            }
        }
        for (UpgradeStep<Operation.AlterColumn> alter : UpgradeStep.of(context, Operation.AlterColumn.class)) {
            String column = alter.operation().column();
            boolean accepted = context.before()
                    .table(alter.table())
                    .flatMap(table -> TableNames.column(table, column))
                    .map(before -> before.nullable().isTrue())
                    .orElse(false);
            if (accepted
                    && alter.operation().nullable() == Truth.FALSE
                    && !alter.onNewTable()
                    && isRequired(context, alter.table(), column)) {
                String subject = alter.table() + "." + column;
                context.report(
                        alter.step(),
                        subject,
                        "Instances of the old release may still write NULL into `" + subject
                                + "`, which is NOT NULL from this statement on: their inserts fail.",
                        "Release code that always fills it first, and set NOT NULL in the release after it.");
            }
        }
    }

    /** Whether a column ends up NOT NULL with nothing that the database would put into it. */
    private static boolean isRequired(MigrationContext context, QualifiedName table, String name) {
        Optional<Column> column = context.after().table(table).flatMap(found -> TableNames.column(found, name));
        return column.isPresent()
                && column.get().nullable().isFalse()
                && column.get().serverDefault().equals(ServerDefault.NONE)
                && column.get().identity() == Identity.NONE
                && column.get().generated() == null;
    }
}
