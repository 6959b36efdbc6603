// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Column;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.Generated;
import dev.mrt.schema.Identity;
import java.util.Optional;

/** A column whose values the database computes for each row that is there: stored generated, serial or identity. */
@AutoService(RiskRule.class)
public final class RewritingColumn extends BuiltInRule {

    public RewritingColumn() {
        super(
                "MRT423",
                "COMPUTED COLUMN REWRITES TABLE",
                Severity.WARNING,
                "A stored generated, serial or identity column is added to a table that may have rows");
    }

    @Override
    public void check(MigrationContext context) {
        Dialect dialect = context.target().dialect();
        if (dialect != Dialect.POSTGRESQL && !dialect.isMysqlFamily()) {
            return;
        }
        for (UpgradeStep<Operation.AddColumn> add : UpgradeStep.of(context, Operation.AddColumn.class)) {
            Optional<Column> column = add.columnAfter(add.operation().column().name());
            if (add.onNewTable() || column.isEmpty()) {
                continue;
            }
            Generated generated = column.get().generated();
            String what = generated != null && generated.stored()
                    ? "a stored generated column"
                    : column.get().identity() != Identity.NONE ? "a column that the database numbers" : "";
            if (!what.isEmpty()) {
                String subject = add.table() + "." + column.get().name();
                context.report(
                        add.step(),
                        subject,
                        "`" + subject + "` is " + what
                                + ": adding it computes a value for every row and writes all of `"
                                + add.table() + "` anew, and nobody can "
                                + (dialect == Dialect.POSTGRESQL ? "read or write it" : "write to it")
                                + " until that is done.",
                        "Add a plain column, fill it in batches, and keep it in step with a trigger or a default that is set"
                                + " afterwards:\n"
                                + FixCode.sql(
                                        context,
                                        FixCode.alterTable(context, add.table()) + "ADD COLUMN "
                                                + FixCode.name(
                                                        context, column.get().name()) + " "
                                                + column.get().type()));
            }
        }
    }
}
