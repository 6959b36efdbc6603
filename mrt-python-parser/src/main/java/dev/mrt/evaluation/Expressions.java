// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.python.Argument;
import dev.mrt.python.Arguments;
import dev.mrt.python.BinaryOperator;
import dev.mrt.python.ConstantValue;
import dev.mrt.python.Expression;
import dev.mrt.python.Keyword;
import dev.mrt.python.Node;
import dev.mrt.python.NodeVisitor;
import dev.mrt.python.UnaryOperator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Evaluates expressions. */
final class Expressions implements NodeVisitor<Value> {

    private final Interpreter interpreter;
    private final Comprehensions comprehensions;
    private final Attributes attributes;
    private final Conditions conditions;

    Expressions(Interpreter interpreter) {
        this.interpreter = interpreter;
        this.comprehensions = new Comprehensions(interpreter);
        this.attributes = new Attributes(interpreter);
        this.conditions = new Conditions(interpreter);
    }

    Value evaluate(Expression expression) {
        interpreter.spend();
        if (!interpreter.enter()) {
            return Value.Unknown.of("the expression is nested too deeply");
        }
        Value value = expression.accept(this);
        interpreter.leave();
        return value;
    }

    @Override
    public Value visitNode(Node node) {
        return Value.Unknown.of(interpreter.snippet(node));
    }

    // ---- atoms

    @Override
    public Value visitConstant(Expression.Constant node) {
        ConstantValue value = node.value();
        if (value instanceof ConstantValue.StringValue string) {
            return Text.of(new Literal(interpreter.frame().file, string.value(), node.start(), node.end()));
        }
        if (value instanceof ConstantValue.IntegerValue integer) {
            return integer.value().bitLength() < 64
                    ? Value.of(integer.value().longValue())
                    : Value.Unknown.of("a number of more than 64 bits");
        }
        if (value instanceof ConstantValue.FloatValue number) {
            return new Value.FloatValue(number.value());
        }
        if (value instanceof ConstantValue.BytesValue bytes) {
            return new Value.BytesValue(bytes.value());
        }
        if (value instanceof ConstantValue.Singleton singleton) {
            return switch (singleton) {
                case TRUE -> Value.TRUE;
                case FALSE -> Value.FALSE;
                case NONE -> Value.NONE;
                case ELLIPSIS -> Value.Singleton.ELLIPSIS;
            };
        }
        return Value.Unknown.of(interpreter.snippet(node));
    }

    @Override
    public Value visitName(Expression.Name node) {
        return name(node.id());
    }

    Value name(String id) {
        Scope scope = interpreter.frame().scope;
        Value value = scope.find(id);
        if (value != null) {
            return value;
        }
        if (id.equals("__file__")) {
            return Text.of(interpreter.frame().file.path());
        }
        if (id.equals("__name__")) {
            return Text.of("migration");
        }
        if (BuiltIns.isName(id)) {
            return new Value.Symbol("builtins." + id);
        }
        List<String> stars = scope.module().starImports();
        for (int i = stars.size() - 1; i >= 0; i--) {
            Value.Symbol symbol = new Value.Symbol(stars.get(i));
            if (ProjectModules.isOutside(symbol) || i == 0) {
                return new Value.Symbol(stars.get(i) + "." + id);
            }
        }
        return Value.Unknown.of("the name " + id + " is not defined");
    }

    @Override
    public Value visitJoinedStr(Expression.JoinedStr node) {
        return joined(node.values(), 0, new Text.Builder());
    }

    private Value joined(List<Expression> parts, int from, Text.Builder builder) {
        for (int i = from; i < parts.size(); i++) {
            Expression part = parts.get(i);
            Value value = part instanceof Expression.FormattedValue field ? formatted(field) : evaluate(part);
            if (value instanceof Value.Choice choice) {
                Text before = builder.build();
                int next = i + 1;
                return interpreter.branches.choose(
                        choice.condition(),
                        () -> joined(
                                parts, next, new Text.Builder().append(before).append(text(choice.whenTrue()))),
                        () -> joined(
                                parts, next, new Text.Builder().append(before).append(text(choice.whenFalse()))));
            }
            builder.append(text(value));
        }
        return bounded(builder.build());
    }

