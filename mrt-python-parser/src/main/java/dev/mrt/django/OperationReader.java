// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.evaluation.CallValue;
import dev.mrt.evaluation.ClassValue;
import dev.mrt.evaluation.DictValue;
import dev.mrt.evaluation.Interpreter;
import dev.mrt.evaluation.Value;
import dev.mrt.migration.Condition;
import dev.mrt.source.SourceRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the operations of one migration from the calls that make them. */
final class OperationReader {

    private static final int SHORT = 80;
    private static final int DEPTH = 6;

    private final Interpreter interpreter;
    private final FieldReader fields;
    private final ModelReader models;
    private final CodeReader code;
    private final SourceRange range;
    private final List<PlacedOperation> all = new ArrayList<>();
    private int groups;

    /**
     * A reader for a file.
     *
     * @param range where an operation stands of which nothing better is known
     */
    OperationReader(String app, Interpreter interpreter, SourceRange range) {
        this.interpreter = interpreter;
        this.fields = new FieldReader(app, interpreter);
        this.models = new ModelReader(app, fields);
        this.code = new CodeReader(interpreter);
        this.range = range;
    }

    /** All operations read so far with those inside of others, by group number. */
    List<PlacedOperation> all() {
        List<PlacedOperation> sorted = new ArrayList<>(all);
        sorted.sort((first, second) -> Integer.compare(first.group(), second.group()));
        return sorted;
    }

    /** Reads a list of operations. */
    List<PlacedOperation> read(@Nullable Value value) {
        List<PlacedOperation> result = new ArrayList<>();
        readAll(value, Condition.always(), result, 0);
        return result;
    }

    private void readAll(@Nullable Value value, Condition condition, List<PlacedOperation> result, int depth) {
        if (value instanceof Value.Choice choice && depth < DEPTH) {
            readAll(choice.whenTrue(), condition.and(choice.condition()), result, depth + 1);
            readAll(choice.whenFalse(), condition.and(choice.condition().negated()), result, depth + 1);
            return;
        }
        List<Value> items = value == null ? null : interpreter.items(value);
        if (items == null && value != null && !(value instanceof Value.Singleton)) {
            items = Construction.items(value);
            if (items.isEmpty()) {
                result.add(unknown("operations", "the list of operations is not known: " + reason(value), condition));
            }
        }
        if (items != null) {
            for (Value item : items) {
                readItem(item, condition, result, depth);
            }
        }
    }

    private void readItem(Value item, Condition condition, List<PlacedOperation> result, int depth) {
        if (item instanceof Value.Choice choice && depth < DEPTH) {
            List<PlacedOperation> first = new ArrayList<>();
            List<PlacedOperation> second = new ArrayList<>();
            readItem(choice.whenTrue(), condition.and(choice.condition()), first, depth + 1);
            readItem(choice.whenFalse(), condition.and(choice.condition().negated()), second, depth + 1);
            boolean either = !first.isEmpty() && !second.isEmpty();
            boolean onTrue = Choices.holds(choice.condition());
            boolean aboutDialect = onTrue || Choices.holds(choice.condition().negated());
            result.addAll(onTrue || !either && !aboutDialect ? first : aside(first));
            result.addAll(onTrue && (either || aboutDialect) ? aside(second) : second);
        } else if (item != Value.Singleton.ABSENT && item != Value.NONE) {
            result.add(readOne(item, condition));
        }
    }

    /** The same operations without a trace in the state of the models, which holds what their alternatives do. */
    private List<PlacedOperation> aside(List<PlacedOperation> operations) {
        List<PlacedOperation> result = new ArrayList<>();
        for (PlacedOperation operation : operations) {
            PlacedOperation changed = operation.with(new Aside(operation.operation()));
            all.set(all.indexOf(operation), changed);
            result.add(changed);
        }
        return result;
    }

    /** An operation that is not done where the state of the models is kept for. */
    private record Aside(DjangoOperation operation) implements DjangoOperation {
        @Override
        public ProjectState mutate(String app, ProjectState before) {
            return before;
        }

        @Override
        public void forwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            operation.forwards(steps, app, from, operation.mutate(app, from));
        }

