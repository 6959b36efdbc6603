// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes an Alembic project, revision by revision, each on top of the one before. */
public final class AlembicFixture {

    public static final String TEMPLATE_ENV = """
            from alembic import context
            from sqlalchemy import engine_from_config, pool

            config = context.config
            connectable = engine_from_config(
                config.get_section(config.config_ini_section, {}), prefix="sqlalchemy.", poolclass=pool.NullPool
            )
            with connectable.connect() as connection:
                context.configure(connection=connection, target_metadata=None)
                with context.begin_transaction():
                    context.run_migrations()
            """;

    private final Path folder;
    private String last = "None";

    private AlembicFixture(Path folder) {
        this.folder = folder;
    }

    public static AlembicFixture in(Path folder) {
        AlembicFixture fixture = new AlembicFixture(folder);
        fixture.write("alembic.ini", "[alembic]\nscript_location = %(here)s/migrations\nsqlalchemy.url = sqlite://\n");
        fixture.write("migrations/env.py", TEMPLATE_ENV);
        return fixture;
    }

    /** One that was written already. */
    static AlembicFixture at(Path folder) {
        return new AlembicFixture(folder);
    }

    public AlembicFixture env(String source) {
        write("migrations/env.py", source);
        return this;
    }

    /** A revision behind the last; bodies are Python statements, one a line. */
    public AlembicFixture revision(String id, String upgrade, String downgrade) {
        return revisionOn(last, id, upgrade, downgrade);
    }

    /** A revision behind others, as Python source of {@code down_revision}. */
    AlembicFixture revisionOn(String parents, String id, String upgrade, String downgrade) {
        write(
                "migrations/versions/" + id + ".py",
                "revision = '" + id + "'\ndown_revision = " + parents + "\n"
                        + "import os, subprocess, sys, time\nimport sqlalchemy as sa\nfrom alembic import op\nfrom sqlalchemy.dialects import postgresql\n\n\n"
                        + "def upgrade():\n" + upgrade.indent(4) + "    pass\n\n\n"
                        + (downgrade.isEmpty() ? "" : "def downgrade():\n" + downgrade.indent(4)));
        last = "'" + id + "'";
        return this;
    }

    public AlembicProject project() {
        return AlembicProject.of(folder.resolve("alembic.ini"))
                .withPython(TestPython.interpreter())
                .withEnvironment(Map.of("PYTHONDONTWRITEBYTECODE", "1"));
    }

    public void write(String path, String text) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
