// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import java.util.Objects;

/** Says in words how two objects of one kind and name differ. */
final class ObjectComparison {

    private ObjectComparison() {}

    /** What differs, empty for nothing that is known. */
    static String whatDiffers(SchemaObject before, SchemaObject after, boolean sameSource) {
        if (before instanceof EnumType mine && after instanceof EnumType theirs) {
            boolean partial =
                    mine.labels().contains(EnumType.OTHERS) || theirs.labels().contains(EnumType.OTHERS);
            return mine.labels().isEmpty()
                            || theirs.labels().isEmpty()
                            || (partial && !sameSource)
                            || mine.labels().equals(theirs.labels())
                    ? ""
                    : "its labels are " + theirs.labels() + ", they were " + mine.labels();
        }
        if (before instanceof SchemaObject.Sequence mine && after instanceof SchemaObject.Sequence theirs) {
            if (!Objects.equals(mine.ownedBy(), theirs.ownedBy())) {
                return "it is owned by " + owner(theirs) + ", it was owned by " + owner(mine);
            }
            return sameSource && SqlText.differ(mine.options(), theirs.options())
                    ? "it is " + theirs.options() + ", it was " + mine.options()
                    : "";
        }
        if (before instanceof SchemaObject.Defined mine && after instanceof SchemaObject.Defined theirs) {
            boolean differs = sameSource
                    && !mine.definition().isEmpty()
                    && !theirs.definition().isEmpty()
                    && SqlText.definitionsDiffer(mine.definition(), theirs.definition());
            return differs ? "its definition is another" : "";
        }
        return "";
    }

    private static String owner(SchemaObject.Sequence sequence) {
        return sequence.ownedBy() == null ? "nothing" : "`" + sequence.ownedBy() + "`";
    }
}
