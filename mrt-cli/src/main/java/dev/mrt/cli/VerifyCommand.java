// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.Mrt;
import dev.mrt.cli.format.HtmlFormat;
import dev.mrt.config.ConfigFile;
import dev.mrt.config.MrtConfig;
import dev.mrt.report.Report;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.Target;
import dev.mrt.verify.MigrationRunner;
import dev.mrt.verify.MigrationVerifier;
import dev.mrt.verify.OperationProject;
import dev.mrt.verify.PythonProject;
import dev.mrt.verify.RevisionResult;
import dev.mrt.verify.VerificationException;
import dev.mrt.verify.VerificationReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mrt verify}: runs migrations forth and back on a real database. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Runs the migrations of a project forth and back on a real database, with rows in its tables,"
                + " and tells what is not restored.",
        footer = {
            "",
            "Examples:",
            "  mrt verify",
            "  mrt verify backend --database postgresql://tester@localhost/postgres --jobs 2",
            "  mrt verify --runner sql --output verified.html",
            "  mrt verify shop --settings shop.settings --app orders",
            "",
            "Exit codes: 0 every revision is restored, 1 something is not, 2 wrong use, or the project or",
            "database cannot be used, 3 nothing wrong was found but some revisions could not be run,",
            "4 the output could not be written."
        })
final class VerifyCommand implements Callable<Integer> {

    private static final int MOST_SECONDS_TO_END = 20;

