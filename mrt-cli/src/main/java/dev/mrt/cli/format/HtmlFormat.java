// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli.format;

import com.google.auto.service.AutoService;
import dev.mrt.discovery.LeftOut;
import dev.mrt.report.Coverage;
import dev.mrt.report.HistorySummary;
import dev.mrt.report.Report;
import dev.mrt.report.ReportFormat;
import dev.mrt.report.RevisionSummary;
import dev.mrt.report.Suppressed;
import dev.mrt.rule.RiskWarning;
import dev.mrt.rule.Severity;
import dev.mrt.source.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The report as one HTML page that needs nothing else: summary, revision graph, a card for each revision. It reads without
 * scripts, too; they add filter and search.
 */
@AutoService(ReportFormat.class)
public final class HtmlFormat implements ReportFormat {

    @Override
    public String name() {
        return "html";
    }

    @Override
    public boolean showsRevisions() {
        return true;
    }

    @Override
    public void write(Report report, Style style, Appendable out) throws IOException {
        Page page = new Page(report);
        head(report, out);
        summary(report, out);
        problems(report, out);
        for (Section section : page.sections) {
            graph(section, page.byId, out);
        }
        filter(report, page, out);
        page.cards(out);
        suppressed(report, out);
        leftOut(report, out);
        out.append("</main>\n<footer>Written by mrt. What it could not understand it did not judge: see the coverage.");
        out.append("</footer>\n<script>\n").append(resource("report.js")).append("</script>\n</body>\n</html>\n");
    }

    /** The cards of one history, the newest first. */
    private record Section(HistorySummary history, List<HtmlCard> cards) {}

    /** All cards: those of the histories, then those of findings that belong to no known revision. */
    private static final class Page {
        private final List<Section> sections = new ArrayList<>();
        private final List<HtmlCard> others = new ArrayList<>();
        private final Map<String, HtmlCard> byId = new HashMap<>();
        private final Set<String> rules = new TreeSet<>();

        Page(Report report) {
            Map<String, List<RiskWarning>> findings = new LinkedHashMap<>();
            for (RiskWarning warning : report.warnings()) {
                rules.add(warning.code());
                findings.computeIfAbsent(
                                key(warning.revision(), warning.location().file()), key -> new ArrayList<>())
                        .add(warning);
            }
            int number = 0;
            for (HistorySummary history : report.histories()) {
                List<HtmlCard> cards = new ArrayList<>();
                List<RevisionSummary> revisions = history.revisions();
                for (int i = revisions.size() - 1; i >= 0; i--) {
                    RevisionSummary revision = revisions.get(i);
                    List<RiskWarning> own =
                            findings.remove(key(revision.id(), revision.source().path()));
                    HtmlCard card = new HtmlCard(number++, revision.id(), revision, own == null ? List.of() : own);
                    byId.put(key(history, revision.id()), card);
                    cards.add(card);
                }
                if (!cards.isEmpty()) {
                    sections.add(new Section(history, cards));
                }
            }
            for (List<RiskWarning> own : findings.values()) {
                others.add(new HtmlCard(number++, own.get(0).revision(), null, own));
            }
        }

        private static String key(String revision, String file) {
            return revision + '\n' + file;
        }

        static String key(HistorySummary history, String revision) {
            return history.root() + '\n' + history.framework() + '\n' + revision;
        }

        void cards(Appendable out) throws IOException {
            for (Section section : sections) {
                out.append("<h2>").append(Html.text(title(section.history()))).append("</h2>\n");
                for (HtmlCard card : section.cards()) {
                    List<HtmlCard> parents = new ArrayList<>();
                    for (String id : Objects.requireNonNull(card.summary()).parents()) {
                        HtmlCard parent = byId.get(key(section.history(), id));
                        if (parent != null) {
                            parents.add(parent);
                        }
                    }
                    card.write(parents, out);
                }
            }
            if (!others.isEmpty()) {
                out.append("<h2>")
                        .append(sections.isEmpty() ? "Findings" : "Other findings")
                        .append("</h2>\n");
                for (HtmlCard card : others) {
                    card.write(List.of(), out);
                }
            }
        }
    }

    private static String title(HistorySummary history) {
        String where = history.root().isEmpty() ? "" : " in " + history.root();
        return Words.plural(history.migrations(), history.framework().words() + " migration") + where;
    }

