// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.junit;

import dev.mrt.Mrt;
import dev.mrt.config.ConfigFile;
import dev.mrt.config.MrtConfig;
import dev.mrt.rule.RiskRule;
import dev.mrt.verify.DatabaseUrl;
import dev.mrt.verify.MigrationVerifier;
import dev.mrt.verify.PythonProject;
import dev.mrt.verify.VerificationException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** What a fixture works on, put together from the weakest source to the strongest. Belongs to one thread. */
final class FixtureSettings {

    private Path path = Path.of("");
    private @Nullable String module;
    private @Nullable Path python;
    private @Nullable PythonProject project;
    private @Nullable Supplier<DatabaseUrl> database;
    private @Nullable MrtConfig config;
    private final List<Consumer<MigrationVerifier.Builder>> verifier = new ArrayList<>();
    private final List<RiskRule> rules = new ArrayList<>();

    private FixtureSettings() {}

    /** The settings for a test: the environment's, then the platform's, then the annotation's, then those told in code. */
    static FixtureSettings of(ExtensionContext context, List<Consumer<FixtureSettings>> told) {
        FixtureSettings settings = new FixtureSettings();
        String url = System.getenv("MRT_DATABASE_URL");
        if (url != null && !url.isEmpty()) {
            settings.database(() -> DatabaseUrl.parse(url));
        }
        settings.readParameters(context);
        context.getTestClass().ifPresent(settings::readAnnotation);
        told.forEach(setting -> setting.accept(settings));
        return settings;
    }

    private void readParameters(ExtensionContext context) {
        context.getConfigurationParameter("mrt.path").map(Path::of).ifPresent(this::path);
        context.getConfigurationParameter("mrt.settings").ifPresent(this::module);
        context.getConfigurationParameter("mrt.python").map(Path::of).ifPresent(this::python);
        context.getConfigurationParameter("mrt.database").ifPresent(given -> database(() -> DatabaseUrl.parse(given)));
        number(context, "mrt.seed-rows").ifPresent(rows -> verifier(builder -> builder.seedRows(rows)));
        number(context, "mrt.timeout")
                .ifPresent(seconds -> verifier(builder -> builder.timeout(Duration.ofSeconds(seconds))));
    }

    private static Optional<Integer> number(ExtensionContext context, String name) {
        Function<String, Integer> parse = text -> {
            try {
                return Integer.valueOf(text.strip());
            } catch (NumberFormatException e) {
                throw new VerificationException(
                        "The configuration parameter " + name + " must be a whole number, not '" + text + "'", e);
            }
        };
        return context.getConfigurationParameter(name, parse);
    }

    /** The annotation of the class, of one that it extends, or of one around it. */
    private void readAnnotation(Class<?> testClass) {
        for (Class<?> type = testClass; type != null; type = type.getEnclosingClass()) {
            MrtProject found =
                    AnnotationSupport.findAnnotation(type, MrtProject.class).orElse(null);
            if (found != null) {
                read(found);
                return;
            }
        }
    }

    private void read(MrtProject annotation) {
        if (!annotation.value().isEmpty()) {
            path(Path.of(annotation.value()));
        }
        if (!annotation.settings().isEmpty()) {
            module(annotation.settings());
        }
        if (!annotation.python().isEmpty()) {
            python(Path.of(annotation.python()));
        }
        if (!annotation.database().isEmpty()) {
            database(() -> DatabaseUrl.parse(annotation.database()));
        }
        for (String entry : annotation.skip()) {
            int equal = entry.indexOf('=');
            if (equal < 1 || entry.substring(equal + 1).isBlank()) {
                throw new VerificationException(
                        "@MrtProject(skip = \"" + entry + "\") must say why: write \"revision=reason\"");
            }
            verifier(builder -> builder.skip(
                    entry.substring(0, equal).strip(),
                    entry.substring(equal + 1).strip()));
        }
        if (!annotation.minimumRevision().isEmpty()) {
            verifier(builder -> builder.minimumRevision(annotation.minimumRevision()));
        }
        if (annotation.seedRows() >= 0) {
            verifier(builder -> builder.seedRows(annotation.seedRows()));
        }
        if (annotation.timeoutSeconds() >= 0) {
            verifier(builder -> builder.timeout(Duration.ofSeconds(annotation.timeoutSeconds())));
        }
    }

    void path(Path value) {
        path = value;
    }

    void module(String value) {
        module = value;
    }

    void python(Path value) {
        python = value;
    }

    void project(PythonProject value) {
        project = value;
    }

    void database(Supplier<DatabaseUrl> value) {
        database = value;
    }

    void verifier(Consumer<MigrationVerifier.Builder> more) {
        verifier.add(more);
    }

    void config(MrtConfig value) {
        config = value;
    }

    void rule(RiskRule value) {
        rules.add(value);
    }

    /**
     * The project.
     *
     * @throws VerificationException where there is none at the path
     */
    PythonProject findProject() {
        PythonProject found = project == null ? PythonProject.find(path, module) : project;
        return python == null ? found : found.withPython(python);
    }

    /** A verifier of a project; what {@code mrt.toml} skips is skipped. */
    MigrationVerifier verifierOf(PythonProject found) {
        MigrationVerifier.Builder builder = MigrationVerifier.builder(found);
        MrtConfig file = configOf(found);
        file.skip().forEach(builder::skip);
        file.minRevision().ifPresent(builder::minimumRevision);
        if (database != null) {
            builder.database(database.get());
        }
        verifier.forEach(more -> more.accept(builder));
        return builder.build();
    }

    /** The static analysis of a project. */
    Mrt analysisOf(PythonProject found) {
        Mrt.Builder builder = Mrt.builder().config(configOf(found)).showRevisions(true);
        rules.forEach(builder::rule);
        return builder.build();
    }

    private MrtConfig configOf(PythonProject found) {
        return config == null
                ? ConfigFile.find(found.folder()).map(ConfigFile::read).orElse(MrtConfig.defaults())
                : config;
    }
}
