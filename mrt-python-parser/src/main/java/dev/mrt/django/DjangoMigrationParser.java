// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import com.google.auto.service.AutoService;
import dev.mrt.evaluation.ProjectModules;
import dev.mrt.evaluation.UnreadSource;
import dev.mrt.migration.Framework;
import dev.mrt.migration.Memory;
import dev.mrt.migration.Migration;
import dev.mrt.migration.MigrationParser;
import dev.mrt.migration.MigrationProject;
import dev.mrt.migration.Workers;
import dev.mrt.python.Module;
import dev.mrt.python.ParsedSource;
import dev.mrt.python.parser.PythonParser;
import dev.mrt.source.MigrationSource;
import dev.mrt.source.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads Django migrations: evaluates every file by itself, then goes through all of them in the order of their dependencies
 * with the state of the models, as Django does, to learn what each operation does to the database in both directions.
 *
 * <p>Stateless and thread-safe.
 */
@AutoService(MigrationParser.class)
public final class DjangoMigrationParser implements MigrationParser {

    /** Made by {@link java.util.ServiceLoader}. */
    public DjangoMigrationParser() {}

    /** What one file gave. */
    private record Outcome(
            @Nullable EvaluatedMigration migration,
            @Nullable Problem problem) {}

    @Override
    public Framework framework() {
        return Framework.DJANGO;
    }

    @Override
    public Optional<String> whyNot(MigrationSource source) {
        String text = source.text();
        if (text.indexOf("class Migration") < 0) {
            return Optional.of("no class Migration");
        }
        boolean imports = text.contains("django.db") || text.contains("migrations.Migration");
        return imports ? Optional.empty() : Optional.of("imports nothing of django.db");
    }

    @Override
    public Parsed parse(MigrationProject project, Workers workers, Memory memory) {
        ProjectModules modules = new ProjectModules(project.lookup(), DjangoMigrationParser::tree);
        AppLabels labels = new AppLabels(project.sources(), project.lookup());
        List<Outcome> outcomes = workers.map(
                project.sources(),
                source -> memory.recall(
                        new File(source, labels.of(source)), file -> read(file.source(), file.app(), modules)));
        List<EvaluatedMigration> evaluated = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            if (outcome.migration() != null) {
                evaluated.add(outcome.migration());
            }
            if (outcome.problem() != null) {
                problems.add(outcome.problem());
            }
        }
        ProjectSettings settings = new SettingsFinder(project.lookup()).find(evaluated);
        List<Migration> migrations = lower(evaluated, settings, problems);
        migrations.sort(
                (left, right) -> left.source().path().compareTo(right.source().path()));
        return new Parsed(migrations, problems);
    }

    /** What the evaluation of one file depends on. */
    private record File(MigrationSource source, String app) {}

    private static Optional<Module> tree(MigrationSource source) {
        ParsedSource parsed = PythonParser.create().parse(source.text());
        return parsed.isValid() ? Optional.of(parsed.module()) : Optional.empty();
    }

    private static Outcome read(MigrationSource source, String app, ProjectModules modules) {
        try {
            ParsedSource parsed = PythonParser.create().parse(source.text());
            if (!parsed.isValid()) {
                return new Outcome(
                        null, UnreadSource.invalid(source, parsed.errors().get(0)));
            }
            EvaluatedMigration migration = MigrationReader.read(source, parsed, app, modules);
            return new Outcome(migration, null);
        } catch (RuntimeException | StackOverflowError defect) {
            return new Outcome(null, UnreadSource.defect(source, defect));
        }
    }

    private static List<Migration> lower(
            List<EvaluatedMigration> evaluated, ProjectSettings settings, List<Problem> problems) {
        MigrationGraph graph = new MigrationGraph(evaluated, settings);
        MigrationLowering lowering = new MigrationLowering(graph, settings);
        List<Migration> migrations = new ArrayList<>(evaluated.size());
        for (EvaluatedMigration migration : graph.ordered()) {
            try {
                migrations.add(lowering.lower(migration));
            } catch (RuntimeException | StackOverflowError defect) {
                problems.add(UnreadSource.defect(migration.source(), defect));
            }
        }
        return migrations;
    }
}
