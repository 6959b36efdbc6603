// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.python.BinaryOperator;
import dev.mrt.python.Expression;
import dev.mrt.python.Statement;
import java.util.List;

/** Assigns to names, attributes, items and patterns of them, and deletes them. */
final class Targets {

    private final Interpreter interpreter;

    Targets(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    /** Assigns a value. */
    void assign(Expression target, Value value) {
        if (target instanceof Expression.Name name) {
            interpreter.statements.set(name.id(), value);
        } else if (target instanceof Expression.Attribute attribute) {
            interpreter.expressions.setAttribute(
                    interpreter.expressions.evaluate(attribute.value()), attribute.attr(), value);
        } else if (target instanceof Expression.Subscript subscript) {
            Value owner = interpreter.expressions.evaluate(subscript.value());
            if (!(subscript.slice() instanceof Expression.Slice)) {
                Subscripts.set(owner, interpreter.expressions.evaluate(subscript.slice()), value, interpreter);
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

    /** {@code target += value} and the like. */
    void augment(Statement.AugAssign node) {
        Value right = interpreter.expressions.evaluate(node.value());
        if (node.target() instanceof Expression.Name name) {
            Value left = interpreter.expressions.name(name.id());
            interpreter.statements.set(name.id(), augmented(node.op(), left, right));
        } else if (node.target() instanceof Expression.Attribute attribute) {
            Value owner = interpreter.expressions.evaluate(attribute.value());
            Value left = interpreter.expressions.attribute(owner, attribute.attr());
            interpreter.expressions.setAttribute(owner, attribute.attr(), augmented(node.op(), left, right));
        } else if (node.target() instanceof Expression.Subscript subscript
                && !(subscript.slice() instanceof Expression.Slice)) {
            Value owner = interpreter.expressions.evaluate(subscript.value());
            Value index = interpreter.expressions.evaluate(subscript.slice());
            Value left = interpreter.expressions.subscript(owner, index);
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
        return interpreter.expressions.binary(operator, left, right);
    }

    /** {@code del target}. */
    void delete(Expression target) {
        if (target instanceof Expression.Name name) {
            Scope scope = interpreter.frame().target(name.id());
            interpreter.journal.touch(scope);
            scope.remove(name.id());
        } else if (target instanceof Expression.Subscript subscript) {
            Value owner = interpreter.expressions.evaluate(subscript.value());
            if (owner instanceof DictValue dict) {
                interpreter.journal.touch(dict);
                dict.mutableEntries().remove(interpreter.expressions.evaluate(subscript.slice()));
            } else if (owner instanceof ListValue list) {
                interpreter.journal.touch(list);
                list.markIncomplete();
            }
        } else if (target instanceof Expression.Tuple tuple) {
            tuple.elts().forEach(this::delete);
        }
    }
}