    private static void head(Report report, Appendable out) throws IOException {
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        // Nothing is loaded, whatever a migration says.
        out.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ");
        out.append("style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n");
        out.append("<title>mrt: ").append(Words.counts(report)).append("</title>\n");
        out.append("<style>\n").append(resource("report.css")).append("</style>\n</head>\n<body>\n");
        out.append("<a class=\"skip\" href=\"#revisions\">Skip to the revisions</a>\n");
        out.append("<header><div class=\"top\"><h1>Can these migrations be rolled back?</h1>");
        out.append("<button type=\"button\" id=\"theme\" hidden>Light or dark</button></div>\n<p>");
        out.append(verdict(report)).append("</p>\n");
        run(report, out);
        out.append("</header>\n<main>\n");
    }

    /** How many revisions came back where they were run. */
    private static void run(Report report, Appendable out) throws IOException {
        Map<RevisionSummary.Verified.Outcome, Integer> counts = new EnumMap<>(RevisionSummary.Verified.Outcome.class);
        String database = "";
        for (HistorySummary history : report.histories()) {
            for (RevisionSummary revision : history.revisions()) {
                if (revision.verified() != null) {
                    counts.merge(revision.verified().outcome(), 1, Integer::sum);
                    database = revision.verified().database();
                }
            }
        }
        if (!counts.isEmpty()) {
            out.append("<p>Run on ").append(Html.text(database)).append(": ");
            out.append(counts.getOrDefault(RevisionSummary.Verified.Outcome.RESTORED, 0) + " restored, ");
            out.append(counts.getOrDefault(RevisionSummary.Verified.Outcome.NOT_RESTORED, 0) + " not restored, ");
            out.append(counts.getOrDefault(RevisionSummary.Verified.Outcome.NOT_RUN, 0) + " not run.</p>\n");
        }
    }

    private static String verdict(Report report) {
        int errors = report.count(Severity.ERROR);
        if (errors > 0) {
            return "Not safely: " + Words.plural(errors, "finding") + " would lose data or schema, or fail.";
        }
        if (!report.problems().isEmpty()) {
            return "Some input could not be analysed; in the rest nothing was found that loses data or schema.";
        }
        return report.migrations() == 0
                ? "There are none."
                : "Nothing was found that loses data or schema, in as far as the migrations were understood.";
    }

    private static void summary(Report report, Appendable out) throws IOException {
        Coverage coverage = report.coverage();
        out.append("<ul class=\"tiles\" aria-label=\"Summary\">\n");
        tile("error", Integer.toString(report.count(Severity.ERROR)), "errors", out);
        tile("warning", Integer.toString(report.count(Severity.WARNING)), "warnings", out);
        tile("info", Integer.toString(report.count(Severity.INFO)), "notes", out);
        tile("", Integer.toString(report.migrations()), "migrations", out);
        tile(
                "",
                Words.percent(coverage) + " %",
                "of " + Words.plural(coverage.total(), "operation") + " understood",
                out);
        tile("", Integer.toString(report.suppressed().size()), "suppressed", out);
        if (!report.problems().isEmpty()) {
            tile("problem", Integer.toString(report.problems().size()), "not analysed", out);
        }
        out.append("</ul>\n");
        if (!coverage.reasons().isEmpty()) {
            out.append("<details><summary>What was not understood</summary>\n<ul class=\"facts\">\n");
            for (Map.Entry<String, Integer> reason : coverage.reasons().entrySet()) {
                out.append("<li>").append(Integer.toString(reason.getValue())).append(" × ");
                Html.prose(reason.getKey(), out);
                out.append("</li>\n");
            }
            out.append("</ul></details>\n");
        }
    }

    private static void tile(String kind, String number, String words, Appendable out) throws IOException {
        out.append("<li class=\"").append(kind).append("\"><b>").append(number).append("</b> ");
        out.append(words).append("</li>\n");
    }

    private static void problems(Report report, Appendable out) throws IOException {
        if (report.problems().isEmpty()) {
            return;
        }
        out.append("<h2>Not analysed</h2>\n<ul class=\"facts\">\n");
        for (Problem problem : report.problems()) {
            out.append("<li><code>").append(Html.text(problem.place())).append("</code>: ");
            Html.prose(problem.message(), out);
            out.append("</li>\n");
        }
        out.append("</ul>\n");
    }

