// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.operation.Operation;
import java.util.ArrayList;
import java.util.List;

/** What code and SQL that were not understood may do to data: no claim about it, and doubt about losses that it may make good. */
final class UnreadCodeProof {

    private final OldData data;
    private final List<StepReplay> upgrade;
    private final List<DataVerdict> notUnderstood = new ArrayList<>();

    UnreadCodeProof(OldData data, List<StepReplay> upgrade) {
        this.data = data;
        this.upgrade = upgrade;
    }

    /** Follows it. */
    void follow(StepReplay step, Operation operation) {
        data.meetUnread();
        String what = operation instanceof Operation.RunCode code
                ? "`" + code.description() + "` may change rows: " + code.reason()
                : operation instanceof Operation.Opaque opaque
                        ? "`" + opaque.description() + "` was not understood: " + opaque.reason()
                        : "SQL that was not understood may change rows";
        notUnderstood.add(new DataVerdict(
                null, null, DataVerdict.Outcome.CANNOT_TELL, DataVerdict.Cause.NOT_UNDERSTOOD, step, what));
        if (data.downgrading()) {
            for (Loss loss : data.lossesOfValues()) {
                if (loss.outcome == DataVerdict.Outcome.LOST && savedByCode(loss)) {
                    loss.outcome = DataVerdict.Outcome.CANNOT_TELL;
                    loss.note = "code of the migration may save and restore them";
                }
            }
        }
    }

    /** Whether code that was not followed ran before the loss, so that it may have saved what the downgrade's code restores. */
    private boolean savedByCode(Loss loss) {
        for (StepReplay step : upgrade) {
            if (step == loss.step) {
                return false;
            }
            if (step.step().operation().isNotFollowed()) {
                return true;
            }
        }
        return false;
    }

    /** The code that was met. */
    List<DataVerdict> verdicts() {
        return notUnderstood;
    }
}
