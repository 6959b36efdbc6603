// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call.
 *
 * @param open whether there may be more than are known
 */
record CallArguments(List<Value> positional, Map<String, Value> keywords, boolean open) {

    static final CallArguments NONE = new CallArguments(List.of(), Map.of(), false);

    static CallArguments of(List<Value> positional) {
        return new CallArguments(positional, Map.of(), false);
    }

    int count() {
        return positional.size();
    }

    @Nullable
    Value get(int position) {
        return position < positional.size() ? positional.get(position) : null;
    }

    @Nullable
    Value get(int position, String keyword) {
        return position < positional.size() ? positional.get(position) : keywords.get(keyword);
    }
}
