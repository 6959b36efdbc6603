// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.report.Report;
import dev.mrt.rule.RiskWarning;
import dev.mrt.verify.LockMode;
import dev.mrt.verify.ObservedLock;
import dev.mrt.verify.RevisionResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Sets the locks that upgrades were seen to take beside the findings of {@code mrt check} about locks: confirmed, contradicted,
 * or only seen. Immutable.
 */
final class LockComparison {

    /** Rules that say that a table is written anew. */
    private static final Set<String> REWRITING = Set.of("MRT404", "MRT405", "MRT422", "MRT423");

    /** Rules that say that nobody can write to a table. */
    private static final Set<String> BLOCKING =
            Set.of("MRT407", "MRT412", "MRT415", "MRT416", "MRT417", "MRT418", "MRT419", "MRT420", "MRT421");

    private final List<RiskWarning> claims;

    /** Without findings to compare with. */
    static final LockComparison NONE = new LockComparison(List.of());

    private LockComparison(List<RiskWarning> claims) {
        this.claims = claims;
    }

    /** What was read out of the migrations about locks on PostgreSQL. */
    static LockComparison of(Report read) {
        List<RiskWarning> claims = new ArrayList<>();
        for (RiskWarning warning : read.warnings()) {
            if (REWRITING.contains(warning.code()) || BLOCKING.contains(warning.code())) {
                claims.add(warning);
            }
        }
        return new LockComparison(claims);
    }

    /**
     * One table.
     *
     * @param table the table's name; what the finding names, such as {@code users.users_name}, where no lock was seen
     * @param seen the lock's name in SQL, empty where none was seen
     * @param rewritten whether it was seen to be written anew
     * @param confirmed the codes of the findings that were right
     * @param contradicted the codes of the findings that were not
     */
    record Compared(String table, String seen, boolean rewritten, Set<String> confirmed, Set<String> contradicted) {

        /** The comparison in words. */
        String sentence() {
            StringBuilder text = new StringBuilder(
                    seen.isEmpty() ? "`" + table + "`: no lock seen" : "table `" + table + "`: " + seen);
            text.append(rewritten ? ", written anew" : "");
            if (!confirmed.isEmpty()) {
                text.append("; ").append(String.join(", ", confirmed)).append(" confirmed");
            }
            if (!contradicted.isEmpty()) {
                text.append("; ").append(String.join(", ", contradicted)).append(" contradicted");
            }
            return text.append(confirmed.isEmpty() && contradicted.isEmpty() ? "; only seen" : "")
                    .toString();
        }
    }

    /** The tables of a revision that others had to wait for, or that a finding is about. */
    List<Compared> compare(RevisionResult result) {
        List<RiskWarning> open = new ArrayList<>();
        for (RiskWarning claim : claims) {
            if (claim.revision().equals(result.revision().id()) && result.skipped() == null) {
                open.add(claim);
            }
        }
        List<Compared> tables = new ArrayList<>();
        for (ObservedLock lock : result.locks()) {
            Set<String> confirmed = new TreeSet<>();
            Set<String> contradicted = new TreeSet<>();
            boolean blocks = lock.mode().compareTo(LockMode.SHARE) >= 0;
            open.removeIf(claim -> {
                boolean about = isAbout(claim, lock.table().toString());
                if (about) {
                    boolean right = REWRITING.contains(claim.code()) ? lock.rewritten() : blocks;
                    (right ? confirmed : contradicted).add(claim.code());
                }
                return about;
            });
            if (blocks || !confirmed.isEmpty() || !contradicted.isEmpty()) {
                tables.add(new Compared(
                        lock.table().toString(), lock.mode().sql(), lock.rewritten(), confirmed, contradicted));
            }
        }
        for (RiskWarning claim : open) {
            tables.add(new Compared(claim.subject(), "", false, Set.of(), Set.of(claim.code())));
        }
        return tables;
    }

    private static boolean isAbout(RiskWarning claim, String table) {
        return claim.subject().equals(table) || claim.subject().startsWith(table + ".");
    }
}
