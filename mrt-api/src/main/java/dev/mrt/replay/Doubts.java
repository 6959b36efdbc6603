// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.migration.Condition;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.QualifiedName;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What may or may not be there, since a step ran under a condition that cannot be known: with the condition under which it is
 * there. Immutable.
 */
final class Doubts {

    static final Doubts NONE = new Doubts(Map.of());

    private final Map<Element, Condition> conditions;

    private Doubts(Map<Element, Condition> conditions) {
        this.conditions = conditions;
    }

    /**
     * A thing that may be there.
     *
     * @param table the table, or null for another object
     * @param part the column, constraint or index of the table, or null for the table itself
     */
    record Element(
            @Nullable QualifiedName table,
            Condition.@Nullable PartKind kind,
            @Nullable String part,
            @Nullable ObjectKey object) {
        static Element table(QualifiedName table) {
            return new Element(table, null, null, null);
        }

        static Element part(QualifiedName table, Condition.PartKind kind, @Nullable String part) {
            return new Element(table, kind, part, null);
        }

        static Element object(ObjectKey key) {
            return new Element(null, null, null, key);
        }
    }

    boolean areEqualTo(Doubts other) {
        return other == this || conditions.equals(other.conditions);
    }

    boolean isEmpty() {
        return conditions.isEmpty();
    }

    /** The condition under which the element is there, or null where it is surely there or surely not. */
    @Nullable
    Condition of(Element element) {
        return conditions.get(element);
    }

    boolean contains(Element element) {
        return conditions.containsKey(element);
    }

    Doubts with(Element element, Condition condition) {
        Map<Element, Condition> copy = new HashMap<>(conditions);
        copy.put(element, condition);
        return new Doubts(copy);
    }

    Doubts without(Element element) {
        if (!conditions.containsKey(element)) {
            return this;
        }
        Map<Element, Condition> copy = new HashMap<>(conditions);
        copy.remove(element);
        return new Doubts(copy);
    }

    /** Nothing in doubt about a table any more, nor about its parts. */
    Doubts withoutTable(QualifiedName table) {
        if (conditions.isEmpty()) {
            return this;
        }
        Map<Element, Condition> copy = new HashMap<>(conditions);
        copy.keySet().removeIf(element -> table.equals(element.table()));
        return new Doubts(copy);
    }

    /** The same doubts after a table took another name. */
    Doubts renamed(QualifiedName from, QualifiedName to) {
        if (conditions.isEmpty()) {
            return this;
        }
        Map<Element, Condition> copy = new HashMap<>();
        conditions.forEach((element, condition) -> copy.put(
                from.equals(element.table())
                        ? new Element(to, element.kind(), element.part(), element.object())
                        : element,
                condition));
        return new Doubts(copy);
    }
}
