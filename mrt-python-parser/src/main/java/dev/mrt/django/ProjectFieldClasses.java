// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.evaluation.ClassValue;
import dev.mrt.evaluation.FunctionValue;
import dev.mrt.evaluation.Interpreter;
import dev.mrt.evaluation.Text;
import dev.mrt.evaluation.Value;
import dev.mrt.migration.Condition;
import dev.mrt.migration.Step;
import dev.mrt.schema.ColumnType;
import dev.mrt.schema.Dialect;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a class of fields is: one of Django's, one of the project's own, whose file is read for its bases and its
 * {@code db_type} and {@code get_internal_type}, or one of a well-known package. Serves one file.
 */
final class ProjectFieldClasses {

    private static final int DEPTH = 8;

    private final Interpreter interpreter;
    private final Map<String, FieldClass> known = new HashMap<>();

    ProjectFieldClasses(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    /** The class of a field that was made. */
    FieldClass find(Construction made) {
        ClassValue type = made.type();
        if (type == null) {
            return find(made.path(), 0);
        }
        FieldClass found = ofClass(type, 0);
        return found == null ? FieldClass.UNKNOWN : found;
    }

    private FieldClass find(String path, int depth) {
        FieldClass django = FieldClasses.ofDjango(path);
        if (django != null) {
            return django;
        }
        FieldClass before = known.get(path);
        if (before != null) {
            return before;
        }
        known.put(path, FieldClass.UNKNOWN);
        FieldClass found = null;
        if (depth < DEPTH && interpreter.resolve(new Value.Symbol(path)) instanceof ClassValue type) {
            found = ofClass(type, depth);
        }
        if (found == null) {
            found = FieldClasses.ofPackage(path);
        }
        FieldClass result = found == null ? FieldClass.UNKNOWN : found;
        known.put(path, result);
        return result;
    }

    private @Nullable FieldClass ofClass(ClassValue type, int depth) {
        FieldClass base = null;
        for (Value parent : type.bases()) {
            FieldClass candidate = parent instanceof ClassValue own
                    ? depth < DEPTH ? ofClass(own, depth + 1) : null
                    : parent instanceof Value.Symbol symbol ? find(symbol.path(), depth + 1) : null;
            if (candidate != null && candidate != FieldClass.UNKNOWN) {
                base = candidate;
                break;
            }
        }
        Value databaseType = type.scope().own("db_type");
        Value internalType = type.scope().own("get_internal_type");
        if (base == null && databaseType == null && internalType == null) {
            return null;
        }
        FieldClass result = base == null ? FieldClass.plain("") : base;
        if (internalType instanceof FunctionValue function) {
            String name = Construction.text(result(function, List.of(self())));
            FieldClass named = FieldClasses.ofDjango("django." + name);
            result = named == null ? result : named;
        }
        if (databaseType instanceof FunctionValue function) {
            Value connection = new Value.Symbol("django.db.connection");
            ColumnType own = columnType(result(function, List.of(self(), connection)));
            result = own == null ? result : result.withType(own);
        }
        int length = FieldConstructors.maxLength(type);
        return length > 0 ? result.withMaxLength(length) : result;
    }

    private static Value self() {
        return Value.Unknown.of("a field");
    }

    private Value result(FunctionValue function, List<Value> arguments) {
        Value[] result = {Value.NONE};
        interpreter.collect(Step.Context.PLAIN, () -> result[0] = interpreter.call(function, arguments));
        return result[0];
    }

    /** The type that {@code db_type} answers, or null where it leaves that to the base. */
    private static @Nullable ColumnType columnType(Value value) {
        if (value instanceof Text text && text.isKnown() && !text.value().isBlank()) {
            return ColumnType.of(text.value());
        }
        if (value instanceof Value.Choice choice && choice.condition() instanceof Condition.DialectIs is) {
            ColumnType whenTrue = columnType(choice.whenTrue());
            ColumnType whenFalse = columnType(choice.whenFalse());
            if (whenTrue == null) {
                return null;
            }
            ColumnType type = whenFalse == null ? whenTrue : whenFalse;
            for (Dialect dialect : is.dialects()) {
                type = type.on(dialect, whenTrue.text());
            }
            return type;
        }
        return null;
    }
}
