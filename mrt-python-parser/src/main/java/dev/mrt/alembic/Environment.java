// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.alembic;

import dev.mrt.evaluation.Interpreter;
import dev.mrt.evaluation.Limits;
import dev.mrt.evaluation.ProjectModules;
import dev.mrt.migration.MigrationProject;
import dev.mrt.migration.Step;
import dev.mrt.source.MigrationSource;
import org.jspecify.annotations.Nullable;

/**
 * What the environment of a project, its {@code env.py}, says about all migrations. Immutable.
 *
 * @param script the environment's file, or null where it is not at hand
 * @param naming how constraints without a name are named
 * @param autocommit whether each statement of a migration is a transaction of its own
 * @see <a href="https://alembic.sqlalchemy.org/en/latest/api/runtime.html#alembic.runtime.environment.EnvironmentContext.configure">
 *     EnvironmentContext.configure</a>
 */
record Environment(@Nullable MigrationSource script, NamingConvention naming, boolean autocommit) {

    /** An environment of which nothing is known. */
    static final Environment UNKNOWN = new Environment(null, NamingConvention.DEFAULT, false);

    /** What a script says, evaluated as a migration is. */
    static Environment of(MigrationSource script, ProjectModules modules) {
        AlembicHost host = new AlembicHost(UNKNOWN);
        Interpreter interpreter = new Interpreter(script, modules, host, Limits.DEFAULT);
        interpreter.evaluate(script);
        EnvironmentCalls calls = host.environment();
        return new Environment(script, calls.naming(interpreter), calls.isAutocommit());
    }

    /** How the steps of a migration run, as long as it says nothing else. */
    Step.Context context() {
        return autocommit ? Step.Context.PLAIN.inAutocommit() : Step.Context.PLAIN;
    }

    /** The script in the project's own directory, otherwise the nearest one above its migrations; null where there is none. */
    static @Nullable MigrationSource find(MigrationProject project, ProjectModules modules) {
        MigrationSource own = script(project.root(), modules);
        if (own != null || project.sources().isEmpty()) {
            return own;
        }
        String directory = parent(project.sources().get(0).path());
        while (!directory.isEmpty()) {
            MigrationSource script = script(directory, modules);
            if (script != null) {
                return script;
            }
            directory = parent(directory);
        }
        return script("", modules);
    }

    private static @Nullable MigrationSource script(String directory, ProjectModules modules) {
        MigrationSource source = modules.file(directory.isEmpty() ? "env.py" : directory + "/env.py");
        return source != null && source.text().contains("run_migrations") ? source : null;
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }
}
