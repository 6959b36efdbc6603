// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.config.ConfigFile;
import dev.mrt.config.ConfigurationException;
import dev.mrt.config.MrtConfig;
import dev.mrt.schema.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What to analyse and what to assume: the options that the commands share which analyse. */
final class AnalysisOptions {

    @Parameters(
            arity = "0..*",
            paramLabel = "PATH",
            description =
                    "What to analyse (default: the current directory): a migration, a versions directory, a directory"
                            + " with alembic.ini or pyproject.toml, a Django project, or a repository that holds several of these.")
    private List<Path> paths = List.of();

    @Option(
            names = "--target",
            split = ",",
            paramLabel = "DATABASE[:VERSION]",
            description =
                    "The database to assume, such as postgresql:14 (default: postgresql). Several: the worst counts.")
    private List<String> targets = List.of();

    @Option(
            names = "--select",
            split = ",",
            paramLabel = "RULE",
            description = "Run only these rules: codes (MRT201), beginnings of codes (MRT2), names or categories.")
    private List<String> select = List.of();

    @Option(names = "--ignore", split = ",", paramLabel = "RULE", description = "Leave these rules out.")
    private List<String> ignore = List.of();

    @Option(names = "--check-compat", description = "Also report what breaks old code while a deployment rolls on.")
    private boolean checkCompat;

    @Option(
            names = "--since",
            paramLabel = "REVISION",
            description = "Report only what came after a revision or a git reference.")
    private @Nullable String since;

    @Option(
            names = "--min-revision",
            paramLabel = "REVISION",
            description = "Report only a revision and what came after it.")
    private @Nullable String minRevision;

    @Option(names = "--baseline", paramLabel = "FILE", description = "Suppress the findings that this file lists.")
    private @Nullable Path baseline;

    @Option(
            names = "--min-coverage",
            paramLabel = "PERCENT",
            description = "Fail with 3 where a smaller share of the operations was understood.")
    private @Nullable Double minCoverage;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Read this configuration instead of the nearest mrt.toml or pyproject.toml.")
    private @Nullable Path config;

    @Option(names = "--jobs", paramLabel = "N", description = "How many threads to use (default: one per core).")
    private int jobs = Runtime.getRuntime().availableProcessors();

    /** The paths, relative where they are below the current directory, so that reports fit the repository. */
    List<Path> paths() throws IOException {
        if (paths.isEmpty()) {
            return List.of(Path.of("."));
        }
        List<Path> relative = new ArrayList<>();
        for (Path path : paths) {
            relative.add(relative(path));
        }
        return NamedPaths.toRead(relative);
    }

    /** A path relative to the current directory where it is below that. */
    static Path relative(Path path) {
        Path here = Path.of("").toAbsolutePath();
        boolean below = path.isAbsolute() && path.startsWith(here) && !path.equals(here);
        return below ? here.relativize(path) : path;
    }

    /** Sets the paths as picocli would. */
    void paths(List<Path> values) {
        paths = List.copyOf(values);
    }

    /** The first path that is not there, or null. The others are analysed all the same, and every format is written. */
    @Nullable
    Path missing() {
        for (Path path : paths) {
            if (!Files.exists(path)) {
                return path;
            }
        }
        return null;
    }

    /** The configuration: the file's, changed by the options. */
    MrtConfig config() throws IOException {
        MrtConfig.Builder builder = base().toBuilder();
        if (!targets.isEmpty()) {
            List<Target> parsed = new ArrayList<>();
            for (String target : targets) {
                parsed.add(target(target));
            }
            builder.targets(parsed);
        }
        if (!select.isEmpty()) {
            builder.selectOnly(select.toArray(new String[0]));
        }
        builder.ignore(ignore.toArray(new String[0]));
        if (checkCompat) {
            builder.checkCompat(true);
        }
        if (since != null) {
            builder.since(since);
        }
        if (minRevision != null) {
            builder.minRevision(minRevision);
        }
        if (baseline != null) {
            builder.baseline(baseline);
        }
        if (minCoverage != null) {
            try {
                builder.minCoverage(minCoverage);
            } catch (IllegalArgumentException e) {
                throw new WrongUse("--min-coverage: " + e.getMessage(), e);
            }
        }
        return builder.build();
    }

    private MrtConfig base() throws IOException {
        if (config != null) {
            if (!Files.isRegularFile(config)) {
                throw new WrongUse("There is no configuration file '" + config + "'. Check --config.");
            }
            return ConfigFile.read(config);
        }
        return ConfigFile.find(paths().get(0)).map(ConfigFile::read).orElse(MrtConfig.defaults());
    }

    private static Target target(String text) {
        try {
            return Target.parse(text);
        } catch (IllegalArgumentException e) {
            throw new WrongUse("--target: " + e.getMessage(), e);
        }
    }

    /** How many threads to use. */
    int jobs() {
        if (jobs < 1) {
            throw new ConfigurationException("--jobs: the number of threads must be at least 1, not " + jobs);
        }
        return jobs;
    }
}
