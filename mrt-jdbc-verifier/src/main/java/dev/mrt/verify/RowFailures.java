// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Schema;
import dev.mrt.verify.internal.rows.RowComparison;
import dev.mrt.verify.internal.rows.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Turns differences of rows into failures. Stateless. */
final class RowFailures {

    private RowFailures() {}

    /** @param schema what the tables looked like before */
    static List<VerificationFailure> between(Rows before, Rows after, Schema schema) {
        List<VerificationFailure> failures = new ArrayList<>();
        for (RowComparison.Difference difference : RowComparison.compare(before, after, schema)) {
            if (!difference.lost().isEmpty()) {
                failures.add(new VerificationFailure.RowsLost(difference.table(), difference.lost()));
            }
            if (!difference.added().isEmpty()) {
                failures.add(new VerificationFailure.RowsAdded(difference.table(), difference.added()));
            }
            difference.changed().forEach((column, changes) -> {
                List<VerificationFailure.ChangedValue> values = new ArrayList<>();
                for (RowComparison.Change change : changes) {
                    values.add(new VerificationFailure.ChangedValue(change.key(), change.before(), change.after()));
                }
                failures.add(new VerificationFailure.ValuesChanged(difference.table(), column, values));
            });
        }
        return failures;
    }

    /**
     * Compares how many rows there are after the first and after the second upgrade. Not their values: keys from sequences,
     * times and random values may differ with every run.
     */
    static List<VerificationFailure> notRepeated(Rows first, Rows second) {
        List<VerificationFailure> failures = new ArrayList<>();
        for (QualifiedName table : new TreeSet<>(first.tables().keySet())) {
            int before = first.count(table);
            int after = second.count(table);
            if (before != after) {
                failures.add(new VerificationFailure.RowsNotRepeated(table, before, after));
            }
        }
        return failures;
    }
}
