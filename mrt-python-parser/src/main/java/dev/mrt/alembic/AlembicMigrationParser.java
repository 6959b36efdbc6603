// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.alembic;

import com.google.auto.service.AutoService;
import dev.mrt.evaluation.FunctionValue;
import dev.mrt.evaluation.Interpreter;
import dev.mrt.evaluation.Limits;
import dev.mrt.evaluation.ProjectModules;
import dev.mrt.evaluation.Scope;
import dev.mrt.evaluation.Text;
import dev.mrt.evaluation.UnreadSource;
import dev.mrt.evaluation.Value;
import dev.mrt.migration.Framework;
import dev.mrt.migration.Memory;
import dev.mrt.migration.Migration;
import dev.mrt.migration.MigrationParser;
import dev.mrt.migration.MigrationProject;
import dev.mrt.migration.Procedure;
import dev.mrt.migration.Step;
import dev.mrt.migration.Workers;
import dev.mrt.python.Comment;
import dev.mrt.python.Module;
import dev.mrt.python.ParsedSource;
import dev.mrt.python.parser.PythonParser;
import dev.mrt.source.MigrationSource;
import dev.mrt.source.Problem;
import dev.mrt.source.SourceRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads Alembic's migrations. Stateless and thread-safe. */
@AutoService(MigrationParser.class)
public final class AlembicMigrationParser implements MigrationParser {

    /** Makes a parser. */
    public AlembicMigrationParser() {}

    @Override
    public Framework framework() {
        return Framework.ALEMBIC;
    }

    @Override
    public Optional<String> whyNot(MigrationSource source) {
        if (!setsName(source.text(), "revision")) {
            return Optional.of("no revision variable");
        }
        return setsName(source.text(), "down_revision") ? Optional.empty() : Optional.of("no down_revision variable");
    }

