// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.migration.Condition;
import dev.mrt.migration.Step;
import dev.mrt.python.Alias;
import dev.mrt.python.ConstantValue;
import dev.mrt.python.ExceptHandler;
import dev.mrt.python.Expression;
import dev.mrt.python.Keyword;
import dev.mrt.python.Node;
import dev.mrt.python.NodeVisitor;
import dev.mrt.python.Statement;
import dev.mrt.python.WithItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Evaluates statements. */
final class Statements implements NodeVisitor<Completion> {

    private final Interpreter interpreter;

    Statements(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    Completion run(List<Statement> block) {
        for (int i = 0; i < block.size(); i++) {
            Completion completion = run(block.get(i));
            if (completion != Completion.NORMAL) {
                return completion;
            }
        }
        return Completion.NORMAL;
    }

    private Completion run(Statement statement) {
        interpreter.spend();
        if (!interpreter.enter()) {
            throw new Stopped("statements are nested too deeply");
        }
        Completion completion = statement.accept(this);
        interpreter.leave();
        return completion;
    }

    private Value evaluate(Expression expression) {
        return interpreter.expressions.evaluate(expression);
    }

    @Override
    public Completion visitNode(Node node) {
        return Completion.NORMAL;
    }

    // ---- simple statements

    @Override
    public Completion visitExpressionStatement(Statement.ExpressionStatement node) {
        if (node.value() instanceof Expression.Constant) {
            return Completion.NORMAL;
        }
        Value value = evaluate(node.value());
        if (value instanceof CallValue call && !(node.value() instanceof Expression.Name)) {
            interpreter.host().discarded(call, interpreter);
        }
        return Completion.NORMAL;
    }

    @Override
    public Completion visitAssign(Statement.Assign node) {
        Value value = evaluate(node.value());
        for (Expression target : node.targets()) {
            interpreter.expressions.assign(target, value);
        }
        return Completion.NORMAL;
    }

    @Override
    public Completion visitAnnAssign(Statement.AnnAssign node) {
        Expression value = node.value();
        if (value != null) {
            interpreter.expressions.assign(node.target(), evaluate(value));
        }
        return Completion.NORMAL;
    }

    @Override
    public Completion visitAugAssign(Statement.AugAssign node) {
        interpreter.expressions.augment(node);
        return Completion.NORMAL;
    }

    @Override
    public Completion visitDelete(Statement.Delete node) {
        for (Expression target : node.targets()) {
            interpreter.expressions.delete(target);
        }
        return Completion.NORMAL;
    }

    @Override
    public Completion visitReturn(Statement.Return node) {
        Expression expression = node.value();
        Value value = expression == null ? Value.NONE : evaluate(expression);
        Frame frame = interpreter.frame();
        frame.returns.add(new Frame.Returned(interpreter.path.since(frame.pathMark), value));
        return Completion.RETURN;
    }

    @Override
    public Completion visitBreak(Statement.Break node) {
        return Completion.BREAK;
    }

    @Override
    public Completion visitContinue(Statement.Continue node) {
        return Completion.CONTINUE;
    }

    @Override
    public Completion visitRaise(Statement.Raise node) {
        Expression expression = node.exc();
        Value exception = expression == null ? Value.Unknown.of("an exception") : evaluate(expression);
        throw new Raised(exception, interpreter.place(node), message(exception));
    }

    /** The exception's first argument where it is a text, otherwise the exception's name. */
    private String message(Value exception) {
        if (exception instanceof CallValue call) {
            Value first = call.argument(0);
            return first instanceof Text text ? text.value() : call.name();
        }
        if (exception instanceof InstanceValue instance) {
            boolean explained =
                    !instance.arguments().isEmpty() && instance.arguments().get(0) instanceof Text;
            return explained
                    ? instance.arguments().get(0).toString()
                    : instance.type().name();
        }
        return exception instanceof Value.Symbol symbol ? symbol.name() : "";
    }

    @Override
    public Completion visitGlobal(Statement.Global node) {
        node.names().forEach(interpreter.frame()::declareGlobal);
        return Completion.NORMAL;
    }

    @Override
    public Completion visitNonlocal(Statement.Nonlocal node) {
        node.names().forEach(interpreter.frame()::declareNonlocal);
        return Completion.NORMAL;
    }

    // ---- imports

    @Override
    public Completion visitImport(Statement.Import node) {
        for (Alias alias : node.names()) {
            String as = alias.asName();
            int dot = alias.name().indexOf('.');
            if (as != null) {
                set(as, new Value.Symbol(alias.name()));
            } else {
                String first = dot < 0 ? alias.name() : alias.name().substring(0, dot);
                set(first, new Value.Symbol(first));
            }
        }
        return Completion.NORMAL;
    }

    @Override
    public Completion visitImportFrom(Statement.ImportFrom node) {
        Frame frame = interpreter.frame();
        String module = ProjectModules.absolute(frame.file.path(), node.level(), node.module());
        for (Alias alias : node.names()) {
            if (alias.name().equals("*")) {
                importAll(module);
            } else {
                String as = alias.asName();
                String path = module.isEmpty() ? alias.name() : module + "." + alias.name();
                set(as == null ? alias.name() : as, new Value.Symbol(path));
            }
        }
        return Completion.NORMAL;
    }

    private void importAll(String module) {
        Value found = interpreter.resolve(new Value.Symbol(module));
        if (!(found instanceof Value.ModuleValue value)) {
            interpreter.frame().scope.module().starImports().add(module);
            return;
        }
        for (Map.Entry<String, Value> entry : value.scope().names().entrySet()) {
            if (!entry.getKey().startsWith("_")) {
                set(entry.getKey(), entry.getValue());
            }
        }
        interpreter
                .frame()
                .scope
                .module()
                .starImports()
                .addAll(value.scope().module().starImports());
    }

    void set(String name, Value value) {
        Scope target = interpreter.frame().target(name);
        interpreter.journal.touch(target);
        target.set(name, value);
    }

    // ---- definitions

    @Override
    public Completion visitFunctionDef(Statement.FunctionDef node) {
        FunctionValue function = FunctionValue.function(
                node.name(),
                node.args(),
                node.body(),
                functionScope(),
                interpreter.frame().file,
                interpreter.expressions.defaults(node.args()),
                node.start(),
                node.end());
        set(node.name(), decorated(function, node.decoratorList()));
        return Completion.NORMAL;
    }

    @Override
    public Completion visitAsyncFunctionDef(Statement.AsyncFunctionDef node) {
        FunctionValue function = FunctionValue.function(
                node.name(),
                node.args(),
                node.body(),
                functionScope(),
                interpreter.frame().file,
                interpreter.expressions.defaults(node.args()),
                node.start(),
                node.end());
        set(node.name(), decorated(function, node.decoratorList()));
        return Completion.NORMAL;
    }

    /** The scope that a function sees: a class body is not visible from its methods. */
    private Scope functionScope() {
        Scope scope = interpreter.frame().scope;
        Scope enclosing = scope.enclosing();
        return scope.isClass() && enclosing != null ? enclosing : scope;
    }

    private Value decorated(FunctionValue function, List<Expression> decorators) {
        Value result = function;
        for (int i = decorators.size() - 1; i >= 0; i--) {
            Value decorator = evaluate(decorators.get(i));
            result = decorate(decorator, result);
        }
        return result;
    }

    private Value decorate(Value decorator, Value target) {
        if (decorator instanceof Value.Symbol symbol && target instanceof FunctionValue function) {
            FunctionValue.Binding binding = switch (symbol.path()) {
                case "builtins.staticmethod" -> FunctionValue.Binding.STATIC;
                case "builtins.classmethod" -> FunctionValue.Binding.CLASS;
                case "builtins.property", "functools.cached_property" -> FunctionValue.Binding.PROPERTY;
                case "contextlib.contextmanager", "contextlib.asynccontextmanager" ->
                    FunctionValue.Binding.CONTEXT_MANAGER;
                default -> null;
            };
            if (binding != null) {
                return function.with(binding);
            }
        }
        Value known = interpreter.resolve(decorator);
        if (known instanceof FunctionValue) {
            Value result = interpreter.calls.call(known, CallArguments.of(List.of(target)), null, true);
            return result instanceof FunctionValue || result instanceof Value.BoundMethod ? result : target;
        }
        return target;
    }

    @Override
    public Completion visitClassDef(Statement.ClassDef node) {
        List<Value> bases = new ArrayList<>(node.bases().size());
        for (Expression base : node.bases()) {
            bases.add(evaluate(base));
        }
        Map<String, Value> keywords = new HashMap<>();
        for (Keyword keyword : node.keywords()) {
            String name = keyword.arg();
            if (name != null) {
                keywords.put(name, evaluate(keyword.value()));
            }
        }
        Frame outer = interpreter.frame();
        Scope scope = Scope.ofClass(outer.scope);
        interpreter.setFrame(new Frame(scope, outer.file, interpreter.path.mark()));
        try {
            run(node.body());
            addFields(scope, node.body());
        } finally {
            interpreter.setFrame(outer);
        }
        ClassValue type = new ClassValue(node.name(), bases, keywords, scope);
        if (type.isEnum()) {
            makeMembers(type);
        }
        set(node.name(), type);
        interpreter.host().defined(type);
        return Completion.NORMAL;
    }

    /** Annotated names without a value are the fields of a data class or named tuple. */
    private static void addFields(Scope scope, List<Statement> body) {
        for (Statement statement : body) {
            if (statement instanceof Statement.AnnAssign field
                    && field.target() instanceof Expression.Name name
                    && !scope.fields().contains(name.id())) {
                scope.fields().add(name.id());
            }
        }
    }

    /** Turns the plain values that the body of an enum class set into its members. */
    private static void makeMembers(ClassValue type) {
        for (Map.Entry<String, Value> entry : new LinkedHashMap<>(type.scope().names()).entrySet()) {
            String name = entry.getKey();
            Value value = entry.getValue();
            if (name.startsWith("_") || value instanceof FunctionValue || value instanceof ClassValue) {
                continue;
            }
            InstanceValue member = new InstanceValue(type, List.of(), Map.of());
            member.set("name", Text.of(name));
            boolean automatic = value instanceof CallValue call && call.path().equals("enum.auto");
            boolean ofText = type.derivesFrom("str") || type.derivesFrom("StrEnum");
            if (automatic) {
                member.set(
                        "value",
                        ofText
                                ? Text.of(name.toLowerCase(Locale.ROOT))
                                : Value.of(type.members().size() + 1L));
            } else if (value instanceof Value.TupleValue tuple
                    && !tuple.items().isEmpty()
                    && type.derivesFrom("TextChoices")) {
                member.set("value", tuple.items().get(0));
            } else {
                member.set("value", value);
            }
            type.scope().set(name, member);
        }
    }

    // ---- branches

    @Override
    public Completion visitIf(Statement.If node) {
        Value test = interpreter.expressions.test(node.test());
        if (test == Value.TRUE) {
            return run(node.body());
        }
        if (test == Value.FALSE) {
            return run(node.orElse());
        }
        Condition condition = ((Value.Test) test).condition();
        return interpreter.branch(condition, () -> run(node.body()), () -> run(node.orElse()));
    }

    @Override
    public Completion visitMatch(Statement.Match node) {
        return new Matching(interpreter).run(node, evaluate(node.subject()), 0);
    }

    // ---- loops

    @Override
    public Completion visitFor(Statement.For node) {
        return loop(node.target(), evaluate(node.iter()), node.body(), node.orElse());
    }

    @Override
    public Completion visitAsyncFor(Statement.AsyncFor node) {
        return loop(node.target(), evaluate(node.iter()), node.body(), node.orElse());
    }

    private Completion loop(Expression target, Value iterable, List<Statement> body, List<Statement> orElse) {
        if (iterable instanceof Value.Choice choice) {
            return interpreter.branch(
                    choice.condition(),
                    () -> loop(target, choice.whenTrue(), body, orElse),
                    () -> loop(target, choice.whenFalse(), body, orElse));
        }
        List<Value> items = interpreter.items(iterable);
        if (items == null) {
            return loopOnce(target, roundsOf(iterable), body);
        }
        if (items.size() > interpreter.limits().rounds()) {
            Value.Unknown item = Value.Unknown.of("one of " + items.size() + " items");
            return loopOnce(target, new Host.Rounds(item, Condition.always()), body);
        }
        int mark = interpreter.path.mark();
        for (Value item : List.copyOf(items)) {
            int round = interpreter.path.mark();
            Completion completion = round(target, item, body);
            interpreter.path.forget(round, Completion.CONTINUE);
            if (completion.compareTo(Completion.BREAK) >= 0) {
                interpreter.path.forget(mark, Completion.BREAK);
                return completion == Completion.BREAK ? Completion.NORMAL : completion;
            }
        }
        Completion completion = run(orElse);
        interpreter.path.forget(mark, Completion.BREAK);
        return completion;
    }

    private Completion round(Expression target, Value item, List<Statement> body) {
        if (item instanceof Value.Choice choice
                && (choice.whenTrue() == Value.Singleton.ABSENT || choice.whenFalse() == Value.Singleton.ABSENT)) {
            return interpreter.branch(
                    choice.condition(),
                    () -> round(target, choice.whenTrue(), body),
                    () -> round(target, choice.whenFalse(), body));
        }
        if (item == Value.Singleton.ABSENT) {
            return Completion.NORMAL;
        }
        interpreter.spend();
        interpreter.expressions.assign(target, item);
        return run(body);
    }

    /** A loop of which the number of rounds is not known. */
    private Completion loopOnce(Expression target, Host.Rounds rounds, List<Statement> body) {
        int mark = interpreter.path.mark();
        Step.Context outer = interpreter.context();
        interpreter.setContext(repeated(outer));
        Supplier<Completion> round = () -> {
            interpreter.expressions.assign(target, rounds.item());
            return endOfRound(run(body));
        };
        Completion completion = rounds.condition() instanceof Condition.Always
                ? round.get()
                : interpreter.branch(rounds.condition(), round, () -> Completion.NORMAL);
        interpreter.setContext(outer);
        interpreter.path.forget(mark, Completion.CONTINUE);
        interpreter.path.forget(mark, Completion.BREAK);
        return completion;
    }

    /** What a loop over a value gives whose items are not known. */
    Host.Rounds roundsOf(Value iterable) {
        if (iterable instanceof Value.Unknown unknown) {
            return Host.Rounds.of(unknown);
        }
        if (iterable instanceof ListValue list) {
            for (Value item : list.items()) {
                if (item instanceof Value.Choice choice && choice.condition() instanceof Condition.DependsOnData data) {
                    return Host.Rounds.of(new Value.Unknown(data.description(), true));
                }
                if (item instanceof Value.Unknown unknown && unknown.fromData()) {
                    return Host.Rounds.of(unknown);
                }
            }
        }
        return interpreter.host().rounds(iterable);
    }

    private static Step.Context repeated(Step.Context context) {
        return new Step.Context(context.batch(), context.autocommit(), true, context.database());
    }

    private static Completion endOfRound(Completion completion) {
        return completion == Completion.BREAK || completion == Completion.CONTINUE ? Completion.NORMAL : completion;
    }

    @Override
    public Completion visitWhile(Statement.While node) {
        int mark = interpreter.path.mark();
        boolean endless =
                node.test() instanceof Expression.Constant constant && constant.value() == ConstantValue.Singleton.TRUE;
        Value test = endless ? Value.TRUE : interpreter.expressions.test(node.test());
        if (endless || test instanceof Value.Test) {
            return whileUnknown(node, test, mark);
        }
        while (test == Value.TRUE) {
            int round = interpreter.path.mark();
            Completion completion = run(node.body());
            interpreter.path.forget(round, Completion.CONTINUE);
            if (completion.compareTo(Completion.BREAK) >= 0) {
                interpreter.path.forget(mark, Completion.BREAK);
                return completion == Completion.BREAK ? Completion.NORMAL : completion;
            }
            test = interpreter.expressions.test(node.test());
            if (test instanceof Value.Test || interpreter.path.hasGuard(mark)) {
                return whileUnknown(node, test, mark);
            }
        }
        return run(node.orElse());
    }

    private Completion whileUnknown(Statement.While node, Value test, int mark) {
        Step.Context outer = interpreter.context();
        interpreter.setContext(repeated(outer));
        Completion completion = test instanceof Value.Test unknown
                ? interpreter.branch(
                        whileRowsLast(unknown.condition()), () -> endOfRound(run(node.body())), () -> Completion.NORMAL)
                : endOfRound(run(node.body()));
        interpreter.setContext(outer);
        interpreter.path.forget(mark, Completion.CONTINUE);
        interpreter.path.forget(mark, Completion.BREAK);
        return completion;
    }

    /** Back-fills run in batches until nothing is left to do: what a {@code while} asks for that is not known is up to the rows. */
    private static Condition whileRowsLast(Condition test) {
        if (test instanceof Condition.Unknown unknown) {
            return new Condition.DependsOnData(unknown.description());
        }
        return test instanceof Condition.All all
                ? new Condition.All(
                        all.conditions().stream().map(Statements::whileRowsLast).toList())
                : test;
    }

    // ---- with

    @Override
    public Completion visitWith(Statement.With node) {
        return with(node.items(), 0, node.body());
    }

    @Override
    public Completion visitAsyncWith(Statement.AsyncWith node) {
        return with(node.items(), 0, node.body());
    }

    private Completion with(List<WithItem> items, int index, List<Statement> body) {
        if (index == items.size()) {
            return run(body);
        }
        WithItem item = items.get(index);
        return with(evaluate(item.contextExpr()), item, () -> with(items, index + 1, body));
    }

    private Completion with(Value manager, WithItem item, Supplier<Completion> body) {
        Expression target = item.optionalVars();
        if (manager instanceof Value.Choice choice) {
            return interpreter.branch(
                    choice.condition(),
                    () -> with(choice.whenTrue(), item, body),
                    () -> with(choice.whenFalse(), item, body));
        }
        if (manager instanceof CallValue call && call.callee() instanceof FunctionValue function) {
            return interpreter.calls.withGenerator(function, call, yielded -> bind(target, yielded, body));
        }
        if (manager instanceof InstanceValue instance && instance.attribute("__enter__") != null) {
            Value entered = callMethod(instance, "__enter__", List.of());
            Completion completion = bind(target, entered, body);
            callMethod(instance, "__exit__", List.of(Value.NONE, Value.NONE, Value.NONE));
            return completion;
        }
        Step.Context outer = interpreter.context();
        Value entered = interpreter.host().enter(manager, interpreter);
        try {
            return bind(target, entered, body);
        } finally {
            interpreter.host().exit(manager, interpreter);
            interpreter.setContext(outer);
        }
    }

    private Value callMethod(InstanceValue instance, String name, List<Value> arguments) {
        Value method = interpreter.expressions.attribute(instance, name);
        return method instanceof Value.BoundMethod
                ? interpreter.calls.call(method, CallArguments.of(arguments), null, true)
                : Value.Unknown.of(name);
    }

    private Completion bind(@Nullable Expression target, Value value, Supplier<Completion> body) {
        if (target != null) {
            interpreter.expressions.assign(target, value);
        }
        return body.get();
    }

    // ---- exceptions

    @Override
    public Completion visitTry(Statement.Try node) {
        return attempt(node.body(), node.handlers(), node.orElse(), node.finalBody());
    }

    @Override
    public Completion visitTryStar(Statement.TryStar node) {
        return attempt(node.body(), node.handlers(), node.orElse(), node.finalBody());
    }

    private Completion attempt(
            List<Statement> body, List<ExceptHandler> handlers, List<Statement> orElse, List<Statement> finalBody) {
        Completion completion;
        try {
            completion = guarded(body, handlers, orElse);
        } catch (Raised raised) {
            Completion last = run(finalBody);
            if (last != Completion.NORMAL) {
                return last;
            }
            throw raised;
        }
        Completion last = run(finalBody);
        return last == Completion.NORMAL ? completion : last;
    }

    private Completion guarded(List<Statement> body, List<ExceptHandler> handlers, List<Statement> orElse) {
        if (handlers.isEmpty()) {
            return run(body);
        }
        int outer = interpreter.attempts();
        int nesting = interpreter.nesting();
        int mark = interpreter.path.mark();
        interpreter.setAttempts(outer + 1);
        Completion completion;
        try {
            completion = run(body);
        } catch (Raised raised) {
            interpreter.setAttempts(outer);
            interpreter.setNesting(nesting);
            interpreter.path.truncate(mark);
            for (ExceptHandler handler : handlers) {
                if (catches(handler, raised)) {
                    return handle(handler, raised.exception());
                }
            }
            throw raised;
        }
        interpreter.setAttempts(outer + 1);
        for (ExceptHandler handler : handlers) {
            if (!isAboutImports(handler) && !isTrivial(handler.body())) {
                handleMaybe(handler);
            }
        }
        interpreter.setAttempts(outer);
        if (completion == Completion.NORMAL) {
            completion = run(orElse);
        }
        return completion;
    }

    /** What a handler does happens under a condition; what it sets is not taken over, the usual case being that it does not run. */
    private void handleMaybe(ExceptHandler handler) {
        Expression type = handler.type();
        String what = type == null ? "an exception" : interpreter.snippet(type);
        int mark = interpreter.path.mark();
        int level = interpreter.journal.open();
        interpreter.path.push(new Condition.Unknown(what + " is raised"));
        int nesting = interpreter.nesting();
        try {
            handle(handler, Value.Unknown.of("an exception"));
        } catch (Raised raised) {
            interpreter.setNesting(nesting);
        } finally {
            interpreter.journal.rollbackTo(level);
            interpreter.path.truncate(mark);
        }
    }

    private Completion handle(ExceptHandler handler, Value exception) {
        String name = handler.name();
        if (name != null) {
            set(name, exception);
        }
        return run(handler.body());
    }

    private boolean catches(ExceptHandler handler, Raised raised) {
        Expression type = handler.type();
        if (type == null) {
            return true;
        }
        if (type instanceof Expression.Tuple tuple) {
            for (Expression element : tuple.elts()) {
                if (catches(element, raised)) {
                    return true;
                }
            }
            return false;
        }
        return catches(type, raised);
    }

    private boolean catches(Expression type, Raised raised) {
        String caught = lastName(type);
        if (caught.equals("Exception") || caught.equals("BaseException")) {
            return true;
        }
        Value exception = raised.exception();
        if (exception instanceof CallValue call) {
            return call.name().equals(caught);
        }
        if (exception instanceof InstanceValue instance) {
            return instance.type().name().equals(caught) || instance.type().derivesFrom(caught);
        }
        return exception instanceof Value.Symbol symbol && symbol.name().equals(caught);
    }

    private static String lastName(Expression expression) {
        if (expression instanceof Expression.Name name) {
            return name.id();
        }
        return expression instanceof Expression.Attribute attribute ? attribute.attr() : "";
    }

    /** An import that fails would end up in the handler, but what is imported is there wherever the migration runs. */
    private static boolean isAboutImports(ExceptHandler handler) {
        Expression type = handler.type();
        return type != null
                && (lastName(type).equals("ImportError") || lastName(type).equals("ModuleNotFoundError"));
    }

    private static boolean isTrivial(List<Statement> body) {
        for (Statement statement : body) {
            boolean plainRaise = statement instanceof Statement.Raise;
            if (!plainRaise && !(statement instanceof Statement.Pass) && !(statement instanceof Statement.Continue)) {
                return false;
            }
        }
        return true;
    }
}
