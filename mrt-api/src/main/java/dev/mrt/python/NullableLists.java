// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Immutable lists that may hold null, which {@link List#copyOf} refuses. */
final class NullableLists {

    private NullableLists() {}

    static <T> List<@Nullable T> copyOf(List<@Nullable T> list) {
        for (T element : list) {
            if (element == null) {
                return Collections.unmodifiableList(new ArrayList<>(list));
            }
        }
        return List.copyOf(list);
    }
}
