// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and sets attributes. */
final class Attributes {

    private static final int DEPTH = 6;

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
            return interpreter.branches.choose(
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
        if (owner instanceof Value.Super bases) {
            return ofBases(bases, name);
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
        Value own = instance.attribute(name);
        Value value = own == null ? inherited(instance.type(), name, DEPTH) : own;
        if (value instanceof FunctionValue function) {
            return bind(instance, function, instance.attributes().containsKey(name));
        }
        if (value != null) {
            return value;
        }
        if (name.equals("__class__")) {
            return instance.type();
        }
        if (lookUp(instance.type(), "__getattr__") instanceof FunctionValue fallback) {
            return interpreter.calls.call(fallback, CallArguments.of(List.of(instance, Text.of(name))), null, true);
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
        Value value = lookUp(type, name);
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

    private Value ofBases(Value.Super view, String name) {
        Value value = inherited(view.type(), name, DEPTH);
        if (!(value instanceof FunctionValue function)) {
            return value == null ? new Value.Attribute(view, name) : value;
        }
        if (view.receiver() instanceof InstanceValue instance) {
            return bind(instance, function, false);
        }
        return function.binding() == FunctionValue.Binding.STATIC
                ? function
                : new Value.BoundMethod(view.receiver(), function);
    }

    /** An attribute of a class or of a base, also of one that the project defines in another module. */
    @Nullable
    Value lookUp(ClassValue type, String name) {
        Value own = type.attribute(name);
        return own == null ? inherited(type, name, DEPTH) : own;
    }

    private @Nullable Value inherited(ClassValue type, String name, int depth) {
        for (Value base : type.bases()) {
            interpreter.spend();
            if (depth > 0 && interpreter.resolve(base) instanceof ClassValue parent) {
                Value own = parent.attribute(name);
                Value found = own == null ? inherited(parent, name, depth - 1) : own;
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
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
