// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.migration.Condition;
import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import dev.mrt.replay.StepReplay;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether an operation runs depends on the environment, the clock or chance: two databases end up with different schemas. */
@AutoService(RiskRule.class)
public final class OutsideDecision extends BuiltInRule {

    private static final List<String> SIGNS = List.of(
            "os.environ",
            "os.getenv",
            "getenv(",
            "environ[",
            "environ.get",
            "random.",
            "datetime.now",
            "datetime.utcnow",
            "datetime.today",
            "date.today",
            "time.time",
            "requests.",
            "urlopen",
            "socket.");

    public OutsideDecision() {
        super(
                "MRT804",
                "DECIDED OUTSIDE",
                Severity.WARNING,
                "Clock, chance, network or environment decides whether an operation runs");
    }

    @Override
    public void check(MigrationContext context) {
        for (StepReplay replay : context.replay().upgrade()) {
            Step step = replay.step();
            String sign = isSchemaChange(step.operation()) ? signOf(step.condition()) : null;
            if (sign != null) {
                context.report(
                        step,
                        "",
                        "Whether this runs depends on `" + sign
                                + "`: two databases at the same revision can have different schemas, and downgrade does not know"
                                + " which one it meets.",
                        "Do the same everywhere, or ask the database itself (sa.inspect) what is there.");
                return;
            }
        }
    }

    private static boolean isSchemaChange(Operation operation) {
        return operation.table() != null
                && !(operation instanceof Operation.InsertRows)
                && !(operation instanceof Operation.UpdateRows)
                && !(operation instanceof Operation.DeleteRows);
    }

    private static @Nullable String signOf(Condition condition) {
        if (condition instanceof Condition.Not not) {
            return signOf(not.condition());
        } else if (condition instanceof Condition.All all) {
            return firstSign(all.conditions());
        } else if (condition instanceof Condition.Any any) {
            return firstSign(any.conditions());
        } else if (condition instanceof Condition.Unknown unknown) {
            for (String sign : SIGNS) {
                if (unknown.description().contains(sign)) {
                    return unknown.description();
                }
            }
        }
        return null;
    }

    private static @Nullable String firstSign(List<Condition> conditions) {
        for (Condition condition : conditions) {
            String sign = signOf(condition);
            if (sign != null) {
                return sign;
            }
        }
        return null;
    }
}
