// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.evaluation.ListValue;
import dev.mrt.evaluation.Text;
import dev.mrt.evaluation.Value;
import dev.mrt.migration.Condition;
import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import dev.mrt.schema.QualifiedName;
import dev.mrt.source.MigrationSource;
import dev.mrt.source.SourceRange;
import dev.mrt.sql.LiftedOperation;
import dev.mrt.sql.SqlReader;
import dev.mrt.sql.SqlStatement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads SQL that a migration holds, as a text, a list of texts, or texts with parameters. */
final class SqlEffects {

    private final MigrationSource source;
    private final SqlReader reader = new SqlReader();
    private final Set<QualifiedName> temporaryTables = new HashSet<>();

    /** A reader of the SQL in a file. */
    SqlEffects(MigrationSource source) {
        this.source = source;
    }

    /** What the {@code sql} of a {@code RunSQL} does; {@code range} is where what stands nowhere else stands. */
    List<SpecialOperations.Effect> read(Value value, SourceRange range) {
        List<SpecialOperations.Effect> effects = new ArrayList<>();
        read(value, range, effects, 0);
        return effects;
    }

    private void read(Value value, SourceRange range, List<SpecialOperations.Effect> effects, int depth) {
        if (value instanceof Text text) {
            readText(text, false, range, effects);
        } else if (isNoop(value) || value == Value.NONE) {
            return;
        } else if (value instanceof Value.Choice choice && depth < 4) {
            for (SpecialOperations.Effect effect : readAll(choice.whenTrue(), range, depth)) {
                effects.add(under(choice.condition(), effect));
            }
            for (SpecialOperations.Effect effect : readAll(choice.whenFalse(), range, depth)) {
                effects.add(under(choice.condition().negated(), effect));
            }
        } else if (!Construction.items(value).isEmpty()) {
            for (Value item : Construction.items(value)) {
                readItem(item, range, effects, depth);
            }
        } else if (!(value instanceof ListValue) && !(value instanceof Value.TupleValue)) {
            effects.add(effect(new Operation.Opaque("SQL " + ValueText.of(value), reason(value)), range));
        }
    }

    private List<SpecialOperations.Effect> readAll(Value value, SourceRange range, int depth) {
        List<SpecialOperations.Effect> effects = new ArrayList<>();
        read(value, range, effects, depth + 1);
        return effects;
    }

    private static SpecialOperations.Effect under(Condition condition, SpecialOperations.Effect effect) {
        return new SpecialOperations.Effect(
                effect.operation(),
                condition.and(effect.condition()),
                effect.range(),
                effect.repeated(),
                effect.names(),
                effect.statement());
    }

    /** One statement, or one with its parameters. */
    private void readItem(Value item, SourceRange range, List<SpecialOperations.Effect> effects, int depth) {
        List<Value> pair = item instanceof Text ? List.of() : Construction.items(item);
        if (!pair.isEmpty() && pair.get(0) instanceof Text text) {
            readText(text, pair.size() > 1 && pair.get(1) != Value.NONE, range, effects);
        } else {
            read(item, range, effects, depth + 1);
        }
    }

    /** What a text does; where it has parameters, each {@code %s} stands for a value that is not known. */
    void readText(Text text, boolean hasParameters, SourceRange range, List<SpecialOperations.Effect> effects) {
        String sql = hasParameters ? withoutParameters(text.value()) : text.value();
        for (SqlStatement statement : reader.read(sql, null, temporaryTables)) {
            String known = sql.substring(statement.start(), statement.end());
            boolean whole = !hasParameters && known.indexOf(Text.UNKNOWN_PIECE) < 0;
            int part = 0;
            for (LiftedOperation lifted : statement.operations()) {
                SourceRange place = text.range(source, lifted.start(), lifted.end());
                effects.add(new SpecialOperations.Effect(
                        lifted.operation(),
                        lifted.condition(),
                        place == null ? range : place,
                        false,
                        SpecialOperations.Names.TABLES,
                        whole ? new Step.Statement(known, part++) : null));
            }
        }
    }

    /** The text with every placeholder replaced by a piece that is not known, as long as before. */
    private static String withoutParameters(String sql) {
        StringBuilder result = new StringBuilder(sql.length());
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            char next = i + 1 < sql.length() ? sql.charAt(i + 1) : 0;
            if (c == '%' && next == 's') {
                result.append(Text.UNKNOWN_PIECE).append(' ');
                i++;
            } else if (c == '%' && next == '%') {
                result.append("% ");
                i++;
            } else if (c == '%' && next == '(' && sql.indexOf(")s", i) > 0) {
                int end = sql.indexOf(")s", i) + 2;
                result.append(Text.UNKNOWN_PIECE).append(" ".repeat(end - i - 1));
                i = end - 1;
            } else {
                result.append(c);
            }
        }
        return result.toString();
    }

    private static SpecialOperations.Effect effect(Operation operation, SourceRange range) {
        return new SpecialOperations.Effect(
                operation, Condition.always(), range, false, SpecialOperations.Names.TABLES);
    }

    private static String reason(@Nullable Value value) {
        return value instanceof Value.Unknown unknown ? unknown.reason() : "its text is not known";
    }

    /** Whether a value is {@code RunSQL.noop} or {@code RunPython.noop}. */
    static boolean isNoop(@Nullable Value value) {
        return value instanceof Value.Symbol symbol
                        && (symbol.path().endsWith("RunSQL.noop")
                                || symbol.path().endsWith("RunPython.noop"))
                || value instanceof Text text && text.value().isEmpty();
    }
}
