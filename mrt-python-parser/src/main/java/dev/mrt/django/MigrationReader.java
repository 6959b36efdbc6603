// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.evaluation.CallValue;
import dev.mrt.evaluation.ClassValue;
import dev.mrt.evaluation.Interpreter;
import dev.mrt.evaluation.Limits;
import dev.mrt.evaluation.ProjectModules;
import dev.mrt.evaluation.Text;
import dev.mrt.evaluation.Value;
import dev.mrt.migration.Step;
import dev.mrt.python.Comment;
import dev.mrt.python.ConstantValue;
import dev.mrt.python.Expression;
import dev.mrt.python.Module;
import dev.mrt.python.ParsedSource;
import dev.mrt.python.Statement;
import dev.mrt.source.MigrationSource;
import dev.mrt.source.SourceRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Evaluates the file of one migration. Stateless. */
final class MigrationReader {

    private static final String CLASS = "Migration";

    private MigrationReader() {}

    /** Reads a migration; null where the file defines none. */
    static @Nullable EvaluatedMigration read(
            MigrationSource source, ParsedSource parsed, String app, ProjectModules modules) {
        Module tree = parsed.module();
        Statement.ClassDef node = classNode(tree);
        if (node == null) {
            return null;
        }
        Interpreter interpreter = new Interpreter(source, modules, new DjangoHost(source), Limits.DEFAULT);
        Value.ModuleValue module = interpreter.evaluate(tree);
        if (!(module.scope().own(CLASS) instanceof ClassValue type)) {
            return null;
        }
        SourceRange identity = new SourceRange(node.start(), Math.min(node.end(), headerEnd(source.text(), node)));
        SourceRange operationsRange = assigned(node, "operations", identity);
        OperationReader reader = new OperationReader(app, interpreter, operationsRange);
        List<List<PlacedOperation>> operations = new ArrayList<>();
        interpreter.collect(Step.Context.PLAIN, () -> operations.add(reader.read(type.attribute("operations"))));
        return new EvaluatedMigration(
                app,
                AppLabels.name(source),
                source,
                message(tree),
                identity,
                dependencies(type.attribute("dependencies")),
                dependencies(type.attribute("run_before")),
                dependencies(type.attribute("replaces")),
                type.attribute("atomic") != Value.FALSE,
                operationsRange,
                operations.isEmpty() ? List.of() : operations.get(0),
                reader.all(),
                comments(parsed));
    }

    private static Statement.@Nullable ClassDef classNode(Module tree) {
        for (Statement statement : tree.body()) {
            if (statement instanceof Statement.ClassDef found && found.name().equals(CLASS)) {
                return found;
            }
        }
        return null;
    }

    private static int headerEnd(String text, Statement.ClassDef node) {
        int colon = text.indexOf(':', node.start());
        return colon < 0 ? node.end() : colon;
    }

    /** Where an attribute of the class gets its value; the fallback where it is not assigned there. */
    private static SourceRange assigned(Statement.ClassDef node, String name, SourceRange fallback) {
        for (Statement statement : node.body()) {
            if (statement instanceof Statement.Assign assign) {
                for (Expression target : assign.targets()) {
                    if (target instanceof Expression.Name named && named.id().equals(name)) {
                        return new SourceRange(assign.start(), assign.end());
                    }
                }
            } else if (statement instanceof Statement.AnnAssign assign
                    && assign.target() instanceof Expression.Name named
                    && named.id().equals(name)) {
                return new SourceRange(assign.start(), assign.end());
            }
        }
        return fallback;
    }

    private static List<EvaluatedMigration.Dependency> dependencies(@Nullable Value value) {
        List<EvaluatedMigration.Dependency> result = new ArrayList<>();
        for (Value item : Construction.items(value)) {
            EvaluatedMigration.Dependency dependency = dependency(item);
            if (dependency != null && !result.contains(dependency)) {
                result.add(dependency);
            }
        }
        return result;
    }

    private static EvaluatedMigration.@Nullable Dependency dependency(Value item) {
        if (item instanceof CallValue call) {
            return ofCall(call);
        }
        List<Value> pair = Construction.items(item);
        if (pair.size() < 2 || !(pair.get(1) instanceof Text name) || !name.isKnown()) {
            return null;
        }
        String app = Construction.text(pair.get(0));
        return app.isEmpty() ? null : new EvaluatedMigration.Dependency(app, name.value());
    }

    private static EvaluatedMigration.@Nullable Dependency ofCall(CallValue call) {
        if (call.name().equals("swappable_dependency")) {
            Value setting = call.argument(0, "value");
            ModelKey model =
                    setting instanceof Text text ? ModelKey.parse(text.value(), "") : ModelReferences.of(setting);
            return model == null ? null : first(model);
        }
        if (call.path().equals("swapper.dependency")) {
            String app = Construction.text(call.argument(0));
            return app.isEmpty() ? null : new EvaluatedMigration.Dependency(app, EvaluatedMigration.Dependency.FIRST);
        }
        return null;
    }

    /** The first migration of a model's app; where a setting names the model, the app is not known yet. */
    private static EvaluatedMigration.Dependency first(ModelKey model) {
        boolean setting = ProjectSettings.isReference(model);
        return new EvaluatedMigration.Dependency(
                setting ? model.toString() : model.app(), EvaluatedMigration.Dependency.FIRST);
    }

    private static String message(Module tree) {
        if (tree.body().isEmpty()
                || !(tree.body().get(0) instanceof Statement.ExpressionStatement first)
                || !(first.value() instanceof Expression.Constant constant)
                || !(constant.value() instanceof ConstantValue.StringValue text)) {
            return "";
        }
        String trimmed = text.value().strip();
        int end = trimmed.indexOf('\n');
        return end < 0 ? trimmed : trimmed.substring(0, end).strip();
    }

    private static Map<Integer, String> comments(ParsedSource parsed) {
        Map<Integer, String> comments = new HashMap<>();
        for (Comment comment : parsed.comments()) {
            comments.put(comment.start(), comment.text(parsed.text()));
        }
        return comments;
    }
}
