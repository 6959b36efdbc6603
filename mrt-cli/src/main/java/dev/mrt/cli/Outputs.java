// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.report.Report;
import dev.mrt.report.ReportFormat;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Which formats go where: {@code --format} names a format, the {@code --output} behind it the file that it goes to. What has
 * no file goes to standard output; where all have one, so does the table.
 */
final class Outputs {

    /** A format and the file that it goes to, or null for standard output. */
    private record Output(@Nullable String format, @Nullable Path file) {}

    private final List<Output> outputs = new ArrayList<>();

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            description =
                    "How to write the findings: table (default), json, json-full, sarif, html, markdown, github, gitlab,"
                            + " junit or sonar. May be repeated, with an --output after each.")
    void format(@Nullable String name) {
        if (name != null) {
            outputs.add(new Output(name, null));
        }
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Write the format named before it to this file; without one, the file's name tells the format.")
    void output(@Nullable Path file) {
        if (file == null) {
            return;
        }
        int last = outputs.size() - 1;
        if (last >= 0 && outputs.get(last).file() == null) {
            outputs.set(last, new Output(outputs.get(last).format(), file));
        } else {
            outputs.add(new Output(null, file));
        }
    }

    @Option(
            names = {"-q", "--quiet"},
            description = "Print no table and no progress.")
    private boolean quiet;

    boolean quiet() {
        return quiet;
    }

    private static String formatOf(Path file) {
        String name = file.toString();
        if (name.endsWith(".sarif") || name.endsWith(".sarif.json")) {
            return "sarif";
        }
        if (name.endsWith(".html") || name.endsWith(".htm")) {
            return "html";
        }
        if (name.endsWith(".md")) {
            return "markdown";
        }
        if (name.endsWith(".json")) {
            return "json";
        }
        if (name.endsWith(".xml")) {
            return "junit";
        }
        if (name.endsWith(".txt")) {
            return "table";
        }
        throw new WrongUse("Name a format before --output " + file + ", such as --format sarif --output " + file);
    }

    /** The formats with their files, checked; the table where nothing goes to standard output and that is wanted. */
    List<Chosen> chosen() {
        List<Chosen> chosen = new ArrayList<>();
        int toStandardOutput = 0;
        for (Output output : outputs) {
            String format = output.format();
            Path file = output.file();
            chosen.add(
                    new Chosen(find(format == null && file != null ? formatOf(file) : String.valueOf(format)), file));
            toStandardOutput += output.file() == null ? 1 : 0;
        }
        if (toStandardOutput > 1) {
            throw new WrongUse("Several formats go to standard output: name a file with --output after each but one");
        }
        if (toStandardOutput == 0 && !quiet) {
            chosen.add(new Chosen(find("table"), null));
        }
        return chosen;
    }

    /** Whether people see the table, which lists what could not be read. */
    static boolean showsTable(List<Chosen> chosen) {
        for (Chosen output : chosen) {
            if (output.file() == null && output.format().name().equals("table")) {
                return true;
            }
        }
        return false;
    }

    private static ReportFormat find(String name) {
        TreeSet<String> names = new TreeSet<>();
        for (ReportFormat candidate : ServiceLoader.load(ReportFormat.class)) {
            if (candidate.name().equals(name)) {
                return candidate;
            }
            names.add(candidate.name());
        }
        throw new WrongUse("There is no format '" + name + "'; use " + String.join(", ", names));
    }

    /**
     * A format and where it goes.
     *
     * @param file the file, or null for standard output
     */
    record Chosen(ReportFormat format, @Nullable Path file) {

        void write(Report report, Terminal terminal, PrintWriter out) throws IOException {
            write((style, text) -> format.write(report, style, text), terminal, out);
        }

        void write(Content content, Terminal terminal, PrintWriter out) throws IOException {
            if (file == null) {
                content.write(new ReportFormat.Style(terminal.width(), terminal.colour()), out);
                out.flush();
                return;
            }
            WholeFile.write(file, bytes -> {
                Writer writer = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
                content.write(new ReportFormat.Style(terminal.width(), false), writer);
                writer.flush();
            });
        }
    }

    /** What goes to an output. */
    interface Content {
        void write(ReportFormat.Style style, Appendable out) throws IOException;
    }
}
