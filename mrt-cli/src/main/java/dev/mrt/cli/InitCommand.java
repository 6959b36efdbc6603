// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.schema.Target;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mrt init}: a configuration, a CI job and a JUnit test to start from. Never changes a file that is there. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Writes a configuration, a CI job and a pre-commit entry for a project, and a JUnit test for one with a pom.xml"
                        + " or build.gradle. Changes no file that exists.",
        footer = {"", "Example:", "  mrt init --ci github"})
final class InitCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "DIRECTORY", description = "The project (default: the current directory).")
    private Path directory = Path.of("");

    @Option(
            names = "--ci",
            paramLabel = "SERVER",
            description = "Also for: github, gitlab, jenkins or none (default: what the project has).")
    private String ci = "";

    @Option(
            names = "--target",
            paramLabel = "DATABASE[:VERSION]",
            description = "The database (default: as alembic.ini or Django's settings say).")
    private String target = "";

    @Option(names = "--pre-commit", description = "Also write .pre-commit-config.yaml.")
    private boolean preCommit;

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(directory.toAbsolutePath())) {
            throw new WrongUse("There is no directory '" + directory + "'. Check the path.");
        }
        String database = target.isEmpty() ? ProjectDatabase.of(directory.toAbsolutePath()) : checked(target);
        write("mrt.toml", template("mrt.toml").replace("@target@", database));
        for (String server : servers()) {
            switch (server) {
                case "github" -> write(".github/workflows/mrt.yml", template("github.yml"));
                case "gitlab" -> write("mrt.gitlab-ci.yml", template("gitlab.yml"));
                case "jenkins" -> write("mrt.Jenkinsfile", template("Jenkinsfile"));
                case "none" -> {
                    // Asked for nothing.
                }
                default -> throw new WrongUse("--ci: use github, gitlab, jenkins or none, not '" + server + "'");
            }
        }
        if (preCommit) {
            write(".pre-commit-config.yaml", template("pre-commit.yaml"));
        }
        if (isJvmProject()) {
            write(
                    "src/test/java/migrations/MigrationsTest.java",
                    template("MigrationsTest.java").replace("@project@", migrations()));
            spec.commandLine().getOut().println("Add dev.mrt:mrt-junit to the test dependencies: docs/junit.md");
        }
        spec.commandLine()
                .getOut()
                .println("Next: mrt check " + (directory.toString().isEmpty() ? "" : directory));
        return ExitCode.OK;
    }

    private static String checked(String target) {
        try {
            Target.parse(target);
        } catch (IllegalArgumentException e) {
            throw new WrongUse("--target: " + e.getMessage(), e);
        }
        return target;
    }

    private boolean isJvmProject() {
        return List.of("pom.xml", "build.gradle", "build.gradle.kts").stream()
                .anyMatch(name -> Files.exists(directory.resolve(name)));
    }

    /** The folder of the migrations' project as a test of this directory sees it: the nearest that has one. */
    private String migrations() throws IOException {
        try (Stream<Path> files = Files.find(
                directory.toAbsolutePath(),
                3,
                (file, attributes) -> file.endsWith("alembic.ini") || file.endsWith("manage.py"))) {
            return files.map(file -> directory.toAbsolutePath().relativize(Objects.requireNonNull(file.getParent())))
                    .filter(folder -> !folder.startsWith(".venv") && !folder.startsWith("target"))
                    .min(Comparator.comparing(Path::getNameCount).thenComparing(Comparator.naturalOrder()))
                    .map(folder -> folder.toString().isEmpty()
                            ? "."
                            : folder.toString().replace('\\', '/'))
                    .orElse(".");
        }
    }

    private List<String> servers() {
        if (!ci.isEmpty()) {
            return List.of(ci.split(","));
        }
        List<String> found = new ArrayList<>();
        if (Files.isDirectory(directory.resolve(".github"))) {
            found.add("github");
        }
        if (Files.exists(directory.resolve(".gitlab-ci.yml"))) {
            found.add("gitlab");
        }
        if (Files.exists(directory.resolve("Jenkinsfile"))) {
            found.add("jenkins");
        }
        return found;
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        if (Files.exists(file)) {
            spec.commandLine().getOut().println("kept   " + file + ", which exists");
            return;
        }
        try {
            Path parent = file.toAbsolutePath().getParent();
            Files.createDirectories(Objects.requireNonNull(parent));
        } catch (IOException e) {
            throw new CannotWrite(file, e);
        }
        WholeFile.write(file, text);
        spec.commandLine().getOut().println("wrote  " + file);
    }

    private static String template(String name) throws IOException {
        try (InputStream in = InitCommand.class.getResourceAsStream("init/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
