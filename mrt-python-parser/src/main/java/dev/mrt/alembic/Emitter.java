// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.alembic;

import dev.mrt.evaluation.CallValue;
import dev.mrt.evaluation.Interpreter;
import dev.mrt.evaluation.Text;
import dev.mrt.evaluation.Value;
import dev.mrt.migration.Condition;
import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.QualifiedName;
import dev.mrt.source.SourceRange;
import dev.mrt.sql.LiftedOperation;
import dev.mrt.sql.SqlReader;
import dev.mrt.sql.SqlStatement;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Adds the steps that one call makes. */
final class Emitter {

    /** As in {@code sqlalchemy.sql.elements.TextClause}. */
    private static final Pattern PARAMETER = Pattern.compile("(?<![:\\w\\\\]):\\w+(?!:)");

    private final Interpreter interpreter;
    private final CallValue call;
    private final String origin;
    private final Set<QualifiedName> temporaryTables;

    /**
     * An emitter for one call.
     *
     * @param origin the call as it was written, such as {@code op.drop_column}
     * @param temporaryTables the temporary tables of the session, to which SQL text adds those that it makes
     */
    Emitter(Interpreter interpreter, CallValue call, String origin, Set<QualifiedName> temporaryTables) {
        this.temporaryTables = temporaryTables;
        this.interpreter = interpreter;
        this.call = call;
        this.origin = origin;
    }

    void emit(Operation operation) {
        interpreter.emit(operation, interpreter.rangeOf(call), origin);
    }

    /** Adds a step that has a condition of its own, beside the one at hand. */
    void emit(Operation operation, Condition own) {
        interpreter.emit(operation, interpreter.rangeOf(call), origin, own);
    }

    /** The call is an operation, but it is not known which. */
    void opaque(String reason) {
        opaque(reason, null);
    }

    /**
     * The call changes some constraint or index, but it is not known which.
     *
     * @param table the table that has it, or null where that is not known either
     */
    void opaque(String reason, @Nullable QualifiedName table) {
        emit(new Operation.Opaque(interpreter.describe(call), reason, table));
    }

    /** Adds what SQL text does, each statement at its own place in the text. */
    void sql(Text text) {
        if (!text.isKnown() && text.value().length() == 1) {
            opaque("the SQL is not known");
            return;
        }
        Dialect dialect = dialect(interpreter.condition());
        for (SqlStatement statement : new SqlReader().read(text.value(), dialect, temporaryTables)) {
            String sql = bound(text.value().substring(statement.start(), statement.end()));
            int part = 0;
            for (LiftedOperation lifted : statement.operations()) {
                SourceRange range = interpreter.rangeOf(text, lifted.start(), lifted.end());
                interpreter.emit(
                        lifted.operation(),
                        range == null ? interpreter.rangeOf(call) : range,
                        origin,
                        lifted.condition(),
                        sql == null ? null : new Step.Statement(sql, part++));
            }
        }
    }

    /** A statement as SQLAlchemy's {@code text()} sends it; null where a part of it, or a parameter in it, is not known. */
    private static @Nullable String bound(String sql) {
        if (sql.indexOf(Text.UNKNOWN_PIECE) >= 0 || PARAMETER.matcher(sql).find()) {
            return null;
        }
        return sql.replace("\\:", ":");
    }

    /** The one dialect that a condition leaves, or null. */
    private static @Nullable Dialect dialect(Condition condition) {
        if (condition instanceof Condition.DialectIs is) {
            if (is.dialects().contains(Dialect.MYSQL) && is.dialects().contains(Dialect.MARIADB)) {
                return is.dialects().size() == 2 ? Dialect.MYSQL : null;
            }
            return is.dialects().size() == 1 ? is.dialects().iterator().next() : null;
        }
        if (condition instanceof Condition.All all) {
            for (Condition part : all.conditions()) {
                Dialect dialect = dialect(part);
                if (dialect != null) {
                    return dialect;
                }
            }
        }
        return null;
    }

    CallValue call() {
        return call;
    }

    Interpreter interpreter() {
        return interpreter;
    }

    /** The reason why a value is not known, for messages. */
    static String reason(String what, @Nullable Value value) {
        return value instanceof Value.Unknown unknown
                ? what + " is not known: " + unknown.reason()
                : what + " is not known";
    }
}
