// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import dev.mrt.rule.Category;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.RuleInfo;
import java.util.List;
import java.util.Locale;

/** Writes {@code docs/rules.md} from the rules. */
final class RuleIndex {

    private RuleIndex() {}

    static String of(List<RiskRule> rules) {
        StringBuilder text = new StringBuilder("""
                # Rules

                Generated from the rules and checked by a test; do not edit. `mrt rule CODE` prints a rule's page, which is also the
                link behind its code. In suppressions and configuration a rule goes by its code, its name or an alias.
                """);
        Category category = null;
        for (RiskRule rule : rules) {
            RuleInfo info = rule.info();
            if (info.category() != category) {
                category = info.category();
                text.append("\n## ").append(title(info)).append("\n\n");
                text.append("| code | name | severity | what it finds | aliases |\n|---|---|---|---|---|\n");
            }
            text.append("| [")
                    .append(info.code())
                    .append("](../mrt-rules/src/main/resources/dev/mrt/rules/")
                    .append(info.code());
            text.append(".md) | ")
                    .append(info.pattern())
                    .append(" | ")
                    .append(info.severity().id());
            text.append(info.optIn() ? ", opt-in" : "")
                    .append(" | ")
                    .append(info.summary())
                    .append(" | ");
            text.append(String.join(", ", info.aliases())).append(" |\n");
        }
        return text.toString();
    }

    private static String title(RuleInfo info) {
        Category category = info.category();
        String words = category.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return info.code().charAt(3) + "xx " + words + " (`" + category.id() + "`)";
    }
}
