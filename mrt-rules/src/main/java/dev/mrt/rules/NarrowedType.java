// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.replay.DataVerdict;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import java.util.Set;

/** A column gets a type that some of its values do not fit into. */
@AutoService(RiskRule.class)
public final class NarrowedType extends BuiltInRule {

    public NarrowedType() {
        super("MRT215", "TYPE NARROWED", Severity.WARNING, "A column gets a type that some values do not fit into");
    }

    @Override
    public void check(MigrationContext context) {
        for (DataVerdict verdict : LostData.of(context, Set.of(DataVerdict.Cause.TYPE_NARROWED))) {
            context.report(
                    verdict.step().step(),
                    LostData.subject(verdict),
                    LostData.message(verdict),
                    "Check that all values fit, or keep the wider type and limit new values with a check constraint.");
        }
    }
}
