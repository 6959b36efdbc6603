// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.source.MigrationSource;
import dev.mrt.source.SourceRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@code str} that remembers where its characters were written, through concatenation, formatting, slicing and the like.
 * What could not be known is one {@link #UNKNOWN_PIECE} in it. Immutable; compares by its characters.
 */
public final class Text implements Value {

    /** Stands in a text for a piece that is not known: U+FFFC, the object replacement character. */
    public static final char UNKNOWN_PIECE = '\uFFFC';

    private static final Piece[] NOWHERE = {};

    private final String value;
    private final Piece[] pieces;

    /** Characters of this text from {@code start} on, up to the next piece, that were written in {@code literal}. */
    private record Piece(int start, @Nullable Literal literal, int literalStart) {}

    private Text(String value, Piece[] pieces) {
        this.value = value;
        this.pieces = pieces;
    }

    /** A text without a place. */
    public static Text of(String value) {
        return new Text(value, NOWHERE);
    }

    /** The value of a string literal. */
    static Text of(Literal literal) {
        return new Text(literal.value(), new Piece[] {new Piece(0, literal, 0)});
    }

    /** A text of which nothing is known. */
    static Text unknown() {
        return of(String.valueOf(UNKNOWN_PIECE));
    }

    /** The characters. */
    public String value() {
        return value;
    }

    /** True where all characters are known. */
    public boolean isKnown() {
        return value.indexOf(UNKNOWN_PIECE) < 0;
    }

    /** True where the text is not empty and no character is known. */
    boolean hasNothingKnown() {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) != UNKNOWN_PIECE) {
                return false;
            }
        }
        return !value.isEmpty();
    }

    /** A part of this text. */
    public Text substring(int start, int end) {
        if (start == 0 && end == value.length()) {
            return this;
        }
        return new Builder().append(this, start, end).build();
    }

    /** Other characters of the same number at the same places (upper case, say). */
    Text withCharacters(String other) {
        return other.length() == value.length() ? new Text(other, pieces) : of(other);
    }

    /** This text with another behind it. */
    public Text plus(Text other) {
        if (value.isEmpty()) {
            return other;
        }
        return other.value.isEmpty()
                ? this
                : new Builder().append(this).append(other).build();
    }

    /**
     * Where a character was written.
     *
     * @return the offset in the file, or -1 where the character was not written in that file
     */
    public int offset(MigrationSource file, int position) {
        Piece piece = piece(position);
        if (piece == null || piece.literal == null || piece.literal.file() != file) {
            return -1;
        }
        return piece.literal.offset(piece.literalStart + position - piece.start);
    }

    /**
     * Where a part of this text was written.
     *
     * @param start first character
     * @param end behind the last character
     * @return the smallest range of the file that holds both ends, or null where one of them was not written there
     */
    public @Nullable SourceRange range(MigrationSource file, int start, int end) {
        int from = offset(file, start);
        int to = end > start ? offset(file, end - 1) + 1 : from;
        return from < 0 || to <= 0 || to < from ? null : new SourceRange(from, to);
    }

    private @Nullable Piece piece(int position) {
        Piece found = null;
        for (Piece piece : pieces) {
            if (piece.start > position) {
                break;
            }
            found = piece;
        }
        return found;
    }

    /** Parts of this text, split at line ends, each with its line end. */
    List<Text> lines() {
        List<Text> lines = new ArrayList<>();
        int start = 0;
        while (start < value.length()) {
            int end = value.indexOf('\n', start);
            end = end < 0 ? value.length() : end + 1;
            lines.add(substring(start, end));
            start = end;
        }
        return lines;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Text text && value.equals(text.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }

    /** Puts a text together from parts. Not thread-safe. */
    public static final class Builder {

        private final StringBuilder value = new StringBuilder();
        private Piece[] pieces = new Piece[4];
        private int count;

        /** Appends a text. */
        public Builder append(Text text) {
            return append(text, 0, text.value.length());
        }

        /** Appends characters without a place. */
        public Builder append(String text) {
            if (!text.isEmpty()) {
                add(null, 0);
                value.append(text);
            }
            return this;
        }

        /** Appends a part of a text. */
        public Builder append(Text text, int start, int end) {
            if (start >= end) {
                return this;
            }
            if (text.pieces.length == 0) {
                add(null, 0);
            }
            for (int i = 0; i < text.pieces.length; i++) {
                Piece piece = text.pieces[i];
                int pieceEnd = i + 1 < text.pieces.length ? text.pieces[i + 1].start : text.value.length();
                int from = Math.max(start, piece.start);
                if (from < Math.min(end, pieceEnd)) {
                    int here = value.length() + from - start;
                    addAt(here, piece.literal, piece.literalStart + from - piece.start);
                }
            }
            value.append(text.value, start, end);
            return this;
        }

        private void add(@Nullable Literal literal, int literalStart) {
            addAt(value.length(), literal, literalStart);
        }

        private void addAt(int start, @Nullable Literal literal, int literalStart) {
            if (count > 0) {
                Piece last = pieces[count - 1];
                boolean continues = last.literal == literal
                        && (literal == null || last.literalStart + start - last.start == literalStart);
                if (continues) {
                    return;
                }
            }
            if (count == pieces.length) {
                pieces = Arrays.copyOf(pieces, count * 2);
            }
            pieces[count++] = new Piece(start, literal, literalStart);
        }

        /** The length so far. */
        public int length() {
            return value.length();
        }

        /** The text so far. */
        public Text build() {
            boolean nowhere = count == 0 || count == 1 && pieces[0].literal == null;
            return new Text(value.toString(), nowhere ? NOWHERE : Arrays.copyOf(pieces, count));
        }
    }
}
