// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import dev.mrt.migration.Condition;
import dev.mrt.operation.Operation;
import dev.mrt.operation.SqlEffect;
import dev.mrt.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Collects what one statement comes down to while its readers run. Not thread-safe. */
final class Lifting {

    private final List<LiftedOperation> operations = new ArrayList<>();
    private final Set<QualifiedName> temporaryTables;
    private String verb = "";
    private Condition condition = Condition.always();
    private Understanding understanding = Understanding.RECOGNISED;

    /**
     * @param temporaryTables the temporary tables of the session: what is done to them is nothing to the schema; those that the
     *     statement makes are added
     */
    Lifting(Set<QualifiedName> temporaryTables) {
        this.temporaryTables = temporaryTables;
    }

    Set<QualifiedName> temporaryTables() {
        return temporaryTables;
    }

    List<LiftedOperation> operations() {
        return operations;
    }

    String verb() {
        return verb;
    }

    void verb(String other) {
        verb = other;
    }

    Understanding understanding() {
        return understanding;
    }

    /** Notes how the statement was read; what was not read stays so. */
    void understanding(Understanding other) {
        if (understanding != Understanding.UNREAD) {
            understanding = other;
        }
    }

    /** Says when the operations that follow are done: that the object of {@code IF EXISTS} is there. */
    void under(Condition other) {
        condition = other;
    }

    /** Adds an operation that the part of the statement in this cursor does. */
    void add(Operation operation, Cursor part) {
        Operation effect =
                isOnTemporaryTable(operation) ? new Operation.ExecuteSql(part.whole(), SqlEffect.HARMLESS) : operation;
        operations.add(new LiftedOperation(effect, condition, part.start(), part.end()));
    }

    private boolean isOnTemporaryTable(Operation operation) {
        if (temporaryTables.isEmpty()) {
            return false;
        }
        if (operation instanceof Operation.Truncate truncate) {
            return temporaryTables.containsAll(truncate.tables());
        }
        QualifiedName table = Existence.table(operation);
        return table != null && temporaryTables.contains(table);
    }

    /** Adds what was lifted from a statement inside this one. */
    void add(LiftedOperation lifted) {
        operations.add(lifted);
    }

    /** Notes that errors of some kinds are caught in the operations from an index on. */
    void guardFrom(int index, int end, List<String> caught) {
        for (int i = index; i < end; i++) {
            LiftedOperation lifted = operations.get(i);
            Condition condition = lifted.condition().and(Existence.unlessCaught(lifted.operation(), caught));
            operations.set(i, new LiftedOperation(lifted.operation(), condition, lifted.start(), lifted.end()));
        }
    }

    /** Adds a part that does nothing to schema and rows that the model holds. */
    void addEffect(SqlEffect effect, Cursor part) {
        add(new Operation.ExecuteSql(part.whole(), effect), part);
    }

    /** Adds a part that could not be read. */
    void addUnread(Cursor part, NotReadException reason) {
        understanding = Understanding.UNREAD;
        if (reason.isUnknownPiece()) {
            String written = part.whole();
            add(
                    new Operation.Opaque(
                            written.length() <= 80 ? written : written.substring(0, 79) + "…",
                            String.valueOf(reason.getMessage())),
                    part);
        } else {
            addEffect(SqlEffect.UNREAD, part);
        }
    }
}