    private Text text(Value value) {
        return value instanceof Text text ? text : Formatting.string(interpreter.resolve(value));
    }

    private Value formatted(Expression.FormattedValue field) {
        Value value = interpreter.resolve(evaluate(field.value()));
        Expression specification = field.formatSpec();
        String format =
                specification == null ? "" : text(evaluate(specification)).value();
        return value instanceof Value.Choice && format.isEmpty() && field.conversion() < 0
                ? value
                : Formatting.formatted(value, field.conversion(), format);
    }

    private Value bounded(Text text) {
        if (text.value().length() > interpreter.limits().textLength()) {
            return Text.unknown();
        }
        interpreter.spend(text.value().length() / 256);
        return text;
    }

    @Override
    public Value visitFormattedValue(Expression.FormattedValue node) {
        return formatted(node);
    }

    // ---- displays

    private List<Value> elements(List<Expression> expressions, ListValue incomplete) {
        List<Value> items = new ArrayList<>(expressions.size());
        for (Expression expression : expressions) {
            if (expression instanceof Expression.Starred starred) {
                List<Value> more = interpreter.items(evaluate(starred.value()));
                if (more == null) {
                    incomplete.markIncomplete();
                } else {
                    items.addAll(more);
                    interpreter.spend(more.size());
                }
            } else {
                items.add(evaluate(expression));
            }
        }
        return items;
    }

    @Override
    public Value visitListExpression(Expression.ListExpression node) {
        ListValue list = new ListValue(List.of());
        list.mutableItems().addAll(elements(node.elts(), list));
        return list;
    }

    @Override
    public Value visitTuple(Expression.Tuple node) {
        ListValue state = new ListValue(List.of());
        List<Value> items = elements(node.elts(), state);
        if (state.isComplete()) {
            return new Value.TupleValue(items);
        }
        state.mutableItems().addAll(items);
        return state;
    }

    @Override
    public Value visitSetExpression(Expression.SetExpression node) {
        ListValue state = new ListValue(List.of());
        List<Value> items = elements(node.elts(), state);
        return state.isComplete() ? new SetValue(items) : Value.Unknown.of(interpreter.snippet(node));
    }

    @Override
    public Value visitDict(Expression.Dict node) {
        DictValue dict = new DictValue(Map.of());
        for (int i = 0; i < node.values().size(); i++) {
            Expression key = node.keys().get(i);
            Value value = evaluate(node.values().get(i));
            if (key != null) {
                dict.mutableEntries().put(evaluate(key), value);
            } else if (value instanceof DictValue other) {
                dict.mutableEntries().putAll(other.entries());
                interpreter.spend(other.entries().size());
                if (!other.isComplete()) {
                    dict.markIncomplete();
                }
            } else {
                dict.markIncomplete();
            }
        }
        return dict;
    }

    @Override
    public Value visitListComp(Expression.ListComp node) {
        return comprehensions.list(node.elt(), node.generators());
    }

    @Override
    public Value visitGeneratorExp(Expression.GeneratorExp node) {
        return comprehensions.list(node.elt(), node.generators());
    }

    @Override
    public Value visitSetComp(Expression.SetComp node) {
        Value list = comprehensions.list(node.elt(), node.generators());
        return list instanceof ListValue items && items.isComplete() ? new SetValue(items.items()) : list;
    }

    @Override
    public Value visitDictComp(Expression.DictComp node) {
        return comprehensions.dict(node.key(), node.value(), node.generators());
    }

    // ---- attributes, subscripts, calls

    @Override
    public Value visitAttribute(Expression.Attribute node) {
        return attribute(evaluate(node.value()), node.attr());
    }

