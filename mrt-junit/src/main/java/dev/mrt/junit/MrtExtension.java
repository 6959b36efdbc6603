// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.junit;

import dev.mrt.config.MrtConfig;
import dev.mrt.rule.RiskRule;
import dev.mrt.verify.DatabaseUrl;
import dev.mrt.verify.MigrationVerifier;
import dev.mrt.verify.PythonProject;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link MrtFixture}: the migrations of a project on a scratch database of their own.
 *
 * <pre>{@code
 * class MigrationsTest {
 *     @RegisterExtension
 *     static final MrtExtension MRT = MrtExtension.builder().path(Path.of("backend")).build();
 *
 *     @Test
 *     void everyMigrationCanBeRolledBack(MrtFixture mrt) {
 *         mrt.assertAllReversible();
 *     }
 * }
 * }</pre>
 *
 * <p>What is not told to the {@linkplain #builder() builder} comes from {@link MrtProject}, then from the configuration
 * parameters {@code mrt.path}, {@code mrt.settings}, {@code mrt.python}, {@code mrt.database}, {@code mrt.seed-rows} and
 * {@code mrt.timeout} (seconds) of the JUnit platform, then from {@code MRT_DATABASE_URL} in the environment and from the
 * project's {@code mrt.toml}, whose skipped revisions hold here, too. With nothing told, the project is looked for in the
 * working directory.
 *
 * <p>Each test has a fixture of its own, which its {@code @BeforeEach} and {@code @AfterEach} methods share, so that tests may
 * run in parallel. A fixture that a {@code @BeforeAll} method asks for is one for itself. It is closed with the test.
 *
 * <p>Immutable and thread-safe.
 */
public final class MrtExtension implements ParameterResolver, BeforeAllCallback, BeforeEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(MrtExtension.class);
    private static final String CHOSEN = "chosen";

    private final List<Consumer<FixtureSettings>> told;
    private final boolean built;

    /** An extension without settings of its own, for {@code @ExtendWith}. */
    public MrtExtension() {
        this(List.of(), false);
    }

    private MrtExtension(List<Consumer<FixtureSettings>> told, boolean built) {
        this.told = List.copyOf(told);
        this.built = built;
    }

    /** Starts to describe an extension for a field with {@code @RegisterExtension}. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        choose(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        choose(context);
    }

    /** Where a class has one of both kinds, such as with {@link MrtTests} and a field, the one that was built counts. */
    private void choose(ExtensionContext context) {
        if (built) {
            context.getStore(NAMESPACE).put(CHOSEN, this);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getParameter().getType() != MrtFixture.class) {
            return false;
        }
        Object chosen = context.getStore(NAMESPACE).get(CHOSEN);
        return chosen == null || chosen == this;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getDeclaringExecutable() instanceof Constructor) {
            throw new ParameterResolutionException(
                    "A MrtFixture belongs to one test: ask for it in the test method or in @BeforeEach");
        }
        Store store = context.getStore(NAMESPACE);
        // A key of its own: a store also finds what the contexts above it hold.
        return store.getOrComputeIfAbsent(
                        context.getUniqueId(), key -> new Held(FixtureSettings.of(context, told)), Held.class)
                .fixture;
    }

    /** Closes the fixture with the store, in JUnit 5 and 6. */
    @SuppressWarnings("try") // close() is what both interfaces ask for
    private static final class Held implements Store.CloseableResource, AutoCloseable {
        private final MrtFixture fixture;

        Held(FixtureSettings settings) {
            fixture = new MrtFixture(settings);
        }

        @Override
        public void close() {
            fixture.close();
        }
    }

    /** Describes a {@link MrtExtension}. What is told later counts. Not thread-safe. */
    public static final class Builder {

        private final List<Consumer<FixtureSettings>> told = new ArrayList<>();

        private Builder() {}

        private Builder tell(Consumer<FixtureSettings> setting) {
            told.add(setting);
            return this;
        }

        /** The project's folder, its {@code alembic.ini}, {@code pyproject.toml} or {@code manage.py}. */
        public Builder path(Path path) {
            Objects.requireNonNull(path, "path");
            return tell(settings -> settings.path(path));
        }

        /** Django's settings module, unless it is the one of {@code manage.py}. */
        public Builder settings(String module) {
            Objects.requireNonNull(module, "module");
            return tell(settings -> settings.module(module));
        }

        /** The interpreter of the project's environment, unless it is in {@code .venv}, {@code VIRTUAL_ENV} or {@code PATH}. */
        public Builder python(Path interpreter) {
            Objects.requireNonNull(interpreter, "interpreter");
            return tell(settings -> settings.python(interpreter));
        }

        /** The project itself, where path, settings and interpreter do not say enough: {@code -x} arguments, environment. */
        public Builder project(PythonProject project) {
            Objects.requireNonNull(project, "project");
            return tell(settings -> settings.project(project));
        }

        /**
         * A database on the server where scratch databases are made, as SQLAlchemy or JDBC URL. Without one the migrations run
         * in SQLite files.
         */
        public Builder database(String url) {
            Objects.requireNonNull(url, "url");
            return tell(settings -> settings.database(() -> DatabaseUrl.parse(url)));
        }

        /** As {@link #database(String)}, asked when a test first needs it, such as for a container that is started later. */
        public Builder database(Supplier<String> url) {
            Objects.requireNonNull(url, "url");
            return tell(settings -> settings.database(() -> DatabaseUrl.parse(url.get())));
        }

        /**
         * The server of a data source, asked when a test first needs it. Migrations connect by themselves, so that the login
         * must be known; the user must be allowed to make databases.
         *
         * @param password the password, or null where none is asked for
         */
        public Builder dataSource(Supplier<? extends DataSource> source, String user, @Nullable String password) {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(user, "user");
            return tell(settings -> settings.verifier(verifier -> verifier.database(source.get(), user, password)));
        }

        /** Everything else of the verifier: rows of one's own, skipped revisions, applications, time limits. */
        public Builder verifier(Consumer<MigrationVerifier.Builder> more) {
            Objects.requireNonNull(more, "more");
            return tell(settings -> settings.verifier(more));
        }

        /** The configuration of the static checks instead of the project's {@code mrt.toml}. */
        public Builder config(MrtConfig config) {
            Objects.requireNonNull(config, "config");
            return tell(settings -> settings.config(config));
        }

        /** A rule beside the built-in ones. */
        public Builder rule(RiskRule rule) {
            Objects.requireNonNull(rule, "rule");
            return tell(settings -> settings.rule(rule));
        }

        /** The extension. */
        public MrtExtension build() {
            return new MrtExtension(told, true);
        }
    }
}
