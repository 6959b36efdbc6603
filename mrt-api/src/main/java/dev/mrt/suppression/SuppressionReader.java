// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.suppression;

import dev.mrt.migration.Migration;
import dev.mrt.source.LineIndex;
import dev.mrt.source.Location;
import dev.mrt.source.SourceRange;
import dev.mrt.suppression.Suppression.Form;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the comments of a migration that silence findings. */
public final class SuppressionReader {

    private SuppressionReader() {}

    /** The suppressions of a migration in the order of the file. */
    public static List<Suppression> read(Migration migration) {
        List<Suppression> found = new ArrayList<>();
        LogicalLines statements = null;
        LineIndex lines = null;
        for (Map.Entry<Integer, String> comment : new TreeMap<>(migration.comments()).entrySet()) {
            String text = comment.getValue();
            if (!text.contains("noqa") && !text.contains("NOQA") && !text.contains("mrt")) {
                continue;
            }
            if (statements == null || lines == null) {
                statements = LogicalLines.of(migration.source().text());
                lines = LineIndex.of(migration.source().text());
            }
            int offset = comment.getKey();
            int line = lines.line(offset);
            Location location = Location.of(migration.source(), new SourceRange(offset, offset + text.length()));
            Draft draft = Draft.of(text);
            if (draft != null) {
                found.add(new Suppression(
                        draft.form,
                        location,
                        text.strip(),
                        draft.names,
                        draft.reason,
                        draft.until,
                        draft.mistake,
                        statements.around(line),
                        statements.isHead(line)));
            }
        }
        return found;
    }

    /** What a comment says, without its place. */
    private static final class Draft {

        private final Form form;
        private final List<String> names = new ArrayList<>();
        private String reason = "";
        private @Nullable LocalDate until;
        private @Nullable String mistake;

        private Draft(Form form) {
            this.form = form;
        }

        /** Reads the first directive of a comment, or returns null where there is none. */
        static @Nullable Draft of(String comment) {
            for (int hash = comment.indexOf('#'); hash >= 0; hash = comment.indexOf('#', hash + 1)) {
                String rest = comment.substring(hash + 1).stripLeading();
                if (rest.regionMatches(true, 0, "noqa", 0, 4) && isEnd(rest, 4)) {
                    return noqa(rest.substring(4).stripLeading());
                }
                if (rest.regionMatches(true, 0, "mrt:", 0, 4)) {
                    return ignore(rest.substring(4).stripLeading());
                }
            }
            return null;
        }

        private static boolean isEnd(String text, int at) {
            return at == text.length() || !Character.isLetterOrDigit(text.charAt(at));
        }

        private static Draft noqa(String rest) {
            Draft draft = new Draft(Form.NOQA);
            if (rest.startsWith(":")) {
                int end = rest.indexOf('#');
                draft.addNames(rest.substring(1, end < 0 ? rest.length() : end));
            }
            return draft;
        }

        private static Draft ignore(String rest) {
            Draft draft = new Draft(Form.IGNORE);
            if (!rest.startsWith("ignore") || !isEnd(rest, 6)) {
                draft.mistake = "it is not understood; write `# mrt: ignore[MRT201] reason until 2027-01-31`";
                return draft;
            }
            String tail = rest.substring(6).stripLeading();
            if (tail.startsWith("[")) {
                int close = tail.indexOf(']');
                if (close < 0) {
                    draft.mistake = "the bracket is not closed";
                    return draft;
                }
                draft.addNames(tail.substring(1, close));
                if (draft.names.isEmpty()) {
                    draft.mistake = "the brackets name no rule";
                }
                tail = tail.substring(close + 1);
            }
            draft.addReason(tail.strip());
            return draft;
        }

        private void addNames(String list) {
            for (String name : list.split(",", -1)) {
                if (!name.isBlank()) {
                    names.add(String.join(" ", name.strip().split("\\s+", -1)));
                }
            }
        }

        private void addReason(String text) {
            int at = text.lastIndexOf("until ");
            boolean wholeWord = at == 0 || (at > 0 && !Character.isLetterOrDigit(text.charAt(at - 1)));
            String date = at < 0 ? "" : text.substring(at + 6).strip();
            if (!wholeWord || date.isEmpty() || !Character.isDigit(date.charAt(0))) {
                reason = withoutLead(text);
                return;
            }
            reason = withoutLead(text.substring(0, at).strip());
            try {
                until = LocalDate.parse(date);
            } catch (DateTimeParseException e) {
                mistake = "'" + date + "' is not a date; write it as 2027-01-31";
            }
        }

        /** A reason is often set off by a dash or colon. */
        private static String withoutLead(String text) {
            int start = 0;
            while (start < text.length() && "-–—:( ".indexOf(text.charAt(start)) >= 0) {
                start++;
            }
            return text.substring(start);
        }
    }
}
