// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;

/** Raw SQL through {@code op.execute} that was not understood and that the downgrade does not answer with anything. */
@AutoService(RiskRule.class)
public final class RawSqlWithoutReverse extends BuiltInRule {

    public RawSqlWithoutReverse() {
        super(
                "MRT104",
                "RAW SQL WITHOUT REVERSE",
                Severity.WARNING,
                "Raw SQL was not understood, and nothing in the downgrade may undo it",
                "op.execute without reverse");
    }

    @Override
    public void check(MigrationContext context) {
        UnreadSql.report(context, true);
    }
}
