// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.Mrt;
import dev.mrt.cli.format.HtmlFormat;
import dev.mrt.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mrt report}: the HTML report. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Writes a report as one HTML page: revision graph, a card for each revision, findings and verdicts.",
        footer = {"", "Example:", "  mrt report . -o rollback.html"})
final class ReportCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private AnalysisOptions analysis = new AnalysisOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            defaultValue = "mrt-report.html",
            description = "The file to write (default: mrt-report.html).")
    private Path output = Path.of("mrt-report.html");

    ReportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Path missing = analysis.missing();
        if (missing != null) {
            throw new WrongUse("There is no '" + missing + "'. Check the path.");
        }
        List<Path> paths = analysis.paths();
        Report report;
        try (Progress progress = Progress.start(spec.commandLine().getErr(), terminal)) {
            report = Mrt.builder()
                    .config(analysis.config())
                    .jobs(analysis.jobs())
                    .showRevisions(true)
                    .listener(progress)
                    .build()
                    .analyze(paths);
        }
        new Outputs.Chosen(new HtmlFormat(), output)
                .write(report, terminal, spec.commandLine().getOut());
        spec.commandLine().getErr().println("Wrote " + output);
        if (report.migrations() == 0 && report.problems().isEmpty()) {
            spec.commandLine().getErr().println(ReadingOptions.NO_MIGRATIONS);
            return ExitCode.INCOMPLETE;
        }
        return ExitCode.of(report, false);
    }
}
