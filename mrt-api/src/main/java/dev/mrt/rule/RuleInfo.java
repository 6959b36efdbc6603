// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rule;

import java.util.List;
import java.util.Objects;

/**
 * What a rule is, for lists, configuration and reports. A code is never used again for something else.
 *
 * @param code the stable code: capital letters and digits, such as {@code MRT201}
 * @param pattern the stable short name, such as {@code DROP COLUMN}
 * @param aliases other codes and names that suppressions and configurations may use for this rule
 * @param category what it is about
 * @param severity how bad its findings are unless configured otherwise
 * @param summary one line that says what it finds, without a full stop
 * @param optIn whether it runs only where it is selected
 */
public record RuleInfo(
        String code,
        String pattern,
        List<String> aliases,
        Category category,
        Severity severity,
        String summary,
        boolean optIn) {

    public RuleInfo {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(pattern, "pattern");
        aliases = List.copyOf(aliases);
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(summary, "summary");
    }

    /** A rule that always runs and has no aliases. */
    public static RuleInfo of(String code, String pattern, Category category, Severity severity, String summary) {
        return new RuleInfo(code, pattern, List.of(), category, severity, summary, false);
    }

    /** Whether a word of a suppression or configuration means this rule: its code, its pattern or an alias, in any case. */
    public boolean answersTo(String name) {
        if (name.equalsIgnoreCase(code) || name.equalsIgnoreCase(pattern)) {
            return true;
        }
        for (String alias : aliases) {
            if (name.equalsIgnoreCase(alias)) {
                return true;
            }
        }
        return false;
    }
}
