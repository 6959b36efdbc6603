// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.Mrt;
import dev.mrt.config.MrtConfig;
import dev.mrt.report.Report;
import dev.mrt.report.ReportFormat;
import dev.mrt.schema.Target;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mrt check}: reads migrations and reports what makes their rollback dangerous. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Reads migrations without running them and reports what a rollback would lose.",
        footer = {
            "",
            "PATH is a migration, a versions directory, a directory with alembic.ini or pyproject.toml,",
            "a Django project, or a repository that holds several of these.",
            "",
            "Examples:",
            "  mrt check migrations/versions",
            "  mrt check . --target postgresql:14 --strict",
            "  mrt check . --format json"
        })
final class CheckCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "What to analyse.")
    private List<Path> paths = List.of();

    @Option(
            names = {"-f", "--format"},
            defaultValue = "table",
            paramLabel = "FORMAT",
            description = "How to write the findings: table (default) or json.")
    private String format = "table";

    @Option(names = "--strict", description = "Warnings fail the check, too.")
    private boolean strict;

    @Option(
            names = "--target",
            split = ",",
            paramLabel = "DATABASE[:VERSION]",
            description =
                    "The database to assume, such as postgresql:14 (default: postgresql). Several: the worst counts.")
    private List<String> targets = List.of();

    @Option(names = "--select", split = ",", paramLabel = "RULE", description = "Run only these rules.")
    private List<String> select = List.of();

    @Option(names = "--ignore", split = ",", paramLabel = "RULE", description = "Leave these rules out.")
    private List<String> ignore = List.of();

    @Option(names = "--check-compat", description = "Also report what breaks old code while a deployment rolls on.")
    private boolean checkCompat;

    @Option(names = "--jobs", paramLabel = "N", description = "How many threads to use (default: one per core).")
    private int jobs = Runtime.getRuntime().availableProcessors();

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        ReportFormat chosen = format();
        Report report = Mrt.builder().config(config()).jobs(jobs).build().analyze(paths);
        PrintWriter out = spec.commandLine().getOut();
        chosen.write(report, new ReportFormat.Style(terminal.width(), terminal.colour()), out);
        out.flush();
        return ExitCode.of(report, strict);
    }

    private MrtConfig config() {
        MrtConfig.Builder config = MrtConfig.builder();
        for (String target : targets) {
            try {
                config.target(Target.parse(target));
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), e.getMessage(), e);
            }
        }
        return config.select(select.toArray(new String[0]))
                .ignore(ignore.toArray(new String[0]))
                .checkCompat(checkCompat)
                .build();
    }

    private ReportFormat format() {
        List<String> names = new ArrayList<>();
        for (ReportFormat candidate : ServiceLoader.load(ReportFormat.class)) {
            if (candidate.name().equals(format)) {
                return candidate;
            }
            names.add(candidate.name());
        }
        throw new ParameterException(
                spec.commandLine(),
                "There is no format '" + format + "'; use " + String.join(", ", new TreeSet<>(names)));
    }
}
