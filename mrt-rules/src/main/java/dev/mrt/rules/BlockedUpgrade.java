// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.replay.Conflict;
import dev.mrt.replay.RoundTrip;
import dev.mrt.replay.StepReplay;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Difference;
import dev.mrt.schema.ObjectKind;
import java.util.List;

/** After the rollback the upgrade cannot run again: it trips over a type, sequence or index that the downgrade left. */
@AutoService(RiskRule.class)
public final class BlockedUpgrade extends BuiltInRule {

    public BlockedUpgrade() {
        super(
                "MRT113",
                "UPGRADE BLOCKED AFTER ROLLBACK",
                Severity.ERROR,
                "The upgrade cannot run again after the rollback");
    }

    @Override
    public void check(MigrationContext context) {
        boolean reported = false;
        for (LeftOver<Difference> left : LeftOver.of(context, Difference.class)) {
            if (isCause(context, left)) {
                reported = true;
                context.report(
                        left.range(),
                        Subjects.of(left.difference()),
                        Words.sentence(left.difference().sentence()
                                + " after the rollback: the next upgrade fails because it is there"),
                        Subjects.dropping(context, left.difference()));
            }
        }
        if (!reported && context.roundTrip().certainRemainders().isEmpty()) {
            List<Conflict> conflicts = context.roundTrip().conflicts(Conflict.Phase.SECOND_UPGRADE);
            for (Conflict conflict : conflicts) {
                if (!conflict.kind().dependsOnRows()) {
                    context.report(
                            conflict.step(),
                            "",
                            "After the rollback the upgrade cannot run again: " + conflict.sentence() + ".",
                            null);
                    return;
                }
            }
        }
    }

    /** Whether what is left over is a type, sequence or index that the second upgrade wants to make again. */
    static boolean isCause(MigrationContext context, LeftOver<Difference> left) {
        boolean kind = left.difference() instanceof Difference.IndexAdded
                || (left.difference() instanceof Difference.ObjectAdded added
                        && (added.added().key().kind() == ObjectKind.ENUM_TYPE
                                || (added.added().key().kind() == ObjectKind.SEQUENCE && !left.isOwnedSequence())));
        StepReplay cause = left.remainder().cause();
        if (!kind || cause == null) {
            return false;
        }
        RoundTrip trip = context.roundTrip();
        for (Conflict conflict : trip.conflicts(Conflict.Phase.SECOND_UPGRADE)) {
            if (conflict.kind() == Conflict.Kind.EXISTS && conflict.step() == cause.step()) {
                return true;
            }
        }
        return false;
    }
}
