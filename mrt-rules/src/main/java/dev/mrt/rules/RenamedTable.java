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

/** A table is renamed and keeps the new name after the rollback. */
@AutoService(RiskRule.class)
public final class RenamedTable extends BuiltInRule {

    public RenamedTable() {
        super(
                "MRT301",
                "TABLE RENAME WITHOUT REVERSE",
                Severity.ERROR,
                "A table keeps its new name after the rollback",
                "RENAME TABLE",
                "Table rename without reverse");
    }

    @Override
    public void check(MigrationContext context) {
        for (Located<Operation.RenameTable> rename : context.upgrade(Operation.RenameTable.class)) {
            String from = rename.operation().table().toString();
            String to = rename.operation().newName().toString();
            if (isLeft(context, rename)) {
                context.report(
                        rename,
                        from,
                        "`" + from + "` is still named `" + to
                                + "` after the rollback: the old release does not find its table.",
                        "In downgrade:\n"
                                + (FixCode.isAlembic(context)
                                        ? "op.rename_table("
                                                + FixCode.string(rename.operation()
                                                        .newName()
                                                        .name()) + ", "
                                                + FixCode.string(rename.operation()
                                                        .table()
                                                        .name())
                                                + FixCode.schema(
                                                        rename.operation().table()) + ")"
                                        : "ALTER TABLE " + FixCode.name(context, to) + " RENAME TO "
                                                + rename.operation().table().name()));
            }
        }
    }

    private static boolean isLeft(MigrationContext context, Located<Operation.RenameTable> rename) {
        for (LeftOver<Difference.TableRemoved> left : LeftOver.of(context, Difference.TableRemoved.class)) {
            if (rename.replay() == left.remainder().cause()) {
                return true;
            }
        }
        return false;
    }
}
