// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import java.util.List;
import java.util.Map;

/** Reads and sets attributes. */
final class Attributes {

    private final Interpreter interpreter;

    Attributes(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    Value get(Value owner, String name) {
        if (owner instanceof Value.Symbol symbol) {
            Value known = interpreter.host().attribute(owner, name, interpreter);
            if (known != null) {
                return known;
            }
            return new Value.Symbol(symbol.path() + "." + name);
        }
        if (owner instanceof Value.Choice choice) {
            return interpreter.choose(
                    choice.condition(), () -> get(choice.whenTrue(), name), () -> get(choice.whenFalse(), name));
        }
        if (owner instanceof Value.Unknown || owner instanceof Value.Test) {
            return owner;
        }
        if (owner instanceof InstanceValue instance) {
            return ofInstance(instance, name);
        }
        if (owner instanceof ClassValue type) {
            return ofClass(type, name);
        }
        if (owner instanceof Value.ModuleValue module) {
            Value value = module.scope().own(name);
            return value == null ? interpreter.resolve(new Value.Symbol(module.path() + "." + name)) : value;
        }
        if (owner instanceof FunctionValue function && name.equals("__name__")) {
            return Text.of(function.name());
        }
        if (owner instanceof CallValue call) {
            Value path = Paths.attribute(call, name);
            if (path != null) {
                return path;
            }
        }
        Value known = interpreter.host().attribute(owner, name, interpreter);
        return known == null ? new Value.Attribute(owner, name) : known;
    }

    private Value ofInstance(InstanceValue instance, String name) {
        Value value = instance.attribute(name);
        if (value instanceof FunctionValue function) {
            return bind(instance, function, instance.attributes().containsKey(name));
        }
        if (value != null) {
            return value;
        }
        if (name.equals("__class__")) {
            return instance.type();
        }
        Value known = interpreter.host().attribute(instance, name, interpreter);
        return known == null ? new Value.Attribute(instance, name) : known;
    }

    private Value bind(InstanceValue instance, FunctionValue function, boolean ownAttribute) {
        if (ownAttribute) {
            return function;
        }
        return switch (function.binding()) {
            case STATIC -> function;
            case CLASS -> new Value.BoundMethod(instance.type(), function);
            case PROPERTY -> interpreter.calls.call(function, CallArguments.of(List.of(instance)), null, true);
            case PLAIN, CONTEXT_MANAGER -> new Value.BoundMethod(instance, function);
        };
    }

    private Value ofClass(ClassValue type, String name) {
        Value value = type.attribute(name);
        if (value instanceof FunctionValue function && function.binding() == FunctionValue.Binding.CLASS) {
            return new Value.BoundMethod(type, function);
        }
        if (value instanceof CallValue) {
            // a mapped column is known by its class and name rather than by how it was declared
            Value mapped = interpreter.host().attribute(type, name, interpreter);
            return mapped == null ? value : mapped;
        }
        if (value != null) {
            return value;
        }
        if (name.equals("__name__") || name.equals("__qualname__")) {
            return Text.of(type.name());
        }
        if (name.equals("__members__") && type.isEnum()) {
            return members(type);
        }
        Value known = interpreter.host().attribute(type, name, interpreter);
        return known == null ? new Value.Attribute(type, name) : known;
    }

    private static DictValue members(ClassValue type) {
        DictValue members = new DictValue(Map.of());
        for (InstanceValue member : type.members()) {
            Value name = member.attribute("name");
            if (name != null) {
                members.mutableEntries().put(name, member);
            }
        }
        return members;
    }

    void set(Value owner, String name, Value value) {
        if (owner instanceof InstanceValue instance) {
            interpreter.journal.touch(instance);
            instance.set(name, value);
        } else if (owner instanceof ClassValue type) {
            interpreter.journal.touch(type.scope());
            type.scope().set(name, value);
        } else if (owner instanceof Value.ModuleValue module) {
            interpreter.journal.touch(module.scope());
            module.scope().set(name, value);
        } else {
            interpreter.host().assigned(owner, name, value, interpreter);
        }
    }
}
