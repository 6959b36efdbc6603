// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.cli.format.JsonWriter;
import dev.mrt.verify.DatabaseUrl;
import dev.mrt.verify.MigrationVerifier;
import dev.mrt.verify.ModelDifference;
import dev.mrt.verify.VerificationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mrt drift}: holds the models of a project against its migrations or against a database. */
@Command(
        name = "drift",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Tells in what the models of a project differ from what its migrations make of an empty database,"
                + " or from a database that is in use.",
        footer = {
            "",
            "Alembic's models are the target_metadata of env.py; Django's are compared as makemigrations does.",
            "",
            "Examples:",
            "  mrt drift",
            "  mrt drift backend --database postgresql://tester@localhost/postgres",
            "  mrt drift backend --live postgresql://reader@db.example/shop",
            "",
            "Exit codes: 0 no difference, 1 differences, 2 wrong use, 3 the models could not be compared."
        })
final class DriftCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Option(
            names = "--database",
            paramLabel = "URL",
            description =
                    "A database on the server where a scratch database is made and migrated, as SQLAlchemy or JDBC"
                            + " URL; also MRT_DATABASE_URL in the environment (default: a SQLite file).")
    private @Nullable String database;

    @Option(
            names = "--live",
            paramLabel = "URL",
            description = "Compare with this database as it is, in sessions that cannot write; also"
                    + " MRT_LIVE_DATABASE_URL in the environment, where a password is better kept.")
    private @Nullable String live;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "How long one migration may take (default: 60).")
    private int timeout = 60;

    @Option(names = "--format", paramLabel = "FORMAT", description = "table or json (default: table).")
    private String format = "table";

    @Override
    public Integer call() throws IOException {
        if (!format.equals("table") && !format.equals("json")) {
            throw new WrongUse("There is no format '" + format + "': use table or json");
        }
        String inUse = orEnvironment(live, "MRT_LIVE_DATABASE_URL");
        MigrationVerifier verifier;
        DatabaseUrl liveUrl;
        try {
            MigrationVerifier.Builder builder =
                    MigrationVerifier.builder(project.find()).timeout(Duration.ofSeconds(timeout));
            String server = orEnvironment(database, "MRT_DATABASE_URL");
            if (server != null) {
                builder.database(server);
            }
            verifier = builder.build();
            liveUrl = inUse == null ? null : DatabaseUrl.parse(inUse);
        } catch (VerificationException e) {
            throw new WrongUse(String.valueOf(e.getMessage()), e);
        }
        List<ModelDifference> differences;
        try {
            differences = liveUrl == null ? verifier.modelDifferences() : verifier.modelDifferencesOf(liveUrl);
        } catch (VerificationException e) {
            spec.commandLine().getErr().println("mrt: " + e.getMessage());
            return ExitCode.INCOMPLETE;
        }
        PrintWriter out = spec.commandLine().getOut();
        if (format.equals("json")) {
            json(differences, out);
        } else {
            table(differences, out);
        }
        return differences.isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private static @Nullable String orEnvironment(@Nullable String given, String variable) {
        String url = given == null ? System.getenv(variable) : given;
        return url == null || url.isEmpty() ? null : url;
    }

    private static void table(List<ModelDifference> differences, PrintWriter out) {
        for (ModelDifference difference : differences) {
            out.printf("%-11s  %s%n", difference.kind().words(), difference.sentence());
        }
        int count = differences.size();
        out.println(count == 0 ? "No difference" : count + (count == 1 ? " difference" : " differences"));
    }

    /** The shape is documented in {@code docs/json.md}. */
    private static void json(List<ModelDifference> differences, PrintWriter out) throws IOException {
        JsonWriter json = new JsonWriter(out);
        json.beginArray();
        for (ModelDifference difference : differences) {
            json.beginObject()
                    .member("kind", difference.kind().words())
                    .member("object", difference.object())
                    .member("subject", difference.subject())
                    .member("found", difference.found())
                    .member("models", difference.inModels())
                    .member("message", difference.sentence())
                    .endObject();
        }
        json.endArray();
    }
}
