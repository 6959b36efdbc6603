// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.Index;
import dev.mrt.schema.QualifiedName;
import java.util.List;
import java.util.stream.Stream;

/** PostgreSQL lets nobody write to a table while an index is built without CONCURRENTLY. */
@AutoService(RiskRule.class)
public final class BlockingIndex extends BuiltInRule {

    public BlockingIndex() {
        super(
                "MRT407",
                "INDEX WITHOUT CONCURRENTLY",
                Severity.WARNING,
                "An index is built on a table that may have rows without CONCURRENTLY",
                "MRT413",
                "CREATE INDEX");
    }

    @Override
    public void check(MigrationContext context) {
        if (context.target().dialect() != Dialect.POSTGRESQL) {
            return;
        }
        for (UpgradeStep<Operation.CreateIndex> create : UpgradeStep.of(context, Operation.CreateIndex.class)) {
            Index index = create.operation().index();
            boolean blocks = !create.operation().concurrently() && !create.onNewTable() && !isThere(create);
            if (blocks && !isForPatterns(context, create.step(), index)) {
                report(context, create.step(), create.table(), index);
            }
        }
        for (UpgradeStep<Operation.AddColumn> add : UpgradeStep.of(context, Operation.AddColumn.class)) {
            for (Index index : add.operation().indexes()) {
                if (!add.onNewTable()) {
                    report(context, add.step(), add.table(), index);
                }
            }
        }
    }

    /** {@code IF NOT EXISTS} of an index that is there builds nothing. */
    private static boolean isThere(UpgradeStep<Operation.CreateIndex> create) {
        String name = create.operation().index().name();
        return create.operation().ifNotExists()
                && name != null
                && create.before().flatMap(table -> table.index(name)).isPresent();
    }

    /** Beside an index or unique constraint over texts, Django's operation makes one for {@code LIKE}: a finding is enough. */
    private static boolean isForPatterns(MigrationContext context, Step step, Index index) {
        return index.parts().stream().anyMatch(part -> part.options().endsWith("_pattern_ops"))
                && context.migration().upgrade().steps().stream()
                        .filter(other -> other != step && other.range().equals(step.range()))
                        .anyMatch(other -> indexed(other.operation()).anyMatch(index.columns()::equals));
    }

    /** The columns of each index that an operation makes, for itself or for a constraint. */
    private static Stream<List<String>> indexed(Operation operation) {
        if (operation instanceof Operation.CreateIndex create) {
            return Stream.of(create.index().columns());
        } else if (operation instanceof Operation.AddConstraint add) {
            return Stream.of(add.constraint().columns());
        } else if (operation instanceof Operation.AddColumn add) {
            return Stream.concat(
                    add.indexes().stream().map(Index::columns),
                    add.constraints().stream().map(Constraint::columns));
        }
        return Stream.empty();
    }

    private static void report(MigrationContext context, Step step, QualifiedName table, Index index) {
        String name = FixCode.name(index.name(), "ix", table, index.columns());
        String code = ObjectCode.index(context, table, index, true);
        String fix = FixCode.isAlembic(context)
                ? FixCode.autocommit(code)
                : "In a migration with `atomic = False`, take AddIndexConcurrently of django.contrib.postgres.operations, or:\n"
                        + code;
        context.report(
                step,
                table + "." + name,
                "Building the index `" + name + "` blocks all writes to `" + table + "` until it is done"
                        + (index.unique() ? ", and fails if rows are alike in it." : "."),
                fix);
    }
}
