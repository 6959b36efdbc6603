// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.migration.Condition;
import dev.mrt.migration.Step;
import dev.mrt.python.Alias;
import dev.mrt.python.Expression;
import dev.mrt.python.Node;
import dev.mrt.python.NodeVisitor;
import dev.mrt.python.Statement;
import dev.mrt.python.WithItem;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Evaluates statements. */
final class Statements implements NodeVisitor<Completion> {

    private final Interpreter interpreter;
    private final Definitions definitions;
    private final Loops loops;
    private final Attempts attempts;

    Statements(Interpreter interpreter) {
        this.interpreter = interpreter;
        this.definitions = new Definitions(interpreter);
        this.loops = new Loops(interpreter);
        this.attempts = new Attempts(interpreter);
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
            interpreter.targets.assign(target, value);
        }
        return Completion.NORMAL;
    }

    @Override
    public Completion visitAnnAssign(Statement.AnnAssign node) {
        Expression value = node.value();
        if (value != null) {
            interpreter.targets.assign(node.target(), evaluate(value));
        }
        return Completion.NORMAL;
    }

    @Override
    public Completion visitAugAssign(Statement.AugAssign node) {
        interpreter.targets.augment(node);
        return Completion.NORMAL;
    }

    @Override
    public Completion visitDelete(Statement.Delete node) {
        for (Expression target : node.targets()) {
            interpreter.targets.delete(target);
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
                interpreter.frame().scope.module().imports().add(alias.name());
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
        definitions.function(node);
        return Completion.NORMAL;
    }

    @Override
    public Completion visitAsyncFunctionDef(Statement.AsyncFunctionDef node) {
        definitions.function(node);
        return Completion.NORMAL;
    }

    @Override
    public Completion visitClassDef(Statement.ClassDef node) {
        definitions.type(node);
        return Completion.NORMAL;
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
        return interpreter.branches.run(condition, () -> run(node.body()), () -> run(node.orElse()));
    }

    @Override
    public Completion visitMatch(Statement.Match node) {
        return new Matching(interpreter).run(node, evaluate(node.subject()), 0);
    }

    // ---- loops

    @Override
    public Completion visitFor(Statement.For node) {
        return loops.over(node.target(), evaluate(node.iter()), node.body(), node.orElse());
    }

    @Override
    public Completion visitAsyncFor(Statement.AsyncFor node) {
        return loops.over(node.target(), evaluate(node.iter()), node.body(), node.orElse());
    }

    @Override
    public Completion visitWhile(Statement.While node) {
        return loops.during(node);
    }

    /** What a loop over a value gives whose items are not known. */
    Host.Rounds roundsOf(Value iterable) {
        return loops.roundsOf(iterable);
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
            return interpreter.branches.run(
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
            interpreter.targets.assign(target, value);
        }
        return body.get();
    }

    // ---- exceptions

    @Override
    public Completion visitTry(Statement.Try node) {
        return attempts.run(node.body(), node.handlers(), node.orElse(), node.finalBody());
    }

    @Override
    public Completion visitTryStar(Statement.TryStar node) {
        return attempts.run(node.body(), node.handlers(), node.orElse(), node.finalBody());
    }
}
