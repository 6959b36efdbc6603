// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;

/** Raw SQL through a connection or session that was not understood and that the downgrade does not answer with anything. */
@AutoService(RiskRule.class)
public final class ConnectionSqlWithoutReverse extends BuiltInRule {

    public ConnectionSqlWithoutReverse() {
        super(
                "MRT105",
                "CONNECTION SQL WITHOUT REVERSE",
                Severity.WARNING,
                "SQL run on a connection was not understood, and nothing in the downgrade may undo it",
                "connection.execute without reverse");
    }

    @Override
    public void check(MigrationContext context) {
        UnreadSql.report(context, false);
    }
}
