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
            QualifiedName from = rename.operation().table();
            QualifiedName to = rename.operation().newName();
            if (isLeft(context, rename)) {
                context.report(
                        rename,
                        from.toString(),
                        "`" + from + "` is still named `" + to
                                + "` after the rollback: the old release does not find its table.",
                        "In downgrade:\n"
                                + (FixCode.isAlembic(context)
                                        ? "op.rename_table(" + FixCode.string(to.name()) + ", "
                                                + FixCode.string(from.name()) + FixCode.schema(from) + ")"
                                        : FixCode.alterTable(context, to) + "RENAME TO "
                                                + FixCode.name(context, from.name())));
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
