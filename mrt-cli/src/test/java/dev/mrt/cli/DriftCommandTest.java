// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.verify.AlembicFixture;
import dev.mrt.verify.TestPython;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mrt drift} prints and how it ends, with the real Alembic. */
class DriftCommandTest {

    @TempDir
    private Path folder;

    private void project(String models) {
        AlembicFixture.in(folder)
                .env("import sqlalchemy as sa\nmetadata = sa.MetaData()\nsa.Table('users', metadata, " + models + ")\n"
                        + AlembicFixture.TEMPLATE_ENV.replace("target_metadata=None", "target_metadata=metadata"))
                .revision(
                        "001",
                        "op.create_table('users', sa.Column('id', sa.Integer, primary_key=True))",
                        "op.drop_table('users')");
    }

    private CommandRun drift(String... further) {
        String[] arguments = {
            "drift", folder.toString(), "--python", TestPython.interpreter().toString()
        };
        return CommandRun.of(
                Stream.of(arguments, further).flatMap(Arrays::stream).toArray(String[]::new));
    }

    @Test
    void differences_are_listed_and_counted() {
        project("sa.Column('id', sa.Integer, primary_key=True), sa.Column('phone', sa.String)");
        CommandRun run = drift();
        assertThat(run.out()).isEqualTo("""
                missing      column `users.phone` is missing: only the models have it
                1 difference
                """);
        assertThat(run.exit()).isEqualTo(ExitCode.FINDINGS);
        assertThat(drift("--format", "json").out()).isEqualTo("""
                [
                  {
                    "kind": "missing",
                    "object": "column",
                    "subject": "users.phone",
                    "found": null,
                    "models": null,
                    "message": "column `users.phone` is missing: only the models have it"
                  }
                ]
                """);
    }

    @Test
    void models_that_agree_are_no_finding() {
        project("sa.Column('id', sa.Integer, primary_key=True)");
        CommandRun run = drift();
        assertThat(run.out()).isEqualTo("No difference\n");
        assertThat(run.exit()).isEqualTo(ExitCode.OK);
    }

    @Test
    void wrong_use_and_what_cannot_be_compared_differ() {
        assertThat(drift().exit()).isEqualTo(ExitCode.USAGE);
        assertThat(drift().err()).contains("There is no alembic.ini");
        project("sa.Column('id', sa.Integr)");
        CommandRun run = drift();
        assertThat(run.exit()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(run.err()).contains("has no attribute 'Integr'", "migrations/env.py:3");
        assertThat(drift("--live", "nonsense").exit()).isEqualTo(ExitCode.USAGE);
    }
}
