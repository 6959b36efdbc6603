// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.source;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of a Python file into text as <a href="https://peps.python.org/pep-0263/">PEP 263</a> says: UTF-8, unless a
 * comment in the first two lines names another encoding. A byte order mark is left out of the text. Thread-safe.
 */
public final class SourceDecoder {

    private SourceDecoder() {}

    /** The outcome of {@link #decode}. */
    public sealed interface Result {}

    /**
     * The text of the file.
     *
     * @param text the text, line ends as in the file
     */
    public record Decoded(String text) implements Result {}

    /**
     * The bytes are not text in the encoding that they claim.
     *
     * @param line line of the first bad byte or of the unknown encoding's name, from 1
     * @param message what is wrong
     * @param remedy what to do about it
     */
    public record Undecodable(int line, String message, String remedy) implements Result {

        /** What is wrong and what to do about it, without a final full stop. */
        public String advice() {
            return message + "; " + remedy;
        }
    }

    /** Decodes the bytes of one file. Never throws on any content. */
    public static Result decode(byte[] bytes) {
        Found found = encoding(bytes);
        return found.encoding() == null
                ? Objects.requireNonNull(found.problem())
                : decode(bytes, found.encoding().start(), found.encoding().charset());
    }

    /**
     * Encodes a changed text as a file is encoded: in its encoding, with its byte order mark.
     *
     * @param file the bytes of the file
     * @return empty where the text has characters that the encoding has not, or the file is not text
     */
    public static Optional<byte[]> encodeLike(byte[] file, String text) {
        Encoding encoding = encoding(file).encoding();
        if (encoding == null) {
            return Optional.empty();
        }
        try {
            ByteBuffer encoded = encoding.charset()
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(text));
            byte[] bytes = Arrays.copyOf(file, encoding.start() + encoded.remaining());
            encoded.get(bytes, encoding.start(), encoded.remaining());
            return Optional.of(bytes);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** How a file is encoded, and where its text starts behind a byte order mark. */
    private record Encoding(Charset charset, int start) {}

    /** An encoding, or why there is none. */
    private record Found(
            @Nullable Encoding encoding, @Nullable Undecodable problem) {}

    private static Found encoding(byte[] bytes) {
        boolean marked =
                bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
        int start = marked ? 3 : 0;
        int firstEnd = lineEnd(bytes, start);
        int line = 1;
        String name = declaredEncoding(bytes, start, firstEnd);
        if (name == null && isBlankOrComment(bytes, start, firstEnd)) {
            int secondStart = nextLine(bytes, firstEnd);
            line = 2;
            name = declaredEncoding(bytes, secondStart, lineEnd(bytes, secondStart));
        }
        Charset charset = StandardCharsets.UTF_8;
        if (name != null) {
            Charset declared = charset(name);
            if (declared == null) {
                return new Found(
                        null,
                        new Undecodable(
                                line,
                                "the encoding '" + name + "' is not known",
                                "save the file as UTF-8 and remove the declaration"));
            }
            if (marked && !isPlainUtf8(name)) {
                return new Found(
                        null,
                        new Undecodable(
                                line,
                                "the file starts with a UTF-8 byte order mark but declares the encoding '" + name + "'",
                                "remove the mark or the declaration"));
            }
            charset = declared;
        }
        return new Found(new Encoding(charset, start), null);
    }

    private static Result decode(byte[] bytes, int start, Charset charset) {
        ByteBuffer input = ByteBuffer.wrap(bytes, start, bytes.length - start);
        try {
            return new Decoded(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(input)
                    .toString());
        } catch (CharacterCodingException e) {
            int bad = input.position();
            int line = 1;
            for (int i = 0; i < bad; i++) {
                if (bytes[i] == '\n') {
                    line++;
                }
            }
            String value = bad < bytes.length ? String.format(Locale.ROOT, "the byte 0x%02x", bytes[bad]) : "its end";
            return new Undecodable(
                    line,
                    value + " is not valid in " + charset.name(),
                    "save the file as UTF-8, or declare its encoding in the first line: # -*- coding: ... -*-");
        }
    }

    /** The name in a line that matches PEP 263's {@code ^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+)}. */
    private static @Nullable String declaredEncoding(byte[] bytes, int start, int end) {
        int i = start;
        while (i < end && isBlank(bytes[i])) {
            i++;
        }
        if (i == end || bytes[i] != '#') {
            return null;
        }
        for (; i + 7 <= end; i++) {
            if (!isCoding(bytes, i)) {
                continue;
            }
            int from = i + 7;
            while (from < end && (bytes[from] == ' ' || bytes[from] == '\t')) {
                from++;
            }
            int to = from;
            while (to < end && isNamePart(bytes[to])) {
                to++;
            }
            if (to > from) {
                return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
            }
        }
        return null;
    }

    private static boolean isCoding(byte[] bytes, int at) {
        String coding = "coding";
        for (int i = 0; i < coding.length(); i++) {
            if (bytes[at + i] != coding.charAt(i)) {
                return false;
            }
        }
        return bytes[at + 6] == ':' || bytes[at + 6] == '=';
    }

    /** With a byte order mark, CPython takes no other spelling, not even {@code utf8}. */
    private static boolean isPlainUtf8(String name) {
        String normalized = normalized(name);
        return normalized.equals("utf-8") || normalized.startsWith("utf-8-");
    }

    private static String normalized(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static @Nullable Charset charset(String name) {
        String normalized = normalized(name);
        if (isPlainUtf8(name) || normalized.equals("utf8")) {
            return StandardCharsets.UTF_8;
        }
        if (normalized.equals("latin-1") || normalized.equals("latin1") || normalized.equals("iso-latin-1")) {
            return StandardCharsets.ISO_8859_1;
        }
        try {
            return Charset.forName(normalized);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return null;
        }
    }

    private static boolean isBlankOrComment(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] == '#') {
                return true;
            }
            if (!isBlank(bytes[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(byte value) {
        return value == ' ' || value == '\t' || value == '\f';
    }

    private static boolean isNamePart(byte value) {
        return (value >= 'a' && value <= 'z')
                || (value >= 'A' && value <= 'Z')
                || (value >= '0' && value <= '9')
                || value == '-'
                || value == '_'
                || value == '.';
    }

    private static int lineEnd(byte[] bytes, int start) {
        int i = start;
        while (i < bytes.length && bytes[i] != '\n' && bytes[i] != '\r') {
            i++;
        }
        return i;
    }

    private static int nextLine(byte[] bytes, int lineEnd) {
        boolean pair = lineEnd + 1 < bytes.length && bytes[lineEnd] == '\r' && bytes[lineEnd + 1] == '\n';
        return Math.min(bytes.length, lineEnd + (pair ? 2 : 1));
    }
}
