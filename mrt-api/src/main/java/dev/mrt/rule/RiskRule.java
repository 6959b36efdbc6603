// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rule;

import java.util.Optional;

/**
 * Service provider interface: looks for one danger. Found by {@link java.util.ServiceLoader}, or passed to {@code Mrt} as an
 * object. Implementations are thread-safe and keep no state between calls; found ones have a public constructor without
 * parameters.
 *
 * <p>A rule asks its context for typed operations and for the replayed schemas and reports what it finds:
 *
 * <pre>{@code
 * @AutoService(RiskRule.class)
 * public final class RenamedAuditTable implements RiskRule {
 *     public RuleInfo info() {
 *         return RuleInfo.of("ACME1", "AUDIT TABLE RENAMED", Category.NAMES_AND_TYPES, Severity.ERROR,
 *                 "Audit tables keep their names");
 *     }
 *
 *     public void check(MigrationContext migration) {
 *         for (Located<Operation.RenameTable> rename : migration.upgrade(Operation.RenameTable.class)) {
 *             if (rename.operation().table().name().startsWith("audit_")) {
 *                 migration.report(rename, rename.operation().table().name(), "Auditors look the table up by name.");
 *             }
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>A rule that throws does not end the analysis: the report names the rule and the migration as a problem.
 */
public interface RiskRule {

    /** What this rule is. Always the same object or an equal one. */
    RuleInfo info();

    /** The Markdown page about the rule, for reports and help. Empty where it has none. */
    default Optional<String> page() {
        return Optional.empty();
    }

    /** Looks at one migration. Called once for each migration and target, on any thread. */
    default void check(MigrationContext migration) {}

    /** Looks at a history as a whole. Called once for each history. */
    default void checkHistory(HistoryContext history) {}

    /** Looks at the suppressions of a migration. Called once, when all other findings are known, where it has any. */
    default void checkSuppressions(SuppressionContext suppressions) {}
}
