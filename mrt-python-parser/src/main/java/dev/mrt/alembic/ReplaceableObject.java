// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.alembic;

import dev.mrt.evaluation.CallValue;
import dev.mrt.evaluation.Text;
import dev.mrt.evaluation.Value;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Objects of a project's own class that say how a view or function is made, as in the recipe "Replaceable Objects" of Alembic's
 * documentation: {@code Replaceable("name", "text")}. The class is mostly not at hand, its attributes are what it is given.
 */
final class ReplaceableObject {

    private static final Set<String> TEXTS = Set.of("sql", "sqltext", "definition");

    private static final List<String> LIBRARIES = List.of("sqlalchemy.", "alembic.", "django.");

    private ReplaceableObject() {}

    /** An attribute of what a class that is not at hand was called with; null where that tells none. */
    static @Nullable Value attribute(CallValue call, String name) {
        if (!isOfOwnClass(call)) {
            return null;
        }
        Value named = call.keyword(name);
        if (named != null) {
            return named;
        }
        int place = name.equals("name") ? 0 : TEXTS.contains(name) ? 1 : -1;
        return place >= 0
                        && place < call.arguments().size()
                        && call.arguments().get(0) instanceof Text
                        && call.arguments().get(place) instanceof Text text
                ? text
                : null;
    }

    private static boolean isOfOwnClass(CallValue call) {
        String simple = call.path().substring(call.path().lastIndexOf('.') + 1);
        return call.receiver() == null
                && !simple.isEmpty()
                && Character.isUpperCase(simple.charAt(0))
                && LIBRARIES.stream().noneMatch(call.path()::startsWith);
    }
}
