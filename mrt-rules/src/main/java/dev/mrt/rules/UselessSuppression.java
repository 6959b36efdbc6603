// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.rule.SuppressionContext;
import dev.mrt.suppression.Suppression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A suppression that silences nothing, is expired, cannot be read, or does not say why. */
@AutoService(RiskRule.class)
public final class UselessSuppression extends BuiltInRule {

    public UselessSuppression() {
        super(
                "MRT807",
                "USELESS SUPPRESSION",
                Severity.WARNING,
                "A suppression silences nothing, is expired, cannot be read, or lacks its reason");
    }

    @Override
    public void checkSuppressions(SuppressionContext context) {
        for (Suppression suppression : context.suppressions()) {
            String message = problem(context, suppression);
            if (message != null) {
                context.report(suppression, "`" + suppression.text() + "`: " + message, null);
            }
        }
    }

    private static @Nullable String problem(SuppressionContext context, Suppression suppression) {
        if (suppression.mistake() != null) {
            return suppression.mistake() + ".";
        }
        List<String> unknown = context.unknownNames(suppression);
        if (!unknown.isEmpty()) {
            return "'" + unknown.get(0) + "' is no rule; `mrt rule` lists all.";
        }
        if (suppression.isExpired(context.config().today())) {
            return "it ended on " + suppression.until() + "; solve what it silenced, or set a new date.";
        }
        boolean own = suppression.form() == Suppression.Form.IGNORE;
        List<String> idle = context.idleCodes(suppression);
        if (!idle.isEmpty()) {
            return String.join(" and ", idle) + " would find nothing here; take it away.";
        }
        if (own && suppression.names().isEmpty() && !context.silences(suppression)) {
            return "there is nothing here to silence; take it away.";
        }
        boolean silences = context.silences(suppression);
        if (context.config().requireReasons()
                && silences
                && suppression.reason().isEmpty()) {
            return "it does not say why; write `# mrt: ignore[MRT201] reason`.";
        }
        return null;
    }
}
