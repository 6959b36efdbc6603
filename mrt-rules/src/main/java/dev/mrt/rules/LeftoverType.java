// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.replay.Conflict;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Difference;
import dev.mrt.schema.ObjectKind;
import java.util.Set;

/** A type that the downgrade does not drop. Where the next upgrade fails on it, rule MRT113 says so instead. */
@AutoService(RiskRule.class)
public final class LeftoverType extends BuiltInRule {

    public LeftoverType() {
        super(
                "MRT503",
                "TYPE NOT DROPPED",
                Severity.WARNING,
                "A type that the upgrade created is left behind by the rollback",
                "CREATE TYPE");
    }

    @Override
    public void check(MigrationContext context) {
        if (!context.roundTrip().conflicts(Conflict.Phase.SECOND_UPGRADE).isEmpty()) {
            return;
        }
        for (LeftOver<Difference> left : LeftOver.ofObjects(context, Set.of(ObjectKind.ENUM_TYPE, ObjectKind.TYPE))) {
            if (left.difference() instanceof Difference.ObjectAdded) {
                context.report(
                        left.range(), left.objectName(), left.sentence() + " after the rollback.", left.objectFix());
            }
        }
    }
}
