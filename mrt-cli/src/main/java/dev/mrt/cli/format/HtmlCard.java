// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli.format;

import dev.mrt.report.RevisionSummary;
import dev.mrt.rule.RiskWarning;
import dev.mrt.rule.Severity;
import dev.mrt.source.LineIndex;
import dev.mrt.source.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One revision of the HTML report, or one file whose findings belong to no revision that is known.
 *
 * @param number numbers the cards of a page, from 0
 * @param id the revision
 * @param summary what is known about it, or null
 * @param findings its findings, in order
 */
record HtmlCard(int number, String id, @Nullable RevisionSummary summary, List<RiskWarning> findings) {

    private static final int LINES_BEFORE = 2;
    private static final int LINES_AFTER = 2;
    private static final int LINES_AT_MOST = 14;

    String anchor() {
        return "r-" + number;
    }

    /** The worst severity's name; {@code none} without findings. */
    String level() {
        Severity worst = null;
        for (RiskWarning finding : findings) {
            if (worst == null || finding.severity().compareTo(worst) < 0) {
                worst = finding.severity();
            }
        }
        return worst == null ? "none" : worst.id();
    }

    /**
     * Writes the card.
     *
     * @param parents the cards of the revisions that it builds on
     */
    void write(List<HtmlCard> parents, Appendable out) throws IOException {
        Set<String> rules = new TreeSet<>();
        for (RiskWarning finding : findings) {
            rules.add(finding.code());
        }
        String rollback = summary == null ? "" : summary.rollback().name().toLowerCase(Locale.ROOT);
        out.append("<article class=\"card ").append(level()).append("\" id=\"").append(anchor());
        out.append("\" tabindex=\"-1\" aria-labelledby=\"t-").append(Integer.toString(number));
        out.append("\" data-level=\"")
                .append(level())
                .append("\" data-rollback=\"")
                .append(rollback);
        out.append("\" data-rules=\"")
                .append(Html.text(String.join(" ", rules)))
                .append("\">\n");
        head(out);
        where(parents, out);
        for (RiskWarning finding : findings) {
            finding(finding, out);
        }
        if (summary != null) {
            if (summary.verified() != null) {
                run(summary.verified(), out);
            }
            facts(summary, out);
        }
        out.append("</article>\n");
    }

    private void head(Appendable out) throws IOException {
        out.append("<div class=\"head\"><h3 id=\"t-")
                .append(Integer.toString(number))
                .append("\"><code>");
        out.append(Html.text(id)).append("</code>");
        if (summary != null && !summary.message().isEmpty()) {
            out.append(' ').append(Html.text(summary.message()));
        }
        out.append("</h3>");
        for (Severity severity : Severity.values()) {
            int count = 0;
            for (RiskWarning finding : findings) {
                count += finding.severity() == severity ? 1 : 0;
            }
            if (count > 0) {
                String word = severity == Severity.INFO ? "note" : severity.id();
                badge(severity.id(), Words.plural(count, word), out);
            }
        }
        if (summary != null) {
            boolean loses = !summary.lost().isEmpty();
            boolean good = summary.rollback() == RevisionSummary.Rollback.RESTORES && !loses;
            boolean unknown = summary.rollback() == RevisionSummary.Rollback.UNKNOWN && !loses;
            String words = "rollback " + summary.rollback().words();
            if (loses) {
                words += summary.rollback() == RevisionSummary.Rollback.RESTORES ? " but loses data" : ", loses data";
            }
            badge(good ? "good" : unknown ? "problem" : "error", words, out);
            if (summary.verified() != null) {
                verdict(summary.verified(), out);
            }
        }
        out.append("</div>\n");
    }

    private static void verdict(RevisionSummary.Verified verified, Appendable out) throws IOException {
        switch (verified.outcome()) {
            case RESTORED -> badge("good", "run: restored", out);
            case NOT_RESTORED -> badge("error", "run: not restored", out);
            case NOT_RUN -> badge("problem", "not run", out);
        }
    }

    private static void badge(String kind, String text, Appendable out) throws IOException {
        out.append(" <span class=\"badge ")
                .append(kind)
                .append("\">")
                .append(text)
                .append("</span>");
    }

    private void where(List<HtmlCard> parents, Appendable out) throws IOException {
        String file = summary == null
                ? findings.get(0).location().file()
                : summary.source().path();
        out.append("<p class=\"where\">").append(Html.text(file));
        if (!parents.isEmpty()) {
            out.append(", after");
            String separator = " ";
            for (HtmlCard parent : parents) {
                out.append(separator)
                        .append("<a href=\"#")
                        .append(parent.anchor())
                        .append("\">");
                out.append(Html.text(parent.id())).append("</a>");
                separator = ", ";
            }
        }
        out.append("</p>\n");
    }

