// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import java.util.List;
import java.util.Objects;

/** Says in words how two indexes differ, their names aside. */
final class IndexComparison {

    private IndexComparison() {}

    /** What differs, empty for nothing that is known. An index without parts is one of which nothing is known. */
    static String whatDiffers(Index before, Index after, boolean sameSource) {
        if (before.parts().isEmpty() || after.parts().isEmpty()) {
            return "";
        }
        if (before.unique() != after.unique()) {
            return after.unique() ? "it is unique, it was not" : "it is not unique, it was";
        }
        if (!method(before).equals(method(after))) {
            return "it uses " + method(after) + ", it was " + method(before);
        }
        if (!sameParts(before.parts(), after.parts(), sameSource)) {
            return "it is on (" + words(after) + "), it was on (" + words(before) + ")";
        }
        if (!before.include().equals(after.include())) {
            return "it includes (" + String.join(", ", after.include()) + "), it was ("
                    + String.join(", ", before.include()) + ")";
        }
        String mine = before.predicate();
        String theirs = after.predicate();
        if (mine == null) {
            return theirs == null ? "" : "it is partial, it covered all rows";
        }
        if (theirs == null) {
            return "it covers all rows, it was partial";
        }
        if (sameSource && SqlText.differ(mine, theirs)) {
            return "it is WHERE " + theirs + ", it was WHERE " + mine;
        }
        return "";
    }

    private static String method(Index index) {
        return index.method().isEmpty() ? "btree" : index.method();
    }

    private static boolean sameParts(List<Index.Part> before, List<Index.Part> after, boolean sameSource) {
        if (before.size() != after.size()) {
            return false;
        }
        for (int i = 0; i < before.size(); i++) {
            Index.Part mine = before.get(i);
            Index.Part theirs = after.get(i);
            String myExpression = mine.expression();
            String theirExpression = theirs.expression();
            boolean same = mine.descending() == theirs.descending() && Objects.equals(mine.column(), theirs.column());
            if (same && sameSource) {
                same = mine.options().equalsIgnoreCase(theirs.options())
                        && (myExpression == null
                                || theirExpression == null
                                || !SqlText.differ(myExpression, theirExpression));
            }
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private static String words(Index index) {
        StringBuilder text = new StringBuilder();
        for (Index.Part part : index.parts()) {
            text.append(text.length() == 0 ? "" : ", ");
            text.append(part.column() == null ? part.expression() : part.column());
            text.append(part.descending() ? " DESC" : "");
            text.append(part.options().isEmpty() ? "" : " " + part.options());
        }
        return text.toString();
    }
}
