// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.replay.RoundTrip;
import dev.mrt.rule.Located;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Difference;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.ObjectKind;
import java.util.Set;

/** A sequence that the upgrade changed, dropped or made and that the downgrade does not bring back to what it was. */
@AutoService(RiskRule.class)
public final class UnrestoredSequence extends BuiltInRule {

    public UnrestoredSequence() {
        super(
                "MRT501",
                "SEQUENCE NOT RESTORED",
                Severity.WARNING,
                "A sequence differs after the rollback",
                "ALTER SEQUENCE",
                "CREATE SEQUENCE");
    }

    @Override
    public void check(MigrationContext context) {
        for (LeftOver<Difference> left : LeftOver.ofObjects(context, Set.of(ObjectKind.SEQUENCE))) {
            if (!left.isOwnedSequence()) {
                context.report(
                        left.range(), left.objectName(), left.sentence() + " after the rollback.", left.objectFix());
            }
        }
        for (Located<Operation.AlterObject> alter : context.upgrade(Operation.AlterObject.class)) {
            ObjectKey key = alter.operation().object();
            if (key.kind() == ObjectKind.SEQUENCE
                    && context.before().object(key).isPresent()
                    && context.roundTrip().downgradeState() == RoundTrip.DowngradeState.RUNS
                    && !isAlteredBack(context, key)) {
                context.report(
                        alter.step(),
                        key.name().toString(),
                        "The sequence `" + key.name() + "` is changed ("
                                + alter.operation().detail().strip() + ") and downgrade does not change it back.",
                        null);
            }
        }
    }

    private static boolean isAlteredBack(MigrationContext context, ObjectKey key) {
        for (Located<Operation.AlterObject> alter : context.downgrade(Operation.AlterObject.class)) {
            if (alter.operation().object().equals(key)) {
                return true;
            }
        }
        return false;
    }
}
