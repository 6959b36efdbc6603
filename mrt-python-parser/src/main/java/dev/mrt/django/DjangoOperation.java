// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

/**
 * One operation of a Django migration with its arguments evaluated: what it does to the state of the models, and what it
 * does to the database in each direction. The methods mirror those of Django's {@code Operation}.
 */
interface DjangoOperation {

    /** The state of the models behind this operation ({@code state_forwards}). */
    ProjectState mutate(String app, ProjectState state);

    /** What it does to the database on the way forward, from the state before to the state behind it. */
    void forwards(StepCollector steps, String app, ProjectState from, ProjectState to);

    /** What it does to the database on the way back, from the state behind it to the state before. */
    void backwards(StepCollector steps, String app, ProjectState from, ProjectState to);

    /** Whether Django can go back over it. */
    default boolean isReversible() {
        return true;
    }

    /** Whether it never touches the database. */
    default boolean isStateOnly() {
        return false;
    }
}
