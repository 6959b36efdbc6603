// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.migration.Condition;
import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import dev.mrt.source.SourceRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the steps of one direction of a migration. Not thread-safe. */
final class StepCollector {

    private final List<Step> steps = new ArrayList<>();
    private final boolean atomic;
    private final SchemaEditor editor = new SchemaEditor(this::add);
    private PlacedOperation place;
    private Condition own = Condition.always();

    /** A collector that begins at an operation; {@code atomic} is whether the migration runs in a transaction. */
    StepCollector(PlacedOperation place, boolean atomic) {
        this.place = place;
        this.atomic = atomic;
    }

    /** The steps so far. */
    List<Step> steps() {
        return steps;
    }

    /** Turns changes of models into steps here. */
    SchemaEditor editor() {
        return editor;
    }

    /** Collects what an operation does on the way forward. */
    void forwards(PlacedOperation operation, String app, ProjectState from, ProjectState to) {
        PlacedOperation outer = place;
        place = operation;
        operation.operation().forwards(this, app, from, to);
        place = outer;
    }

    /** Collects what an operation does on the way back. */
    void backwards(PlacedOperation operation, String app, ProjectState from, ProjectState to) {
        PlacedOperation outer = place;
        place = operation;
        operation.operation().backwards(this, app, from, to);
        place = outer;
    }

    /** Does some work whose steps all have a condition. */
    void under(Condition condition, Runnable work) {
        Condition outer = own;
        own = outer.and(condition);
        work.run();
        own = outer;
    }

    /** Adds a step of the current operation. */
    void add(Operation operation, Condition condition) {
        add(operation, condition, place.range(), false, null);
    }

    /** Adds a step that stands at a place of its own, such as one statement of a text. */
    void add(
            Operation operation,
            Condition condition,
            SourceRange range,
            boolean repeated,
            Step.@Nullable Statement statement) {
        steps.add(new Step(
                operation,
                range,
                place.condition().and(own).and(condition),
                "migrations." + place.name(),
                place.group(),
                atomic && !repeated ? Step.Context.PLAIN : new Step.Context(false, !atomic, repeated, null),
                statement));
    }
}
