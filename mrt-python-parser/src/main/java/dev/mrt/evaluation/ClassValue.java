// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A class defined in Python that was evaluated. Not thread-safe. */
public final class ClassValue implements Value {

    private static final int DEPTH = 12;

    private final String name;
    private final List<Value> bases;
    private final Map<String, Value> keywords;
    private final Scope scope;

    ClassValue(String name, List<Value> bases, Map<String, Value> keywords, Scope scope) {
        this.name = name;
        this.bases = List.copyOf(bases);
        this.keywords = Map.copyOf(keywords);
        this.scope = scope;
    }

    /** The class's name. */
    public String name() {
        return name;
    }

    /** The bases as written: classes, symbols, or whatever they evaluate to. */
    public List<Value> bases() {
        return bases;
    }

    /** The keywords of the class header. */
    public Map<String, Value> keywords() {
        return keywords;
    }

    /** The names that the class body sets. */
    public Scope scope() {
        return scope;
    }

    /** An attribute of this class or of a base that was evaluated, or null. */
    public @Nullable Value attribute(String attribute) {
        return attribute(attribute, DEPTH);
    }

    private @Nullable Value attribute(String attribute, int depth) {
        Value own = scope.own(attribute);
        if (own != null || depth == 0) {
            return own;
        }
        for (Value base : bases) {
            if (base instanceof ClassValue parent) {
                Value inherited = parent.attribute(attribute, depth - 1);
                if (inherited != null) {
                    return inherited;
                }
            }
        }
        return null;
    }

    /** The class, this one or a base, whose body defines a method; null where it is none of them. */
    @Nullable
    ClassValue definer(FunctionValue method) {
        return definer(method, DEPTH);
    }

    private @Nullable ClassValue definer(FunctionValue method, int depth) {
        if (scope.own(method.name()) == method) {
            return this;
        }
        for (Value base : bases) {
            ClassValue found =
                    base instanceof ClassValue parent && depth > 0 ? parent.definer(method, depth - 1) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Whether this class derives, directly or not, from something imported under a name such as {@code Enum}. */
    public boolean derivesFrom(String baseName) {
        return derivesFrom(baseName, DEPTH);
    }

    private boolean derivesFrom(String baseName, int depth) {
        for (Value base : bases) {
            if (base instanceof Symbol symbol && symbol.name().equals(baseName)) {
                return true;
            }
            if (base instanceof ClassValue parent
                    && depth > 0
                    && (parent.name().equals(baseName) || parent.derivesFrom(baseName, depth - 1))) {
                return true;
            }
        }
        return false;
    }

    /** Whether this is an {@code enum.Enum}. */
    public boolean isEnum() {
        return derivesFrom("Enum")
                || derivesFrom("IntEnum")
                || derivesFrom("StrEnum")
                || derivesFrom("Flag")
                || derivesFrom("IntFlag")
                || derivesFrom("TextChoices")
                || derivesFrom("IntegerChoices");
    }

    /** The members of an enum class, in order; empty for any other class. */
    public List<InstanceValue> members() {
        if (!isEnum()) {
            return List.of();
        }
        List<InstanceValue> members = new ArrayList<>();
        for (Value value : scope.names().values()) {
            if (value instanceof InstanceValue instance && instance.type() == this) {
                members.add(instance);
            }
        }
        return members;
    }
}