        @Override
        public void backwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            operation.backwards(steps, app, operation.mutate(app, to), to);
        }

        @Override
        public boolean isReversible() {
            return operation.isReversible();
        }
    }

    private PlacedOperation readOne(Value item, Condition condition) {
        Construction made = Construction.of(item);
        if (made == null) {
            return unknown(shortened(ValueText.of(item)), reason(item), condition);
        }
        int group = groups++;
        SourceRange place = made.call() == null || made.type() != null ? range : place(made.call());
        String name = made.name();
        DjangoOperation operation = operation(made, place);
        return add(new PlacedOperation(name, arguments(made), place, condition, group, operation));
    }

    private SourceRange place(CallValue call) {
        SourceRange found = interpreter.rangeOf(call);
        return found.equals(SourceRange.FILE_START) ? range : found;
    }

    private PlacedOperation unknown(String description, String reason, Condition condition) {
        return add(new PlacedOperation(
                "Operation", Map.of(), range, condition, groups++, new SpecialOperations.Unknown(description, reason)));
    }

    private PlacedOperation add(PlacedOperation operation) {
        all.add(operation);
        return operation;
    }

    private static String reason(Value value) {
        return value instanceof Value.Unknown unknown ? unknown.reason() : "it is not a call of a class";
    }

    private static String shortened(String text) {
        return text.length() <= SHORT ? text : text.substring(0, SHORT - 1) + "…";
    }

    private static Map<String, String> arguments(Construction made) {
        Map<String, String> result = new LinkedHashMap<>();
        for (Map.Entry<String, Value> keyword : made.keywords().entrySet()) {
            putShort(result, keyword.getKey(), keyword.getValue());
        }
        for (int i = 0; i < made.positional().size(); i++) {
            String name = OperationParameters.name(made.name(), i);
            if (!name.isEmpty()) {
                putShort(result, name, made.positional().get(i));
            }
        }
        return result;
    }

    private static void putShort(Map<String, String> arguments, String name, Value value) {
        String text = ValueText.of(value);
        if (text.length() <= 2 * SHORT && text.indexOf('?') < 0) {
            arguments.put(name, text.replace("django.db.migrations.", "migrations."));
        }
    }

    // ---- by class

    private DjangoOperation operation(Construction made, SourceRange place) {
        if (made.type() != null) {
            return ofProject(made, made.type(), place);
        }
        if (made.path().startsWith("django.")) {
            DjangoOperation known = known(made.name(), made, place);
            return known == null ? notKnown(made, "it is no operation of Django that is known") : known;
        }
        if (made.path().startsWith("pgtrigger.")) {
            return TriggerReader.read(made);
        }
        if (interpreter.resolve(new Value.Symbol(made.path())) instanceof ClassValue type) {
            return ofProject(made, type, place);
        }
        return notKnown(made, "its class is not among the sources");
    }

    /** An operation of a class of the project: what its base does, unless it does something of its own. */
    private DjangoOperation ofProject(Construction made, ClassValue type, SourceRange place) {
        DjangoOperation operation = ofProjectEitherWay(made, type, place);
        return ProjectOperationClasses.isOneWay(type) ? new OneWay(operation) : operation;
    }

    private DjangoOperation ofProjectEitherWay(Construction made, ClassValue type, SourceRange place) {
        String base = ProjectOperationClasses.base(type);
        if (base.isEmpty()) {
            return notKnown(made, "it is an operation of the project's own");
        }
        CallValue inner = made.call();
        if (type.attribute("__init__") != null && inner == null) {
            return notKnown(made, "its constructor is not followed");
        }
        Construction ofBase =
                inner == null ? made : new Construction(base, type, inner.arguments(), inner.keywords(), inner);
        DjangoOperation known = known(base, ofBase, place);
        if (known == null) {
            return notKnown(made, "it is an operation of the project's own");
        }
        return switch (ProjectOperationClasses.behaviour(type)) {
            case INHERITED -> known;
            case CONDITIONAL ->
                new Conditional(
                        known, new Condition.Unknown(made.name() + " decides itself whether it acts on the database"));
            case OWN -> new StateLike(known, notKnown(made, "it acts on the database in a way of its own"));
        };
    }

    /** An operation that acts on the database only under a condition. */
    private record Conditional(DjangoOperation operation, Condition condition) implements DjangoOperation {
        @Override
        public ProjectState mutate(String app, ProjectState before) {
            return operation.mutate(app, before);
        }

        @Override
        public void forwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            steps.under(condition, () -> operation.forwards(steps, app, from, to));
        }

        @Override
        public void backwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            steps.under(condition, () -> operation.backwards(steps, app, from, to));
        }

        @Override
        public boolean isReversible() {
            return operation.isReversible();
        }
    }

    /** An operation that Django cannot go back over. */
    private record OneWay(DjangoOperation operation) implements DjangoOperation {
        @Override
        public ProjectState mutate(String app, ProjectState before) {
            return operation.mutate(app, before);
        }

        @Override
        public void forwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            operation.forwards(steps, app, from, to);
        }

        @Override
        public void backwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            operation.backwards(steps, app, from, to);
        }

        @Override
        public boolean isReversible() {
            return false;
        }

        @Override
        public boolean isStateOnly() {
            return operation.isStateOnly();
        }
    }

    /** An operation of which only what it does to the state of the models is known, from its base. */
    private record StateLike(DjangoOperation state, DjangoOperation database) implements DjangoOperation {
        @Override
        public ProjectState mutate(String app, ProjectState before) {
            return state.mutate(app, before);
        }

        @Override
        public void forwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            database.forwards(steps, app, from, to);
        }

        @Override
        public void backwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            database.backwards(steps, app, from, to);
        }
    }

    private static DjangoOperation notKnown(Construction made, String reason) {
        return new SpecialOperations.Unknown(shortened(made.name() + "(…)"), reason);
    }

    private @Nullable DjangoOperation known(String name, Construction made, SourceRange place) {
        if (OperationParameters.hasUnknownName(name, made)) {
            return notKnown(made, "the name of what it is about is not known");
        }
        DjangoOperation operation = onModels(name, made);
        if (operation == null) {
            operation = onFields(name, made);
        }
        if (operation == null) {
            operation = onIndexesAndConstraints(name, made);
        }
        return operation == null ? special(name, made, place) : operation;
    }

    private @Nullable DjangoOperation onModels(String name, Construction made) {
        String model = made.text(0, "name");
        return switch (name) {
            case "CreateModel" ->
                new ModelOperations.CreateModel(
                        model,
                        models.fields(model, made.argument(1, "fields")),
                        models.options(made.argument(2, "options")),
                        models.bases(made.argument(3, "bases")));
            case "DeleteModel" -> new ModelOperations.DeleteModel(model);
            case "RenameModel" -> new ModelOperations.RenameModel(made.text(0, "old_name"), made.text(1, "new_name"));
            case "AlterModelTable" -> {
                String table = made.text(1, "table");
                yield new ModelOperations.AlterModelTable(model, table.isEmpty() ? null : table);
            }
            case "AlterModelTableComment" -> {
                String comment = made.text(1, "table_comment");
                yield new ModelOperations.AlterModelTableComment(model, comment.isEmpty() ? null : comment);
            }
            case "AlterUniqueTogether" ->
                new ModelOperations.AlterUniqueTogether(
                        model, ModelReader.together(made.argument(1, "unique_together")));
            case "AlterIndexTogether" ->
                new ModelOperations.AlterIndexTogether(model, ModelReader.together(made.argument(1, "index_together")));
            case "AlterOrderWithRespectTo" -> {
                String field = made.text(1, "order_with_respect_to");
                yield new ModelOperations.AlterOrderWithRespectTo(model, field.isEmpty() ? null : field);
            }
            case "AlterModelOptions" -> {
                Value managed =
                        made.argument(1, "options") instanceof DictValue options ? options.get("managed") : null;
                yield new ModelOperations.AlterModelOptions(
                        model, managed == Value.TRUE ? Boolean.TRUE : managed == Value.FALSE ? Boolean.FALSE : null);
            }
            case "AlterModelManagers" -> new ModelOperations.AlterModelOptions(model, null);
            default -> null;
        };
    }

    private @Nullable DjangoOperation onFields(String name, Construction made) {
        String model = made.text(0, "model_name");
        return switch (name) {
            case "AddField" -> new FieldOperations.AddField(model, field(made, model), keepsDefault(made));
            case "AlterField" -> new FieldOperations.AlterField(model, field(made, model), keepsDefault(made));
            case "RemoveField" -> new FieldOperations.RemoveField(model, made.text(1, "name"));
            case "RenameField" ->
                new FieldOperations.RenameField(model, made.text(1, "old_name"), made.text(2, "new_name"));
            default -> null;
        };
    }

    private Field field(Construction made, String model) {
        return fields.read(made.text(1, "name"), model, made.argument(2, "field"));
    }

    private static boolean keepsDefault(Construction made) {
        return made.argument(3, "preserve_default") != Value.FALSE;
    }

    private @Nullable DjangoOperation onIndexesAndConstraints(String name, Construction made) {
        String model = made.text(0, "model_name");
        return switch (name) {
            case "AddIndex", "AddIndexConcurrently" ->
                new IndexOperations.AddIndex(
                        model, ModelReader.index(made.argument(1, "index")), name.endsWith("Concurrently"));
            case "RemoveIndex", "RemoveIndexConcurrently" ->
                new IndexOperations.RemoveIndex(model, made.text(1, "name"), name.endsWith("Concurrently"));
            case "RenameIndex" -> {
                String oldName = made.text(2, "old_name");
                yield new IndexOperations.RenameIndex(
                        model,
                        oldName.isEmpty() ? null : oldName,
                        Construction.texts(made.argument(3, "old_fields")),
                        made.text(1, "new_name"));
            }
            case "AddConstraint", "AddConstraintNotValid" ->
                new ConstraintOperations.AddConstraint(
                        model, ModelReader.constraint(made.argument(1, "constraint")), !name.endsWith("NotValid"));
            case "RemoveConstraint" -> new ConstraintOperations.RemoveConstraint(model, made.text(1, "name"));
            case "AlterConstraint" ->
                new ConstraintOperations.AlterConstraint(
                        model, made.text(1, "name"), ModelReader.constraint(made.argument(2, "constraint")));
            case "ValidateConstraint" -> new ConstraintOperations.ValidateConstraint(model, made.text(1, "name"));
            default -> null;
        };
    }

    private @Nullable DjangoOperation special(String name, Construction made, SourceRange place) {
        return switch (name) {
            case "RunSQL" -> {
                Value reverse = made.argument(1, "reverse_sql");
                Value sql = made.argument(0, "sql");
                yield new SpecialOperations.Run(
                        code.sql(sql, place),
                        reverse == null || reverse == Value.NONE ? null : code.sql(reverse, place),
                        read(made.argument(2, "state_operations")));
            }
            case "RunPython" -> {
                Value reverse = made.argument(1, "reverse_code");
                yield new SpecialOperations.Run(
                        code.python(made.argument(0, "code"), place),
                        reverse == null || reverse == Value.NONE ? null : code.python(reverse, place),
                        List.of());
            }
            case "SeparateDatabaseAndState" ->
                new SpecialOperations.Separate(
                        read(made.argument(0, "database_operations")), read(made.argument(1, "state_operations")));
            case "CreateExtension" -> new PostgresOperations.CreateExtension(made.text(0, "name"));
            case "BloomExtension" -> new PostgresOperations.CreateExtension("bloom");
            case "BtreeGinExtension" -> new PostgresOperations.CreateExtension("btree_gin");
            case "BtreeGistExtension" -> new PostgresOperations.CreateExtension("btree_gist");
            case "CITextExtension" -> new PostgresOperations.CreateExtension("citext");
            case "CryptoExtension" -> new PostgresOperations.CreateExtension("pgcrypto");
            case "HStoreExtension" -> new PostgresOperations.CreateExtension("hstore");
            case "TrigramExtension" -> new PostgresOperations.CreateExtension("pg_trgm");
            case "UnaccentExtension" -> new PostgresOperations.CreateExtension("unaccent");
            case "CreateCollation" -> new PostgresOperations.CreateCollation(made.text(0, "name"), collation(made));
            case "RemoveCollation" -> new PostgresOperations.RemoveCollation(made.text(0, "name"), collation(made));
            default -> null;
        };
    }

    private static String collation(Construction made) {
        String provider = made.text(2, "provider");
        return "COLLATION locale=" + made.text(1, "locale") + " provider="
                + (provider.isEmpty() ? "libc" : provider)
                + (made.argument(3, "deterministic") == Value.FALSE ? " deterministic=false" : "");
    }
}