    Value attribute(Value owner, String name) {
        return attributes.get(owner, name);
    }

    void setAttribute(Value owner, String name, Value value) {
        attributes.set(owner, name, value);
    }

    @Override
    public Value visitSubscript(Expression.Subscript node) {
        Value owner = evaluate(node.value());
        if (node.slice() instanceof Expression.Slice slice) {
            Value lower = bound(slice.lower());
            Value upper = bound(slice.upper());
            Value step = bound(slice.step());
            return Subscripts.slice(interpreter.resolve(owner), lower, upper, step);
        }
        return subscript(owner, evaluate(node.slice()));
    }

    private Value bound(@Nullable Expression expression) {
        return expression == null ? Value.NONE : evaluate(expression);
    }

    Value subscript(Value owner, Value index) {
        if (owner instanceof Value.Choice choice) {
            return interpreter.branches.choose(
                    choice.condition(),
                    () -> subscript(choice.whenTrue(), index),
                    () -> subscript(choice.whenFalse(), index));
        }
        if (index instanceof Value.Choice choice) {
            return interpreter.branches.choose(
                    choice.condition(),
                    () -> subscript(owner, choice.whenTrue()),
                    () -> subscript(owner, choice.whenFalse()));
        }
        return Subscripts.get(interpreter.resolve(owner), index, interpreter);
    }

    @Override
    public Value visitCall(Expression.Call node) {
        Value callee = evaluate(node.func());
        CallArguments arguments = arguments(node);
        // upgrade() of a multi-database template only picks the function that is the upgrade proper
        boolean dispatch = node.func() instanceof Expression.Subscript;
        return interpreter.calls.call(callee, arguments, interpreter.range(node), dispatch);
    }

    private CallArguments arguments(Expression.Call node) {
        if (node.args().isEmpty() && node.keywords().isEmpty()) {
            return CallArguments.NONE;
        }
        boolean open = false;
        List<Value> positional = new ArrayList<>(node.args().size());
        for (Expression argument : node.args()) {
            if (argument instanceof Expression.Starred starred) {
                Value value = evaluate(starred.value());
                List<Value> items = interpreter.items(value);
                if (items == null) {
                    open = true;
                } else {
                    interpreter.spend(items.size());
                    positional.addAll(items);
                }
            } else {
                positional.add(evaluate(argument));
            }
        }
        if (node.keywords().isEmpty()) {
            return new CallArguments(positional, Map.of(), open);
        }
        Map<String, Value> keywords = new LinkedHashMap<>();
        for (Keyword keyword : node.keywords()) {
            String name = keyword.arg();
            Value value = evaluate(keyword.value());
            if (name != null) {
                keywords.put(name, value);
            } else if (value instanceof DictValue dict) {
                boolean added = addKeywords(dict, keywords);
                open |= !dict.isComplete() || !added;
            } else {
                open = true;
            }
        }
        return new CallArguments(positional, keywords, open);
    }

    private static boolean addKeywords(DictValue dict, Map<String, Value> keywords) {
        boolean all = true;
        for (Map.Entry<Value, Value> entry : dict.entries().entrySet()) {
            if (entry.getKey() instanceof Text key) {
                keywords.put(key.value(), entry.getValue());
            } else {
                all = false;
            }
        }
        return all;
    }

    @Override
    public Value visitLambda(Expression.Lambda node) {
        return FunctionValue.lambda(node, interpreter.frame().scope, interpreter.frame().file, defaults(node.args()));
    }

