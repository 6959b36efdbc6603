// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.replay.StepReplay;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Dialect;
import java.util.ArrayList;
import java.util.List;

/** After a failed concurrent build an invalid index stays; IF NOT EXISTS finds it and builds nothing. */
@AutoService(RiskRule.class)
public final class InvalidIndexKept extends BuiltInRule {

    public InvalidIndexKept() {
        super(
                "MRT426",
                "IF NOT EXISTS KEEPS INVALID INDEX",
                Severity.WARNING,
                "CREATE INDEX CONCURRENTLY IF NOT EXISTS accepts the invalid index of a build that failed");
    }

    @Override
    public void check(MigrationContext context) {
        if (context.target().dialect() != Dialect.POSTGRESQL) {
            return;
        }
        List<String> dropped = new ArrayList<>();
        for (StepReplay replay : context.replay().upgrade()) {
            Operation operation = replay.step().operation();
            if (operation instanceof Operation.DropIndex drop && drop.ifExists()) {
                dropped.add(drop.name().name());
            } else if (operation instanceof Operation.CreateIndex create
                    && create.concurrently()
                    && create.ifNotExists()
                    && create.index().name() != null
                    && !dropped.contains(create.index().name())
                    && !replay.runs().isFalse()) {
                String name = create.index().name();
                context.report(
                        replay.step(),
                        create.table() + "." + name,
                        "If an earlier build of `" + name
                                + "` failed, an invalid index of that name is left, and IF NOT"
                                + " EXISTS keeps it: the migration succeeds, and no query ever uses the index.",
                        FixCode.isAlembic(context)
                                ? FixCode.autocommit("op.drop_index(" + FixCode.string(name) + ", table_name="
                                        + FixCode.string(create.table().name()) + FixCode.schema(create.table())
                                        + ", if_exists=True, postgresql_concurrently=True)")
                                : FixCode.sql(
                                        context,
                                        "DROP INDEX CONCURRENTLY IF EXISTS "
                                                + FixCode.name(
                                                        context, create.table().withName(name))));
            }
        }
    }
}