    private static void graph(Section section, Map<String, HtmlCard> byId, Appendable out) throws IOException {
        List<String> ids = new ArrayList<>();
        List<List<String>> parents = new ArrayList<>();
        Map<String, HtmlCard> cards = new HashMap<>();
        for (HtmlCard card : section.cards()) {
            ids.add(card.id());
            parents.add(Objects.requireNonNull(card.summary()).parents());
            cards.put(card.id(), Objects.requireNonNull(byId.get(Page.key(section.history(), card.id()))));
        }
        RevisionGraph graph = RevisionGraph.of(ids, parents);
        int heads = 0;
        int branches = 0;
        int merges = 0;
        for (RevisionGraph.Node node : graph.nodes()) {
            heads += node.children() == 0 ? 1 : 0;
            branches += node.children() > 1 ? 1 : 0;
            merges += node.parents() > 1 ? 1 : 0;
        }
        out.append("<h2>Graph of ").append(Html.text(title(section.history()))).append("</h2>\n<p class=\"faint\">");
        out.append(Words.plural(heads, "head")).append(", ").append(Words.plural(branches, "branch point"));
        out.append(", ").append(Words.plural(merges, "merge"));
        out.append(". The newest is on top; the cards below have the same links.</p>\n");
        out.append("<div class=\"graph\" role=\"region\" tabindex=\"0\" aria-label=\"Revision graph of ");
        out.append(Html.text(title(section.history()))).append("\">\n");
        HtmlGraph.write(graph, cards, out);
        out.append("</div>\n<ul class=\"legend\" aria-label=\"Legend\"><li>◆ error</li><li>▲ warning</li>");
        out.append("<li>● note or nothing found</li></ul>\n");
    }

    private static void filter(Report report, Page page, Appendable out) throws IOException {
        out.append("<h2 id=\"revisions\" tabindex=\"-1\">Revisions</h2>\n<form id=\"filter\" hidden>\n");
        out.append(
                "<label class=\"wide\">Search <input type=\"search\" name=\"search\" autocomplete=\"off\"></label>\n");
        out.append("<label>Rule <select name=\"rule\"><option value=\"\">any</option>");
        for (String rule : page.rules) {
            out.append("<option>").append(Html.text(rule)).append("</option>");
        }
        out.append("</select></label>\n<label>Rollback <select name=\"rollback\"><option value=\"\">any</option>");
        for (RevisionSummary.Rollback rollback : RevisionSummary.Rollback.values()) {
            out.append("<option value=\"")
                    .append(rollback.name().toLowerCase(Locale.ROOT))
                    .append("\">")
                    .append(rollback.words())
                    .append("</option>");
        }
        out.append("</select></label>\n<fieldset><legend>Worst finding</legend>");
        for (Severity severity : Severity.values()) {
            box(severity.id(), severity == Severity.INFO ? "note" : severity.id(), out);
        }
        box("none", "none", out);
        out.append("</fieldset>\n<button type=\"reset\">Reset</button>\n</form>\n");
        out.append("<p id=\"shown\" class=\"faint\" role=\"status\"></p>\n");
        if (report.migrations() > 0 && page.sections.isEmpty() && page.others.isEmpty()) {
            out.append("<p>No findings.</p>\n");
        }
    }

    private static void box(String value, String words, Appendable out) throws IOException {
        out.append("<label><input type=\"checkbox\" name=\"level\" value=\"")
                .append(value)
                .append("\" checked> ");
        out.append(words).append("</label>");
    }

    private static void suppressed(Report report, Appendable out) throws IOException {
        if (report.suppressed().isEmpty()) {
            return;
        }
        out.append("<h2>Suppressed</h2>\n<ul class=\"facts\">\n");
        for (Suppressed suppressed : report.suppressed()) {
            RiskWarning warning = suppressed.warning();
            out.append("<li>").append(Html.text(warning.code() + " " + Finding.title(warning)));
            out.append(" <code>")
                    .append(Html.text(
                            warning.location().file() + ":" + warning.location().line()));
            out.append("</code>, by ").append(Html.text(suppressed.by()));
            out.append(suppressed.reason().isEmpty() ? "" : ": " + Html.text(suppressed.reason()))
                    .append("</li>\n");
        }
        out.append("</ul>\n");
    }

    private static void leftOut(Report report, Appendable out) throws IOException {
        if (report.leftOut().isEmpty()) {
            return;
        }
        out.append("<h2>Files left out</h2>\n<ul class=\"facts\">\n");
        for (LeftOut left : report.leftOut()) {
            out.append("<li>")
                    .append(Html.text(left.count() + " × " + left.reason()))
                    .append("</li>\n");
        }
        out.append("</ul>\n");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = HtmlFormat.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
