// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import dev.mrt.operation.Operation;
import dev.mrt.rule.Located;
import dev.mrt.rule.MigrationContext;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.ObjectKind;
import dev.mrt.schema.QualifiedName;

/** What the release from before a migration asks for by name, and does not find any more after it. */
final class OldRelease {

    private OldRelease() {}

    /** Whether it may know a table that nothing of that name stands for when the migration is done. */
    static boolean misses(MigrationContext context, QualifiedName table) {
        boolean known = !context.before().hasTable(table).isFalse() && !isNamedHere(context, table);
        return known
                && context.after().table(table).isEmpty()
                && context.after().object(new ObjectKey(ObjectKind.VIEW, table)).isEmpty();
    }

    /** Whether it may know a column that nothing of that name stands for when the migration is done. */
    static boolean misses(MigrationContext context, QualifiedName table, String column) {
        boolean known = context.before()
                .table(table)
                .map(before ->
                        !before.complete() || TableNames.column(before, column).isPresent())
                .orElse(true);
        return known
                && context.after()
                        .table(table)
                        .flatMap(after -> TableNames.column(after, column))
                        .isEmpty();
    }

    /** A name that this very migration gave is known to nobody. */
    private static boolean isNamedHere(MigrationContext context, QualifiedName table) {
        for (Located<Operation.RenameTable> rename : context.upgrade(Operation.RenameTable.class)) {
            if (rename.operation().newName().equals(table)
                    && context.before().table(table).isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
