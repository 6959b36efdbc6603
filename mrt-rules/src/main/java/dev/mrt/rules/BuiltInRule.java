// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import dev.mrt.rule.Category;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.RuleInfo;
import dev.mrt.rule.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What the built-in rules have in common: their description and their page. The page of {@code MRT201} is the resource
 * {@code MRT201.md} beside the class.
 */
abstract class BuiltInRule implements RiskRule {

    private final RuleInfo info;

    /** A rule that always runs. The first digit of the code says the category. */
    BuiltInRule(String code, String pattern, Severity severity, String summary, String... aliases) {
        this(false, code, pattern, severity, summary, aliases);
    }

    /** A rule that runs only where it is selected, if {@code optIn} says so. */
    BuiltInRule(boolean optIn, String code, String pattern, Severity severity, String summary, String... aliases) {
        info = new RuleInfo(code, pattern, List.of(aliases), category(code), severity, summary, optIn);
    }

    private static Category category(String code) {
        return switch (code.charAt(3)) {
            case '1' -> Category.ROLLBACK;
            case '2' -> Category.DATA_LOSS;
            case '3' -> Category.NAMES_AND_TYPES;
            case '4' -> Category.CONSTRAINTS_AND_LOCKS;
            case '5' -> Category.OBJECTS_AND_ENGINES;
            case '6' -> Category.DJANGO;
            case '7' -> Category.ROLLING_DEPLOY;
            case '8' -> Category.HYGIENE;
            case '9' -> Category.HISTORY;
            default -> throw new IllegalArgumentException("The code " + code + " is of no category");
        };
    }

    @Override
    public final RuleInfo info() {
        return info;
    }

    @Override
    public final Optional<String> page() {
        try (InputStream stream = BuiltInRule.class.getResourceAsStream(info.code() + ".md")) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The page of " + info.code() + " cannot be read", e);
        }
    }
}
