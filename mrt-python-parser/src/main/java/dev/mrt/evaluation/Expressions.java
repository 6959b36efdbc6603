// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.migration.Condition;
import dev.mrt.python.Argument;
import dev.mrt.python.Arguments;
import dev.mrt.python.BinaryOperator;
import dev.mrt.python.BooleanOperator;
import dev.mrt.python.ComparisonOperator;
import dev.mrt.python.ConstantValue;
import dev.mrt.python.Expression;
import dev.mrt.python.Keyword;
import dev.mrt.python.Node;
import dev.mrt.python.NodeVisitor;
import dev.mrt.python.Statement;
import dev.mrt.python.UnaryOperator;
import dev.mrt.schema.Truth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Evaluates expressions and assigns to targets. */
final class Expressions implements NodeVisitor<Value> {

    private final Interpreter interpreter;
    private final Comprehensions comprehensions;
    private final Attributes attributes;

    Expressions(Interpreter interpreter) {
        this.interpreter = interpreter;
        this.comprehensions = new Comprehensions(interpreter);
        this.attributes = new Attributes(interpreter);
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

    private Value name(String id) {
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
                return interpreter.choose(
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
            return interpreter.choose(
                    choice.condition(),
                    () -> subscript(choice.whenTrue(), index),
                    () -> subscript(choice.whenFalse(), index));
        }
        if (index instanceof Value.Choice choice) {
            return interpreter.choose(
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
        assign(node.target(), value);
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

    private Value binary(BinaryOperator operator, Value left, Value right) {
        if (left instanceof Value.Choice choice) {
            return interpreter.choose(
                    choice.condition(),
                    () -> binary(operator, choice.whenTrue(), right),
                    () -> binary(operator, choice.whenFalse(), right));
        }
        if (right instanceof Value.Choice choice) {
            return interpreter.choose(
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
            return not(test(node.operand()));
        }
        return Operators.unary(node.op(), evaluate(node.operand()));
    }

    @Override
    public Value visitBoolOp(Expression.BoolOp node) {
        return bool(node, 0);
    }

    /** The operands from one on. Where the first is not known, the others are evaluated under the condition that they count. */
    private Value bool(Expression.BoolOp node, int from) {
        Value first = evaluate(node.values().get(from));
        if (from == node.values().size() - 1) {
            return first;
        }
        boolean and = node.op() == BooleanOperator.AND;
        Value test = truth(first, node.values().get(from));
        if (!(test instanceof Value.Test unknown)) {
            return (test == Value.TRUE) == and ? bool(node, from + 1) : first;
        }
        Condition condition = unknown.condition();
        Value[] rest = {Value.Singleton.ABSENT};
        interpreter.under(and ? condition : condition.negated(), () -> rest[0] = bool(node, from + 1));
        if (rest[0] == Value.Singleton.ABSENT) {
            return Value.Unknown.of(interpreter.snippet(node));
        }
        if (isTruthValue(first) && isTruthValue(rest[0])) {
            return and ? and(test, rest[0]) : or(test, rest[0]);
        }
        if (first instanceof Value.Test) {
            return and ? Merging.join(condition, rest[0], Value.FALSE) : Merging.join(condition, Value.TRUE, rest[0]);
        }
        // `setting or "default"`: either the setting, which nobody knows, or the default
        return Value.Unknown.of(interpreter.snippet(node));
    }

    private static boolean isTruthValue(Value value) {
        return value instanceof Value.Test || value == Value.TRUE || value == Value.FALSE;
    }

    static Value not(Value test) {
        if (test instanceof Value.Test unknown) {
            return new Value.Test(unknown.condition().negated());
        }
        return Value.of(test == Value.FALSE);
    }

    static Value and(Value first, Value second) {
        if (first == Value.FALSE || second == Value.FALSE) {
            return Value.FALSE;
        }
        if (first == Value.TRUE) {
            return second;
        }
        if (second == Value.TRUE) {
            return first;
        }
        return first instanceof Value.Test one && second instanceof Value.Test other
                ? new Value.Test(ConditionPath.all(List.of(one.condition(), other.condition())))
                : Value.Unknown.of("a condition");
    }

    static Value or(Value first, Value second) {
        if (first == Value.TRUE || second == Value.TRUE) {
            return Value.TRUE;
        }
        if (first == Value.FALSE) {
            return second;
        }
        if (second == Value.FALSE) {
            return first;
        }
        return first instanceof Value.Test one && second instanceof Value.Test other
                ? new Value.Test(ConditionPath.any(List.of(one.condition(), other.condition())))
                : Value.Unknown.of("a condition");
    }

    @Override
    public Value visitIfExp(Expression.IfExp node) {
        Value test = test(node.test());
        if (test instanceof Value.Test unknown) {
            return interpreter.choose(unknown.condition(), () -> evaluate(node.body()), () -> evaluate(node.orElse()));
        }
        return evaluate(test == Value.TRUE ? node.body() : node.orElse());
    }

    @Override
    public Value visitCompare(Expression.Compare node) {
        Value left = evaluate(node.left());
        Value result = Value.TRUE;
        for (int i = 0; i < node.ops().size(); i++) {
            Value right = evaluate(node.comparators().get(i));
            Value one = compare(node.ops().get(i), left, right, node);
            if (node.ops().size() == 1) {
                return one;
            }
            // SQLAlchemy: an expression a == b is false as a truth value, so a == b == c is a == b
            if (result == Value.TRUE
                    && one instanceof Value.Operator expression
                    && expression.operator().equals("==")) {
                return one;
            }
            result = and(result, truth(one, node));
            left = right;
        }
        return result;
    }

    private Value compare(ComparisonOperator operator, Value left, Value right, Expression.Compare node) {
        if (left instanceof Value.Choice choice) {
            return chosen(
                    choice.condition(),
                    compare(operator, choice.whenTrue(), right, node),
                    compare(operator, choice.whenFalse(), right, node));
        }
        if (right instanceof Value.Choice choice) {
            return chosen(
                    choice.condition(),
                    compare(operator, left, choice.whenTrue(), node),
                    compare(operator, left, choice.whenFalse(), node));
        }
        Value one = interpreter.resolve(left);
        Value other = interpreter.resolve(right);
        Truth known = Operators.compare(operator, one, other);
        if (!known.isUnknown()) {
            return Value.of(known.isTrue());
        }
        Condition condition = interpreter.host().compare(operator, one, other);
        if (condition != null) {
            return new Value.Test(described(condition, node));
        }
        Value.Unknown unknown = one instanceof Value.Unknown u ? u : other instanceof Value.Unknown u ? u : null;
        if (unknown != null) {
            return new Value.Test(
                    unknown.fromData()
                            ? new Condition.DependsOnData(interpreter.snippet(node))
                            : new Condition.Unknown(interpreter.snippet(node)));
        }
        return Operators.compared(operator, one, other);
    }

    private static Value chosen(Condition condition, Value whenTrue, Value whenFalse) {
        if (whenTrue == Value.TRUE && whenFalse == Value.FALSE) {
            return new Value.Test(condition);
        }
        if (whenTrue == Value.FALSE && whenFalse == Value.TRUE) {
            return new Value.Test(condition.negated());
        }
        return Merging.join(condition, whenTrue, whenFalse);
    }

    /** Whether two values are equal: {@code True}, {@code False} or a {@link Value.Test}. */
    Value equality(Value left, Value right, String description) {
        Value one = interpreter.resolve(left);
        Truth known = Operators.compare(ComparisonOperator.EQ, one, right);
        if (!known.isUnknown()) {
            return Value.of(known.isTrue());
        }
        Condition condition = interpreter.host().compare(ComparisonOperator.EQ, one, right);
        return new Value.Test(condition == null ? new Condition.Unknown(description) : condition);
    }

    // ---- truth

    /** The truth of an expression: {@code True}, {@code False} or a {@link Value.Test}. */
    Value test(Expression expression) {
        return truth(evaluate(expression), expression);
    }

    private Value truth(Value value, Expression expression) {
        if (value instanceof Value.Choice choice) {
            Value whenTrue = truth(choice.whenTrue(), expression);
            Value whenFalse = truth(choice.whenFalse(), expression);
            return or(
                    and(new Value.Test(choice.condition()), whenTrue),
                    and(new Value.Test(choice.condition().negated()), whenFalse));
        }
        Value known = interpreter.resolve(value);
        Truth truth = Operators.truth(known);
        if (!truth.isUnknown()) {
            return Value.of(truth.isTrue());
        }
        if (known instanceof Value.Test) {
            return known;
        }
        Condition condition = interpreter.host().test(known);
        if (condition != null) {
            return new Value.Test(described(condition, expression));
        }
        if (known instanceof Value.Unknown unknown && unknown.fromData()) {
            return new Value.Test(new Condition.DependsOnData(interpreter.snippet(expression)));
        }
        return new Value.Test(new Condition.Unknown(interpreter.snippet(expression)));
    }

    /** What depends on data is described as it is written. */
    private Condition described(Condition condition, Expression expression) {
        return condition instanceof Condition.DependsOnData
                ? new Condition.DependsOnData(interpreter.snippet(expression))
                : condition;
    }

    // ---- targets

    void assign(Expression target, Value value) {
        if (target instanceof Expression.Name name) {
            interpreter.statements.set(name.id(), value);
        } else if (target instanceof Expression.Attribute attribute) {
            attributes.set(evaluate(attribute.value()), attribute.attr(), value);
        } else if (target instanceof Expression.Subscript subscript) {
            Value owner = evaluate(subscript.value());
            if (!(subscript.slice() instanceof Expression.Slice)) {
                Subscripts.set(owner, evaluate(subscript.slice()), value, interpreter);
            } else if (owner instanceof ListValue list) {
                interpreter.journal.touch(list);
                list.markIncomplete();
            }
        } else if (target instanceof Expression.Tuple tuple) {
            unpack(tuple.elts(), value);
        } else if (target instanceof Expression.ListExpression list) {
            unpack(list.elts(), value);
        } else if (target instanceof Expression.Starred starred) {
            assign(starred.value(), value);
        }
    }

    private void unpack(List<Expression> targets, Value value) {
        List<Value> items = interpreter.items(value);
        int star = -1;
        for (int i = 0; i < targets.size(); i++) {
            if (targets.get(i) instanceof Expression.Starred) {
                star = i;
            }
        }
        if (items == null || (star < 0 ? items.size() != targets.size() : items.size() < targets.size() - 1)) {
            for (int i = 0; i < targets.size(); i++) {
                assign(targets.get(i), Subscripts.part(value, i, interpreter));
            }
            return;
        }
        List<Value> fixed = List.copyOf(items);
        int extra = fixed.size() - targets.size();
        for (int i = 0, at = 0; i < targets.size(); i++) {
            if (i == star) {
                assign(targets.get(i), new ListValue(fixed.subList(at, at + extra + 1)));
                at += extra + 1;
            } else {
                assign(targets.get(i), fixed.get(at++));
            }
        }
    }

    void augment(Statement.AugAssign node) {
        Value right = evaluate(node.value());
        if (node.target() instanceof Expression.Name name) {
            Value left = name(name.id());
            interpreter.statements.set(name.id(), augmented(node.op(), left, right));
        } else if (node.target() instanceof Expression.Attribute attribute) {
            Value owner = evaluate(attribute.value());
            Value left = attribute(owner, attribute.attr());
            attributes.set(owner, attribute.attr(), augmented(node.op(), left, right));
        } else if (node.target() instanceof Expression.Subscript subscript
                && !(subscript.slice() instanceof Expression.Slice)) {
            Value owner = evaluate(subscript.value());
            Value index = evaluate(subscript.slice());
            Value left = subscript(owner, index);
            Subscripts.set(owner, index, augmented(node.op(), left, right), interpreter);
        }
    }

    private Value augmented(BinaryOperator operator, Value left, Value right) {
        if (left instanceof ListValue list && operator == BinaryOperator.ADD) {
            return ContainerMethods.extend(list, right, interpreter);
        }
        if (left instanceof SetValue set && operator == BinaryOperator.BITOR && right instanceof SetValue other) {
            interpreter.journal.touch(set);
            set.mutableItems().addAll(other.items());
            return set;
        }
        if (left instanceof DictValue dict && operator == BinaryOperator.BITOR && right instanceof DictValue other) {
            interpreter.journal.touch(dict);
            dict.mutableEntries().putAll(other.entries());
            return dict;
        }
        return binary(operator, left, right);
    }

    void delete(Expression target) {
        if (target instanceof Expression.Name name) {
            Scope scope = interpreter.frame().target(name.id());
            interpreter.journal.touch(scope);
            scope.remove(name.id());
        } else if (target instanceof Expression.Subscript subscript) {
            Value owner = evaluate(subscript.value());
            if (owner instanceof DictValue dict) {
                interpreter.journal.touch(dict);
                dict.mutableEntries().remove(evaluate(subscript.slice()));
            } else if (owner instanceof ListValue list) {
                interpreter.journal.touch(list);
                list.markIncomplete();
            }
        } else if (target instanceof Expression.Tuple tuple) {
            tuple.elts().forEach(this::delete);
        }
    }
}
