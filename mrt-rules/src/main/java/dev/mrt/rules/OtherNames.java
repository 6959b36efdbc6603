// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import dev.mrt.migration.Framework;
import dev.mrt.replay.Remainder;
import dev.mrt.replay.RoundTrip;
import dev.mrt.rule.MigrationContext;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.Difference;
import dev.mrt.schema.QualifiedName;
import dev.mrt.source.SourceRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys and indexes of a migration that are the same after the rollback, but under other names. Django makes most of these:
 * it names a key after its table and column when it makes it, a renamed table or column keeps that name, and the next change of
 * the field makes the key again under the name that it would get today.
 */
record OtherNames(List<Difference> renamed, SourceRange range) {

    /** Those of a migration; empty where all names, if they are known for sure, are what they were. */
    static Optional<OtherNames> of(MigrationContext context) {
        RoundTrip trip = context.roundTrip();
        boolean runs = trip.downgradeState() == RoundTrip.DowngradeState.RUNS
                || (trip.downgradeState() == RoundTrip.DowngradeState.EMPTY
                        && context.migration().framework() == Framework.DJANGO);
        List<Difference> renamed = new ArrayList<>();
        SourceRange range = null;
        for (Remainder remainder : runs ? trip.remainders() : List.<Remainder>of()) {
            Difference difference = remainder.difference();
            QualifiedName table = difference.table();
            // a table whose rows are lost has a finding of its own
            if (remainder.certain() && name(difference) != null && table != null && !trip.loses(table, null)) {
                renamed.add(difference);
                range = range == null ? range(context, remainder) : range;
            }
        }
        return range == null ? Optional.empty() : Optional.of(new OtherNames(List.copyOf(renamed), range));
    }

    private static SourceRange range(MigrationContext context, Remainder remainder) {
        if (remainder.reverse() != null) {
            return remainder.reverse().step().range();
        }
        return remainder.cause() == null
                ? context.migration().identity()
                : remainder.cause().step().range();
    }

    /** The name before, where it and the one after the rollback are known. */
    private static @Nullable String name(Difference difference) {
        if (difference.part() == null) {
            return null;
        }
        if (difference instanceof Difference.ConstraintRenamed constraint) {
            return constraint.before().name();
        }
        return difference instanceof Difference.IndexRenamed index
                ? index.before().name()
                : null;
    }

    void report(MigrationContext context) {
        boolean alembic = context.migration().framework() == Framework.ALEMBIC;
        String code = context.target().dialect() == Dialect.POSTGRESQL ? code(context) : "";
        context.report(
                range,
                "names",
                "After the rollback keys or indexes have other names: "
                        + Words.list(renamed.stream().map(Difference::sentence).toList())
                        + ". SQL that names them as before fails"
                        + (alembic ? ", and so does a migration that drops them by name." : "."),
                "Give them their names back" + (code.isEmpty() ? " in the downgrade." : code));
    }

    private String code(MigrationContext context) {
        List<String> statements = new ArrayList<>();
        for (Difference difference : renamed) {
            QualifiedName table = difference.table();
            String now = difference.part();
            String before = name(difference);
            if (table != null && now != null && before != null) {
                statements.add(
                        difference instanceof Difference.IndexRenamed
                                ? "ALTER INDEX " + FixCode.name(context, table.withName(now)) + " RENAME TO "
                                        + FixCode.name(context, before)
                                : FixCode.alterTable(context, table) + "RENAME CONSTRAINT " + FixCode.name(context, now)
                                        + " TO " + FixCode.name(context, before));
            }
        }
        return FixCode.lastInDowngrade(context, statements);
    }
}