    /** Whether a line begins with a name that is set there: {@code name =} or {@code name:}. */
    private static boolean setsName(String text, String name) {
        int at = text.indexOf(name);
        while (at >= 0) {
            boolean startsLine = at == 0 || text.charAt(at - 1) == '\n' || text.charAt(at - 1) == '\r';
            int end = at + name.length();
            while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
                end++;
            }
            if (startsLine && end < text.length() && (text.charAt(end) == '=' || text.charAt(end) == ':')) {
                return true;
            }
            at = text.indexOf(name, at + 1);
        }
        return false;
    }

    @Override
    public Parsed parse(MigrationProject project, Workers workers, Memory memory) {
        ProjectModules modules = new ProjectModules(project.lookup(), AlembicMigrationParser::tree);
        List<Problem> problems = new ArrayList<>();
        Environment environment = environment(project, modules, problems);
        List<Result> results = workers.map(
                project.sources(),
                source -> memory.recall(
                        new File(source, environment), file -> read(file.source(), file.environment(), modules)));
        List<Migration> migrations = new ArrayList<>(results.size());
        for (Result result : results) {
            if (result.migration() != null) {
                migrations.add(result.migration());
            }
            problems.addAll(result.problems());
        }
        return new Parsed(migrations, problems);
    }

    /** What the result of one file depends on. */
    private record File(MigrationSource source, Environment environment) {}

    private static Environment environment(MigrationProject project, ProjectModules modules, List<Problem> problems) {
        MigrationSource script = Environment.find(project, modules);
        if (script == null) {
            return Environment.UNKNOWN;
        }
        try {
            return Environment.of(script, modules);
        } catch (RuntimeException | StackOverflowError defect) {
            problems.add(UnreadSource.defect(script, defect));
            // the migrations can be read without it, as they are where the environment is not at hand
            return Environment.UNKNOWN;
        }
    }

    private static Optional<Module> tree(MigrationSource source) {
        ParsedSource parsed = PythonParser.create().parse(source.text());
        return parsed.isValid() ? Optional.of(parsed.module()) : Optional.empty();
    }

    private record Result(@Nullable Migration migration, List<Problem> problems) {}

    private static Result read(MigrationSource source, Environment environment, ProjectModules modules) {
        ParsedSource parsed = PythonParser.create().parse(source.text());
        if (!parsed.isValid()) {
            return new Result(
                    null, List.of(UnreadSource.invalid(source, parsed.errors().get(0))));
        }
        try {
            return evaluate(source, parsed, environment, modules);
        } catch (RuntimeException | StackOverflowError defect) {
            return new Result(null, List.of(UnreadSource.defect(source, defect)));
        }
    }

    private static Result evaluate(
            MigrationSource source, ParsedSource parsed, Environment environment, ProjectModules modules) {
        AlembicHost host = new AlembicHost(environment);
        Interpreter interpreter = new Interpreter(source, modules, host, Limits.DEFAULT);
        Scope scope = interpreter.evaluate(parsed.module()).scope();
        ModuleHeader header = ModuleHeader.of(parsed.module(), scope);
        String revision = header.revision();
        if (revision == null) {
            String message = "The revision is not a constant; write it as revision = \"…\"";
            return new Result(null, List.of(new Problem(Problem.Kind.SYNTAX, source.path(), 1, message)));
        }
        Arguments arguments = new Arguments(environment, host, interpreter);
        Procedure upgrade = procedure("upgrade", interpreter, scope, header.identity(), arguments);
        Procedure downgrade = procedure("downgrade", interpreter, scope, header.identity(), arguments);
        Migration migration = new Migration(
                Framework.ALEMBIC,
                revision,
                header.parents(),
                header.dependsOn(),
                header.branchLabels(),
                List.of(),
                header.message(),
                source,
                header.identity(),
                !environment.autocommit(),
                upgrade,
                downgrade,
                List.of(),
                comments(parsed));
        return new Result(migration, List.of());
    }

    private static Map<Integer, String> comments(ParsedSource parsed) {
        if (parsed.comments().isEmpty()) {
            return Map.of();
        }
        Map<Integer, String> comments = new HashMap<>();
        for (Comment comment : parsed.comments()) {
            comments.put(comment.start(), comment.text(parsed.text()));
        }
        return comments;
    }

    private static Procedure procedure(
            String name, Interpreter interpreter, Scope scope, SourceRange identity, Arguments arguments) {
        Value value = scope.own(name);
        if (value == null) {
            return Procedure.missing(identity);
        }
        arguments.startSession();
        Step.Context plain = arguments.environment().context();
        Value resolved = interpreter.resolve(value);
        if (!(resolved instanceof FunctionValue function)) {
            List<Step> steps = interpreter.collect(plain, () -> interpreter.call(resolved, List.of()));
            return new Procedure(Procedure.State.WRITTEN, steps, identity);
        }
        List<Step> steps = new ArrayList<>();
        List<String> databases = function.parameterNames().isEmpty() ? List.of() : databases(name + "_", scope);
        for (String database : databases) {
            Step.Context context = plain.on(database);
            steps.addAll(interpreter.collect(context, () -> interpreter.call(function, List.of(Text.of(database)))));
        }
        if (databases.isEmpty()) {
            Map<String, Value> given = arguments.of(function);
            steps.addAll(interpreter.collect(plain, () -> interpreter.call(function, given)));
        }
        boolean here = function.file() == interpreter.main();
        SourceRange range = here ? header(function, interpreter.main().text()) : identity;
        boolean empty = steps.isEmpty() && EmptyBody.is(function.body());
        return new Procedure(empty ? Procedure.State.EMPTY : Procedure.State.WRITTEN, steps, range);
    }

    /** The databases of an environment with several: for each there is a function such as {@code upgrade_engine1}. */
    private static List<String> databases(String prefix, Scope scope) {
        List<String> databases = new ArrayList<>();
        for (Map.Entry<String, Value> entry : scope.names().entrySet()) {
            if (entry.getKey().startsWith(prefix) && entry.getValue() instanceof FunctionValue) {
                databases.add(entry.getKey().substring(prefix.length()));
            }
        }
        return databases;
    }

    /** The first line of a function. */
    private static SourceRange header(FunctionValue function, String text) {
        int end = function.start();
        while (end < function.end() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return new SourceRange(function.start(), end);
    }
}
