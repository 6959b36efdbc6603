// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Difference;
import dev.mrt.schema.ObjectKind;
import java.util.Set;

/** A trigger that the downgrade leaves behind, loses or restores differently: writes behave otherwise than before. */
@AutoService(RiskRule.class)
public final class UnrestoredTrigger extends BuiltInRule {

    public UnrestoredTrigger() {
        super(
                "MRT502",
                "TRIGGER NOT RESTORED",
                Severity.WARNING,
                "A trigger differs after the rollback",
                "CREATE TRIGGER",
                "DROP TRIGGER");
    }

    @Override
    public void check(MigrationContext context) {
        for (LeftOver<Difference> left : LeftOver.ofObjects(context, Set.of(ObjectKind.TRIGGER))) {
            // A definition that differs may only be spelled in another way.
            if (left.difference() instanceof Difference.ObjectChanged) {
                continue;
            }
            context.report(
                    left.range(),
                    left.objectName(),
                    left.sentence() + " after the rollback: writes to its table do something else than before.",
                    left.objectFix());
        }
    }
}
