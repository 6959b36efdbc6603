// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser.internal;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * The names of one text, each held once. It starts with the keywords, so one look-up finds out both whether a word is a keyword
 * and which string stands for it.
 */
final class NameTable {

    private static final String[] KEYWORDS = {
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
                "elif",
        "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not",
                "or",
        "pass", "raise", "return", "try", "while", "with", "yield",
    };
    private static final int FIRST_KEYWORD_TYPE = PythonGrammar.FALSE;
    private static final int INITIAL_CAPACITY = 256;
    private static final Entry[] KEYWORD_ENTRIES = keywordEntries();

    private Entry[] entries = KEYWORD_ENTRIES.clone();
    private int size = KEYWORDS.length;

    record Entry(String name, int hash, int type) {}

    /** The entry of an ASCII name that stands at {@code start} to {@code end}. */
    Entry ascii(char[] chars, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = hash * 31 + chars[i];
        }
        int mask = entries.length - 1;
        int slot = slot(hash, mask);
        for (Entry entry = entries[slot]; entry != null; entry = entries[slot]) {
            if (entry.hash == hash && matches(entry.name, chars, start, end)) {
                return entry;
            }
            slot = (slot + 1) & mask;
        }
        return add(slot, new Entry(new String(chars, start, end - start), hash, PythonGrammar.NAME));
    }

    /** The entry of a name with other characters, which Python normalises to NFKC; never a keyword before that. */
    Entry unicode(char[] chars, int start, int end) {
        String name = Normalizer.normalize(new String(chars, start, end - start), Normalizer.Form.NFKC);
        return new Entry(name, 0, PythonGrammar.NAME);
    }

    private Entry add(int slot, Entry entry) {
        entries[slot] = entry;
        if (++size * 2 > entries.length) {
            Entry[] old = entries;
            entries = new Entry[old.length * 2];
            for (Entry moved : old) {
                if (moved != null) {
                    put(entries, moved);
                }
            }
        }
        return entry;
    }

    private static void put(@Nullable Entry[] entries, Entry entry) {
        int mask = entries.length - 1;
        int slot = slot(entry.hash, mask);
        while (entries[slot] != null) {
            slot = (slot + 1) & mask;
        }
        entries[slot] = entry;
    }

    private static int slot(int hash, int mask) {
        return (hash ^ (hash >>> 15)) & mask;
    }

    private static boolean matches(String name, char[] chars, int start, int end) {
        if (name.length() != end - start) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) != chars[start + i]) {
                return false;
            }
        }
        return true;
    }

    private static Entry[] keywordEntries() {
        Entry[] entries = new Entry[INITIAL_CAPACITY];
        for (int i = 0; i < KEYWORDS.length; i++) {
            String keyword = KEYWORDS[i];
            put(entries, new Entry(keyword, keyword.hashCode(), FIRST_KEYWORD_TYPE + i));
        }
        return entries;
    }
}
