// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.migration.Condition;
import dev.mrt.source.SourceRange;
import java.util.Map;

/**
 * An operation where it stands in a migration.
 *
 * @param name its class's name
 * @param arguments arguments as Python source, as far as they are known and short
 * @param range where it stands
 * @param condition when it is among the migration's operations
 * @param group its number among the migration's operations, those inside others counted too
 * @param operation what it does
 */
record PlacedOperation(
        String name,
        Map<String, String> arguments,
        SourceRange range,
        Condition condition,
        int group,
        DjangoOperation operation) {

    PlacedOperation {
        arguments = Map.copyOf(arguments);
    }

    /** Another operation in the same place. */
    PlacedOperation with(DjangoOperation other) {
        return new PlacedOperation(name, arguments, range, condition, group, other);
    }
}
