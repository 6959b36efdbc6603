// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Difference;
import dev.mrt.schema.Index;
import dev.mrt.schema.QualifiedName;

/** The upgrade drops an index and the downgrade does not build it again: the old release runs without it. */
@AutoService(RiskRule.class)
public final class UnrestoredIndex extends BuiltInRule {

    public UnrestoredIndex() {
        super("MRT408", "INDEX NOT RESTORED", Severity.ERROR, "An index is missing after the rollback", "DROP INDEX");
    }

    @Override
    public void check(MigrationContext context) {
        for (LeftOver<Difference.IndexRemoved> left : LeftOver.of(context, Difference.IndexRemoved.class)) {
            if (!left.isPlainlyMissing(context)) {
                continue;
            }
            Index index = left.difference().removed();
            QualifiedName table = left.difference().table();
            String name = FixCode.name(index.name(), "ix", table, index.columns());
            context.report(
                    left.range(),
                    table + "." + name,
                    "The index `" + name + "` of `" + table + "` is missing after the rollback"
                            + (index.unique()
                                    ? ", so duplicates can come in."
                                    : ": queries of the old release get slow."),
                    "In downgrade:\n" + ObjectCode.index(context, table, index, false));
        }
    }
}
