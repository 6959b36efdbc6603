// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.rule.Located;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Difference;
import dev.mrt.schema.QualifiedName;

/** A column is renamed and keeps the new name after the rollback. */
@AutoService(RiskRule.class)
public final class RenamedColumn extends BuiltInRule {

    public RenamedColumn() {
        super(
                "MRT302",
                "COLUMN RENAME WITHOUT REVERSE",
                Severity.ERROR,
                "A column keeps its new name after the rollback",
                "RENAME COLUMN",
                "Column rename without reverse");
    }

    @Override
    public void check(MigrationContext context) {
        for (Located<Operation.RenameColumn> rename : context.upgrade(Operation.RenameColumn.class)) {
            if (isLeft(context, rename)) {
                QualifiedName table = rename.operation().table();
                String from = rename.operation().column();
                String to = rename.operation().newName();
                context.report(
                        rename,
                        table + "." + from,
                        "`" + table + "." + from + "` is still named `" + to
                                + "` after the rollback: the old release does not find its column.",
                        "In downgrade:\n"
                                + (FixCode.isAlembic(context)
                                        ? "op.alter_column(" + FixCode.string(table.name()) + ", " + FixCode.string(to)
                                                + ", new_column_name=" + FixCode.string(from) + FixCode.schema(table)
                                                + ")"
                                        : FixCode.alterTable(context, table) + "RENAME COLUMN "
                                                + FixCode.name(context, to) + " TO " + FixCode.name(context, from)));
            }
        }
    }

    private static boolean isLeft(MigrationContext context, Located<Operation.RenameColumn> rename) {
        for (LeftOver<Difference.ColumnRemoved> left : LeftOver.of(context, Difference.ColumnRemoved.class)) {
            if (rename.replay() == left.remainder().cause()) {
                return true;
            }
        }
        return false;
    }
}