    /** The default values of parameters, evaluated where the function is defined. */
    Map<String, Value> defaults(Arguments parameters) {
        if (parameters.defaults().isEmpty() && parameters.kwDefaults().isEmpty()) {
            return Map.of();
        }
        Map<String, Value> defaults = new HashMap<>();
        List<Argument> positional = new ArrayList<>(parameters.posOnlyArgs());
        positional.addAll(parameters.args());
        int first = positional.size() - parameters.defaults().size();
        for (int i = 0; i < parameters.defaults().size(); i++) {
            defaults.put(
                    positional.get(first + i).arg(),
                    evaluate(parameters.defaults().get(i)));
        }
        for (int i = 0; i < parameters.kwDefaults().size(); i++) {
            Expression value = parameters.kwDefaults().get(i);
            if (value != null) {
                defaults.put(parameters.kwOnlyArgs().get(i).arg(), evaluate(value));
            }
        }
        return defaults;
    }

    @Override
    public Value visitAwait(Expression.Await node) {
        return evaluate(node.value());
    }

    @Override
    public Value visitYield(Expression.Yield node) {
        Expression expression = node.value();
        return interpreter.calls.yielded(expression == null ? Value.NONE : evaluate(expression));
    }

    @Override
    public Value visitYieldFrom(Expression.YieldFrom node) {
        List<Value> items = interpreter.items(evaluate(node.value()));
        if (items != null) {
            for (Value item : List.copyOf(items)) {
                interpreter.calls.yielded(item);
            }
        }
        return Value.NONE;
    }

    @Override
    public Value visitStarred(Expression.Starred node) {
        return evaluate(node.value());
    }

    @Override
    public Value visitNamedExpr(Expression.NamedExpr node) {
        Value value = evaluate(node.value());
        interpreter.targets.assign(node.target(), value);
        return value;
    }

    // ---- operators

    @Override
    public Value visitBinOp(Expression.BinOp node) {
        List<Expression.BinOp> chain = new ArrayList<>(4);
        Expression leftmost = node;
        while (leftmost instanceof Expression.BinOp operation) {
            chain.add(operation);
            leftmost = operation.left();
        }
        Value value = evaluate(leftmost);
        for (int i = chain.size() - 1; i >= 0; i--) {
            interpreter.spend();
            value = binary(chain.get(i).op(), value, evaluate(chain.get(i).right()));
        }
        return value;
    }

    Value binary(BinaryOperator operator, Value left, Value right) {
        if (left instanceof Value.Choice choice) {
            return interpreter.branches.choose(
                    choice.condition(),
                    () -> binary(operator, choice.whenTrue(), right),
                    () -> binary(operator, choice.whenFalse(), right));
        }
        if (right instanceof Value.Choice choice) {
            return interpreter.branches.choose(
                    choice.condition(),
                    () -> binary(operator, left, choice.whenTrue()),
                    () -> binary(operator, left, choice.whenFalse()));
        }
        Value result =
                Operators.binary(operator, interpreter.resolve(left), interpreter.resolve(right), interpreter.limits());
        return result instanceof Text text ? bounded(text) : result;
    }

    @Override
    public Value visitUnaryOp(Expression.UnaryOp node) {
        if (node.op() == UnaryOperator.NOT) {
            return Conditions.not(test(node.operand()));
        }
        return Operators.unary(node.op(), evaluate(node.operand()));
    }

    @Override
    public Value visitBoolOp(Expression.BoolOp node) {
        return conditions.bool(node, 0);
    }

    @Override
    public Value visitIfExp(Expression.IfExp node) {
        Value test = test(node.test());
        if (test instanceof Value.Test unknown) {
            return interpreter.branches.choose(
                    unknown.condition(), () -> evaluate(node.body()), () -> evaluate(node.orElse()));
        }
        return evaluate(test == Value.TRUE ? node.body() : node.orElse());
    }

    @Override
    public Value visitCompare(Expression.Compare node) {
        return conditions.compare(node);
    }

    /** Whether two values are equal: {@code True}, {@code False} or a {@link Value.Test}. */
    Value equality(Value left, Value right, String description) {
        return conditions.equality(left, right, description);
    }

    /** The truth of an expression: {@code True}, {@code False} or a {@link Value.Test}. */
    Value test(Expression expression) {
        return conditions.truth(evaluate(expression), expression);
    }
}
