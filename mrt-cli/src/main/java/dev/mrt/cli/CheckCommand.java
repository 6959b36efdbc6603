// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.Mrt;
import dev.mrt.config.MrtConfig;
import dev.mrt.report.Baseline;
import dev.mrt.report.HistorySummary;
import dev.mrt.report.Report;
import dev.mrt.rule.Severity;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mrt check}: reads migrations and reports what makes their rollback dangerous. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Reads migrations without running them and reports what a rollback would lose.",
        footer = {
            "",
            "Examples:",
            "  mrt check",
            "  mrt check migrations/versions --target postgresql:14 --strict",
            "  mrt check . --since origin/main --format github",
            "  mrt check . --format sarif --output mrt.sarif --output mrt.html",
            "  mrt check . --write-baseline",
            "",
            "Exit codes: 0 no failing finding, 1 errors found (warnings too with --strict),",
            "2 wrong use or configuration, 3 no failing finding but some input could not be analysed,",
            "4 the output could not be written."
        })
final class CheckCommand implements Callable<Integer> {

    private static final String DEFAULT_BASELINE = "mrt-baseline.txt";

    private final Terminal terminal;
    private final PrintWriter out;
    private final PrintWriter err;

    @Mixin
    private AnalysisOptions analysis = new AnalysisOptions();

    @Mixin
    private Outputs outputs = new Outputs();

    @Option(names = "--strict", description = "Warnings fail the check, too.")
    private boolean strict;

    @Option(
            names = "--write-baseline",
            description = "Write all findings to the --baseline file (default: " + DEFAULT_BASELINE
                    + "), so that later runs report new ones only.")
    private boolean writeBaseline;

    @Option(names = "--watch", description = "Check again whenever a file changes, until interrupted.")
    private boolean watch;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            description = "Colour the table: auto (default: on a terminal only), always or never.")
    private String color = "auto";

    CheckCommand(Terminal terminal, PrintWriter out, PrintWriter err) {
        this.terminal = terminal;
        this.out = out;
        this.err = err;
    }

    /**
     * The command for a command line without options other than these few, or null for any other. Picocli, which reads all
     * the rest, takes longer to start than ten migrations take to check.
     */
    static @Nullable CheckCommand plain(String[] arguments, Terminal terminal, PrintWriter out, PrintWriter err) {
        if (arguments.length == 0 || !arguments[0].equals("check")) {
            return null;
        }
        CheckCommand command = new CheckCommand(terminal, out, err);
        List<Path> paths = new ArrayList<>();
        for (int i = 1; i < arguments.length; i++) {
            String argument = arguments[i];
            if (argument.equals("--strict")) {
                command.strict = true;
            } else if (argument.equals("--format") && i + 1 < arguments.length && isWord(arguments[i + 1])) {
                i++;
                command.outputs.format(arguments[i]);
            } else if (isWord(argument)) {
                try {
                    paths.add(Path.of(argument));
                } catch (InvalidPathException e) {
                    return null;
                }
            } else {
                return null;
            }
        }
        command.analysis.paths(paths);
        return command;
    }

    /** Whether an argument stands for itself: no option, no file of arguments, nothing to unquote. */
    private static boolean isWord(String argument) {
        return !argument.isEmpty() && "-@\"'".indexOf(argument.charAt(0)) < 0;
    }

    @Override
    public Integer call() throws IOException {
        List<Outputs.Chosen> chosen = outputs.chosen();
        Terminal shown = terminal.withColour(color);
        if (!watch) {
            return check(chosen, shown);
        }
        try (FileWatch files = FileWatch.of(analysis.paths())) {
            int exit;
            do {
                clear(shown);
                exit = check(chosen, shown);
                err.println("Watching for changes; press Ctrl-C to end.");
                err.flush();
            } while (files.awaitChange());
            return exit;
        }
    }

    private void clear(Terminal shown) {
        if (shown.interactive()) {
            out.print("\u001b[H\u001b[2J");
        }
    }

    private int check(List<Outputs.Chosen> chosen, Terminal shown) throws IOException {
        List<Path> paths = analysis.paths();
        MrtConfig config = analysis.config();
        Path known = config.baseline().orElse(null);
        if (known != null && !writeBaseline && !Files.exists(known)) {
            throw new WrongUse(
                    "There is no baseline '" + known + "'. Write one with --write-baseline, or check --baseline.");
        }
        boolean showRevisions = paths.stream().anyMatch(Files::isRegularFile);
        for (Outputs.Chosen output : chosen) {
            showRevisions |= output.format().showsRevisions();
        }
        Report report;
        try (Progress progress = Progress.start(outputs.quiet() ? null : err, shown)) {
            report = Mrt.builder()
                    .config(config)
                    .jobs(analysis.jobs())
                    .showRevisions(showRevisions)
                    .listener(progress)
                    .build()
                    .analyze(paths);
        }
        if (writeBaseline) {
            return writeBaseline(config, report);
        }
        for (Outputs.Chosen output : chosen) {
            output.write(report, shown, out);
        }
        return exit(config, report, chosen, paths);
    }

    private int exit(MrtConfig config, Report report, List<Outputs.Chosen> chosen, List<Path> paths) {
        int exit = ExitCode.of(report, strict);
        Path missing = analysis.missing();
        if (missing != null) {
            if (!Outputs.showsTable(chosen)) {
                err.println("mrt: There is no '" + missing + "'. Check the path.");
            }
            return ExitCode.USAGE;
        }
        if (report.migrations() == 0 && report.problems().isEmpty() && anyDirectory(paths)) {
            err.println(ReadingOptions.NO_MIGRATIONS);
            return ExitCode.INCOMPLETE;
        }
        List<String> files = new ArrayList<>();
        for (HistorySummary history : report.histories()) {
            history.revisions().forEach(revision -> files.add(revision.source().path()));
        }
        // Not a failure: hooks name every file that changed.
        NamedPaths.others(paths, files, report.problems())
                .forEach(path -> err.println("mrt: '" + path + "' is not a migration"));
        double percent = report.coverage().share() * 100;
        if (percent < config.minCoverage()) {
            err.println("mrt: " + (int) Math.floor(percent) + " % of the operations were understood, "
                    + config.minCoverage() + " % are asked for");
            return exit == ExitCode.OK ? ExitCode.INCOMPLETE : exit;
        }
        return exit;
    }

    private static boolean anyDirectory(List<Path> paths) {
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                return true;
            }
        }
        return false;
    }

    private int writeBaseline(MrtConfig config, Report report) throws IOException {
        Path file = config.baseline().orElse(Path.of(DEFAULT_BASELINE));
        WholeFile.write(file, Baseline.write(report));
        int count = report.warnings().size();
        err.println("Wrote " + count + (count == 1 ? " finding" : " findings") + " (" + report.count(Severity.ERROR)
                + " errors) to " + file + ". Use it with --baseline " + file);
        return ExitCode.OK;
    }
}