    private void finding(RiskWarning finding, Appendable out) throws IOException {
        String severity = finding.severity().id();
        out.append("<div class=\"finding ").append(severity).append("\"><h4 class=\"title\">");
        out.append(Html.text(finding.code() + " " + Finding.title(finding)));
        out.append(" <span class=\"faint\">(").append(severity).append(", line ");
        out.append(Integer.toString(finding.location().line())).append(")</span></h4>\n<p>");
        Html.prose(finding.message(), out);
        out.append("</p>\n");
        if (summary != null && finding.location().file().equals(summary.source().path())) {
            excerpt(summary.source().text(), finding.location(), out);
        }
        for (RiskWarning.Related related : finding.related()) {
            out.append("<p class=\"where\">")
                    .append(Html.text(related.location().toString()))
                    .append(": ");
            Html.prose(related.message(), out);
            out.append("</p>\n");
        }
        String fix = finding.fix();
        if (fix != null && fix.indexOf('\n') >= 0) {
            out.append("<p>Fix:</p>\n<pre tabindex=\"0\">")
                    .append(Html.text(fix))
                    .append("</pre>\n");
        } else if (fix != null) {
            out.append("<p>Fix: ");
            Html.prose(fix, out);
            out.append("</p>\n");
        }
        out.append("</div>\n");
    }

    private static void excerpt(String text, Location location, Appendable out) throws IOException {
        List<String> lines = lines(text, location);
        int first = Math.max(1, location.line() - LINES_BEFORE);
        out.append("<pre tabindex=\"0\">");
        for (int i = 0; i < lines.size(); i++) {
            int line = first + i;
            boolean marked = line >= location.line() && line <= location.endLine();
            out.append("<span class=\"n\">").append(Integer.toString(line)).append("</span>");
            out.append(marked ? "<mark>" : "").append(Html.text(lines.get(i))).append(marked ? "</mark>\n" : "\n");
        }
        out.append("</pre>\n");
    }

    private static List<String> lines(String text, Location location) {
        LineIndex index = LineIndex.of(text);
        int first = Math.max(1, location.line() - LINES_BEFORE);
        int last = Math.min(index.lineCount(), location.endLine() + LINES_AFTER);
        last = Math.min(last, first + LINES_AT_MOST - 1);
        List<String> lines = new ArrayList<>();
        for (int line = first; line <= last; line++) {
            int end = line < index.lineCount() ? index.lineStart(line + 1) : text.length();
            lines.add(text.substring(index.lineStart(line), end).stripTrailing());
        }
        return lines;
    }

    private void facts(RevisionSummary revision, Appendable out) throws IOException {
        if (revision.upgraded().isEmpty()
                && revision.remaining().isEmpty()
                && revision.lost().isEmpty()) {
            return;
        }
        out.append("<details><summary>Schema: ")
                .append(Words.plural(revision.upgraded().size(), "change"));
        if (!revision.remaining().isEmpty()) {
            out.append(", ")
                    .append(Integer.toString(revision.remaining().size()))
                    .append(" left after rollback");
        }
        out.append(revision.lost().isEmpty() ? "" : ", data lost").append("</summary>\n");
        list("The upgrade changes", revision.upgraded(), out);
        list("Upgrade and rollback together leave", revision.remaining(), out);
        list("Rows and values that do not survive", revision.lost(), out);
        out.append("</details>\n");
    }

    private static void run(RevisionSummary.Verified verified, Appendable out) throws IOException {
        out.append("<p class=\"where\">");
        if (verified.outcome() == RevisionSummary.Verified.Outcome.NOT_RUN) {
            out.append("Not run");
        } else {
            out.append("Run forth and back, ")
                    .append(Words.plural(verified.rowsCompared(), "row"))
                    .append(" compared");
        }
        out.append(", on ").append(Html.text(verified.database())).append("</p>\n");
        list("Noted", verified.notes(), out);
    }

    private static void list(String title, List<String> facts, Appendable out) throws IOException {
        if (facts.isEmpty()) {
            return;
        }
        out.append("<p>").append(title).append(":</p>\n<ul class=\"facts\">\n");
        for (String fact : facts) {
            out.append("<li>");
            Html.prose(fact, out);
            out.append("</li>\n");
        }
        out.append("</ul>\n");
    }
}
