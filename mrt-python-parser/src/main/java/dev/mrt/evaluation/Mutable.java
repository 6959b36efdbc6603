// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.migration.Condition;

/** Something that assignments and methods can change, so that it must be set back between the branches of a condition. */
sealed interface Mutable permits Scope, ListValue, SetValue, DictValue, InstanceValue {

    /** The state, as something that later changes do not reach. */
    Object snapshot();

    /** Sets the state back, or forward. */
    void restore(Object snapshot);

    /** The state after two branches of a condition. */
    Object merge(Condition condition, Object whenTrue, Object whenFalse);
}
