// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.evaluation.FunctionValue;
import dev.mrt.evaluation.Interpreter;
import dev.mrt.evaluation.Value;
import dev.mrt.migration.Condition;
import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import dev.mrt.source.SourceRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out what the SQL and the Python functions that a migration runs do. Serves one file. */
final class CodeReader {

    private final Interpreter interpreter;
    private final SqlEffects sql;

    CodeReader(Interpreter interpreter) {
        this.interpreter = interpreter;
        this.sql = new SqlEffects(interpreter.main());
    }

    /** What SQL does. */
    List<SpecialOperations.Effect> sql(@Nullable Value value, SourceRange range) {
        return value == null ? List.of(opaque("RunSQL()", "it has no SQL", range)) : sql.read(value, range);
    }

    /** What a function does that Django calls with the models and the schema editor. */
    List<SpecialOperations.Effect> python(@Nullable Value function, SourceRange range) {
        if (function == null || SqlEffects.isNoop(function)) {
            return List.of();
        }
        Value resolved = interpreter.resolve(function);
        String name = ValueText.of(function);
        if (!(resolved instanceof FunctionValue) && !(resolved instanceof Value.BoundMethod)) {
            String reason =
                    resolved instanceof Value.Unknown unknown ? unknown.reason() : "its code is not among the sources";
            Operation operation = new Operation.RunCode("RunPython(" + name + ")", reason, true);
            return List.of(new SpecialOperations.Effect(
                    operation, Condition.always(), range, false, SpecialOperations.Names.TABLES));
        }
        List<Step> steps = interpreter.collect(
                Step.Context.PLAIN,
                () -> interpreter.call(resolved, List.of(Queries.REGISTRY, DjangoHost.SCHEMA_EDITOR)));
        List<SpecialOperations.Effect> effects = new ArrayList<>();
        for (Step step : steps) {
            SourceRange place = step.range().equals(SourceRange.FILE_START) ? range : step.range();
            effects.add(new SpecialOperations.Effect(
                    step.operation(),
                    step.condition(),
                    place,
                    step.context().repeated(),
                    names(step.origin()),
                    step.statement()));
        }
        return effects;
    }

    private static SpecialOperations.Names names(String origin) {
        return switch (origin) {
            case RowCalls.ON_MODELS -> SpecialOperations.Names.MODELS;
            case RowCalls.ON_SAVED_ROWS -> SpecialOperations.Names.SAVED_ROWS;
            case RowCalls.ON_LINKS -> SpecialOperations.Names.LINKS;
            default -> SpecialOperations.Names.TABLES;
        };
    }

    private static SpecialOperations.Effect opaque(String description, String reason, SourceRange range) {
        return new SpecialOperations.Effect(
                new Operation.Opaque(description, reason),
                Condition.always(),
                range,
                false,
                SpecialOperations.Names.TABLES);
    }
}
