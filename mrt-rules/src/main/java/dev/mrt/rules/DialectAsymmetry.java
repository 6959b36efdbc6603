// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.migration.Condition;
import dev.mrt.migration.Step;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.Truth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Something is made on some databases and taken away on others. */
@AutoService(RiskRule.class)
public final class DialectAsymmetry extends BuiltInRule {

    private static final List<Dialect> DIALECTS =
            List.of(Dialect.POSTGRESQL, Dialect.MYSQL, Dialect.SQLITE, Dialect.ORACLE, Dialect.MSSQL);

    public DialectAsymmetry() {
        super(
                "MRT805",
                "DIALECT ASYMMETRY",
                Severity.WARNING,
                "Upgrade and downgrade of an object run on different databases");
    }

    @Override
    public void check(MigrationContext context) {
        Map<String, Step> made = new LinkedHashMap<>();
        for (Step step : context.migration().upgrade().steps()) {
            String key = OperationKey.made(step.operation());
            if (key != null) {
                // The same thing made in several branches is made on all of their databases.
                made.merge(key, step, (first, second) -> either(first, second));
            }
        }
        Map<String, Step> taken = new LinkedHashMap<>();
        for (Step step : context.migration().downgrade().steps()) {
            String key = OperationKey.taken(step.operation());
            if (key != null) {
                taken.merge(key, step, (first, second) -> either(first, second));
            }
        }
        made.forEach((key, step) -> {
            Step reverse = taken.get(key);
            if (reverse != null) {
                compare(context, key, step, reverse);
            }
        });
    }

    private static Step either(Step first, Step second) {
        return new Step(
                first.operation(),
                first.range(),
                new Condition.Any(List.of(first.condition(), second.condition())),
                first.origin(),
                first.group(),
                first.context());
    }

    private static void compare(MigrationContext context, String key, Step step, Step reverse) {
        for (Dialect dialect : DIALECTS) {
            Truth forth = step.condition().holdsOn(dialect);
            Truth back = reverse.condition().holdsOn(dialect);
            if ((forth.isTrue() && back.isFalse()) || (forth.isFalse() && back.isTrue())) {
                context.report(
                        step,
                        key,
                        "On " + dialect.id() + ", `" + key + "` is "
                                + (forth.isTrue()
                                        ? "made by upgrade and not taken away by downgrade"
                                        : "taken away by downgrade although upgrade does not make it")
                                + ".",
                        "Let upgrade and downgrade ask for the same databases.");
                return;
            }
        }
    }
}
