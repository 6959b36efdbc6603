// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import dev.mrt.replay.Remainder;
import dev.mrt.schema.Column;
import dev.mrt.schema.Difference;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.SchemaObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/** Phrases that several messages are built from. */
final class Words {

    private static final int SHOWN = 3;

    private Words() {}

    /** The differences of some remainders as a list within a sentence: the first few, and how many more. */
    static String differences(List<Remainder> remainders) {
        List<String> phrases = new ArrayList<>();
        for (Remainder remainder : remainders) {
            if (remainder.difference().weight() == Difference.Weight.SCHEMA
                    && !isOwnedSequence(remainder.difference())) {
                phrases.add(remainder.difference().sentence());
            }
        }
        return list(phrases);
    }

    /** The sequence behind a numbered column comes and goes with the column: naming it tells nothing. */
    private static boolean isOwnedSequence(Difference difference) {
        return difference instanceof Difference.ObjectAdded added
                && added.added() instanceof SchemaObject.Sequence sequence
                && sequence.ownedBy() != null;
    }

    /** The first few of some phrases, and how many more there are. */
    static String list(List<String> phrases) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(SHOWN, phrases.size()); i++) {
            text.append(i == 0 ? "" : "; ").append(phrases.get(i));
        }
        if (phrases.size() > SHOWN) {
            text.append("; and ").append(phrases.size() - SHOWN).append(" more");
        }
        return text.toString();
    }

    /** The first few of some tables, and how many more there are. */
    static String tables(Collection<QualifiedName> tables) {
        StringBuilder text = new StringBuilder();
        Iterator<QualifiedName> names = tables.iterator();
        for (int i = 0; i < SHOWN && names.hasNext(); i++) {
            text.append(i == 0 ? "`" : ", `").append(names.next()).append('`');
        }
        return tables.size() > SHOWN ? text + " and " + (tables.size() - SHOWN) + " more" : text.toString();
    }

    /** A sentence that began as a phrase. */
    static String sentence(String phrase) {
        return Character.toUpperCase(phrase.charAt(0)) + phrase.substring(1) + ".";
    }

    /** What a column is, such as <code>`varchar(20)` NOT NULL with default `'x'`</code>; empty where that is not known. */
    static String column(Column column) {
        if (column.type().isUnknown()) {
            return "";
        }
        return "`" + column.type() + "`"
                + (column.nullable().isFalse() ? " NOT NULL" : column.nullable().isTrue() ? " that accepts NULL" : "")
                + (column.serverDefault().isPresent() ? " with default `" + column.serverDefault() + "`" : "");
    }
}
