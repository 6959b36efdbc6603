// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * The differences between two schemas, in a stable order: tables by name, then objects by kind and name. A fact that is
 * unknown on one side never makes a difference. Immutable and thread-safe.
 */
public final class SchemaDiff {

    private final List<Difference> differences;

    private SchemaDiff(List<Difference> differences) {
        this.differences = List.copyOf(differences);
    }

    /**
     * Compares two schemas of one source: two moments of one replay, or two readings of one catalog. SQL texts (defaults,
     * checks, views) are compared, apart from spelling, and what one side does not list is not there.
     */
    public static SchemaDiff of(Schema before, Schema after) {
        return between(before, after, true);
    }

    /**
     * Compares a replayed schema with one that was read from a catalog, in either order. A table that is not {@linkplain
     * Table#complete() complete} may have more than it lists, and expressions are left out that a server prints in its own
     * words (checks, views, defaults that are no literals).
     */
    public static SchemaDiff acrossSources(Schema expected, Schema actual) {
        return between(expected, actual, false);
    }

    private static SchemaDiff between(Schema before, Schema after, boolean sameSource) {
        List<Difference> found = new ArrayList<>();
        before.forEachTableDifference(after, (name, mine, theirs) -> {
            if (mine != null && theirs != null) {
                new TableComparison(mine, theirs, sameSource, found).compare();
            } else if (mine != null) {
                found.add(new Difference.TableRemoved(mine));
            } else if (theirs != null) {
                found.add(new Difference.TableAdded(theirs));
            }
        });
        before.forEachObjectDifference(after, (key, mine, theirs) -> {
            if (mine != null && theirs != null) {
                String what = ObjectComparison.whatDiffers(mine, theirs, sameSource);
                if (!what.isEmpty()) {
                    found.add(new Difference.ObjectChanged(mine, theirs, what));
                }
            } else if (mine != null && (sameSource || !isOwned(mine))) {
                found.add(new Difference.ObjectRemoved(mine));
            } else if (theirs != null && (sameSource || !isOwned(theirs))) {
                found.add(new Difference.ObjectAdded(theirs));
            }
        });
        return new SchemaDiff(found);
    }

    /** A sequence of a column, which catalogs show as the column's numbering. */
    private static boolean isOwned(SchemaObject object) {
        return object instanceof SchemaObject.Sequence sequence && sequence.ownedBy() != null;
    }

    /** All differences, also those of names and of column order. */
    public List<Difference> differences() {
        return differences;
    }

    /** The differences of some weight. */
    public List<Difference> differences(Difference.Weight weight) {
        List<Difference> some = new ArrayList<>();
        for (Difference difference : differences) {
            if (difference.weight() == weight) {
                some.add(difference);
            }
        }
        return some;
    }

    /** The differences of one type. */
    public <T extends Difference> List<T> differences(Class<T> type) {
        List<T> some = new ArrayList<>();
        for (Difference difference : differences) {
            if (type.isInstance(difference)) {
                some.add(type.cast(difference));
            }
        }
        return some;
    }

    /** True where not even a name or the order of columns differs. */
    public boolean isEmpty() {
        return differences.isEmpty();
    }

    /** True where nothing differs but names of constraints and indexes or the order of columns. */
    public boolean isEquivalent() {
        return differences(Difference.Weight.SCHEMA).isEmpty();
    }

    /** One sentence a line. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Difference difference : differences) {
            text.append(difference.sentence()).append('\n');
        }
        return text.toString();
    }
}