    private static final Pattern DATABASE = Pattern.compile("^(\\w+) (\\d+(?:\\.\\d+)?)");

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "A database on the server where scratch databases are made, as SQLAlchemy or JDBC URL; also"
                    + " MRT_DATABASE_URL in the environment, where a password is better kept (default: a SQLite file).")
    private @Nullable String database;

    @Option(
            names = "--runner",
            paramLabel = "RUNNER",
            description =
                    "python: the project's own Alembic or Django runs the migrations; sql: they run as SQL, as mrt"
                            + " reads them, and Python is not needed (default: python where it is there, otherwise sql).")
    private @Nullable String runner;

    @Option(names = "--in-place", description = "Use the named database itself, which must be empty or disposable.")
    private boolean inPlace;

    @Option(names = "--disposable", description = "Everything in the named database may go.")
    private boolean disposable;

    @Option(names = "--revision", paramLabel = "REVISION", description = "Verify only this revision.")
    private @Nullable String revision;

    @Option(
            names = "--min-revision",
            paramLabel = "REVISION",
            description = "Verify this revision and those behind it.")
    private @Nullable String minimumRevision;

    @Option(names = "--skip", paramLabel = "REVISION=REASON", description = "Only apply this revision; repeatable.")
    private Map<String, String> skip = new LinkedHashMap<>();

    @Option(names = "--app", paramLabel = "LABEL", description = "Verify only this Django application; repeatable.")
    private List<String> apps = new ArrayList<>();

    @Option(names = "--seed-rows", paramLabel = "N", description = "Everyday rows for each table (default: 3).")
    private int seedRows = 3;

    @Option(names = "--seed", paramLabel = "N", description = "Makes other values (default: 0).")
    private long seed;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "How long one step may take (default: 60).")
    private int timeout = 60;

    @Option(names = "--jobs", paramLabel = "N", description = "How many databases work at once (default: 1).")
    private int jobs = 1;

    @Option(names = "--random-walks", paramLabel = "N", description = "Walks of random steps at the end (default: 0).")
    private int randomWalks;

    @Mixin
    private Outputs outputs = new Outputs();

    VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (runner != null && !runner.equals("python") && !runner.equals("sql")) {
            throw new WrongUse("There is no runner '" + runner + "': use python or sql");
        }
        List<Outputs.Chosen> chosen = outputs.chosen();
        VerificationReport report;
        MigrationRunner.Factory factory;
        try {
            factory = runner();
            MigrationVerifier verifier = verifier(factory);
            report = endedInOrder(() -> revision == null ? verifier.verifyAll() : verifier.verifyOnly(revision));
        } catch (VerificationException e) {
            throw new WrongUse(String.valueOf(e.getMessage()), e);
        }
        write(report, factory instanceof OperationProject, chosen);
        if (!report.failed().isEmpty() || !report.walks().isEmpty()) {
            return ExitCode.FINDINGS;
        }
        boolean missed = report.brokenOff() != null || report.results().stream().anyMatch(this::isMissed);
        return missed ? ExitCode.INCOMPLETE : ExitCode.OK;
    }

    /** Whether a revision was to be verified and was not. */
    private boolean isMissed(RevisionResult result) {
        return result.skipped() != null && !skip.containsKey(result.revision().id()) && apps.isEmpty();
    }

    private void write(VerificationReport report, boolean asSql, List<Outputs.Chosen> chosen) throws IOException {
        boolean locks = report.database().startsWith(Dialect.POSTGRESQL.id());
        boolean all = chosen.stream().anyMatch(output -> !hasOwnText(output));
        Report read = locks || all ? read(report.database()) : null;
        LockComparison comparison = locks && read != null ? LockComparison.of(read) : LockComparison.NONE;
        VerificationOutput own = new VerificationOutput(report, asSql, comparison);
        PrintWriter out = spec.commandLine().getOut();
        for (Outputs.Chosen output : chosen) {
            if (hasOwnText(output) || read == null) {
                boolean json = output.format().name().equals("json");
                output.write(
                        (style, text) -> {
                            if (json) {
                                own.json(text);
                            } else {
                                own.table(text);
                            }
                        },
                        terminal,
                        out);
            } else {
                VerifiedReport verified = new VerifiedReport(report, read, project.shownFolder());
                // The page is for people, who want to see beside it what was read.
                boolean page = output.format() instanceof HtmlFormat;
                output.write(page ? verified.whole() : verified.seen(), terminal, out);
            }
        }
    }

    /** The table and the JSON of a verification say more than those of a check. */
    private static boolean hasOwnText(Outputs.Chosen output) {
        return output.format().name().equals("table") || output.format().name().equals("json");
    }

    /** What the migrations say, for the database that they ran on. */
    private Report read(String database) {
        Path folder = project.shownFolder();
        MrtConfig config = ConfigFile.find(folder).map(ConfigFile::read).orElse(MrtConfig.defaults()).toBuilder()
                .targets(List.of(target(database)))
                .build();
        return Mrt.builder().config(config).showRevisions(true).build().analyze(List.of(folder));
    }

    /** The target that a database is, such as {@code postgresql 15.14 (Debian …)}: its name and the first two numbers. */
    private static Target target(String database) {
        Matcher parts = DATABASE.matcher(database);
        return Target.parse(parts.find() ? parts.group(1) + ":" + parts.group(2) : database);
    }

    /** Python unless told otherwise or it is not there, which is said. */
    private MigrationRunner.Factory runner() {
        if ("sql".equals(runner)) {
            return project.withoutPython();
        }
        PythonProject python = project.find();
        Optional<String> missing = runner != null || project.wantsPython() ? Optional.empty() : python.missing();
        if (missing.isEmpty()) {
            return python;
        }
        PrintWriter err = spec.commandLine().getErr();
        err.println("mrt: " + missing.get()
                + ": the migrations run as SQL, without Python (--runner sql). For the project's"
                + " own run, install its requirements or name its interpreter with --python.");
        err.flush();
        return project.withoutPython();
    }

    /** Where the process is told to end meanwhile, it first removes its databases and stops its processes. */
    private static VerificationReport endedInOrder(Supplier<VerificationReport> work) {
        Thread worker = Thread.currentThread();
        CountDownLatch done = new CountDownLatch(1);
        Thread ending = new Thread(
                () -> {
                    worker.interrupt();
                    try {
                        done.await(MOST_SECONDS_TO_END, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "mrt-ending");
        Runtime.getRuntime().addShutdownHook(ending);
        try {
            return work.get();
        } finally {
            done.countDown();
            try {
                Runtime.getRuntime().removeShutdownHook(ending);
            } catch (IllegalStateException processEnds) {
                // The process is ending, and has just been waiting for us.
            }
        }
    }

    private MigrationVerifier verifier(MigrationRunner.Factory factory) {
        MigrationVerifier.Builder builder = MigrationVerifier.builder(factory)
                .disposable(disposable)
                .seedRows(seedRows)
                .seed(seed)
                .apps(Set.copyOf(apps))
                .timeout(Duration.ofSeconds(timeout))
                .jobs(jobs)
                .randomWalks(randomWalks);
        String url = database == null ? System.getenv("MRT_DATABASE_URL") : database;
        if (url != null && !url.isEmpty()) {
            builder.database(url);
        }
        if (inPlace) {
            builder.inPlace();
        }
        if (minimumRevision != null) {
            builder.minimumRevision(minimumRevision);
        }
        skip.forEach(builder::skip);
        if (!outputs.quiet() && terminal.interactive()) {
            builder.listener(new VerificationProgress(spec.commandLine().getErr()));
        }
        return builder.build();
    }
}
