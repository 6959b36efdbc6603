// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.migration.Condition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of a module, a class or a running function, in the order of their first assignment. Not thread-safe. */
public final class Scope implements Mutable {

    private final @Nullable Scope enclosing;
    private final Scope module;
    private Map<String, Value> names = new LinkedHashMap<>();
    private final List<String> starImports = new ArrayList<>(0);
    private final List<String> imports = new ArrayList<>(0);
    private final List<String> fields = new ArrayList<>(0);
    private final boolean ofClass;

    /** The scope of a module. */
    Scope() {
        this.enclosing = null;
        this.module = this;
        this.ofClass = false;
    }

    private Scope(Scope enclosing, boolean ofClass) {
        this.enclosing = enclosing;
        this.module = enclosing.module;
        this.ofClass = ofClass;
    }

    /** The scope of a call of a function that was defined in another. */
    static Scope ofFunction(Scope enclosing) {
        return new Scope(enclosing, false);
    }

    /** The scope of a class body. */
    static Scope ofClass(Scope enclosing) {
        return new Scope(enclosing, true);
    }

    /** The names set here, without those of enclosing scopes. */
    public Map<String, Value> names() {
        return Collections.unmodifiableMap(names);
    }

    /** The value of a name set here, or null. */
    public @Nullable Value own(String name) {
        return names.get(name);
    }

    /** The value of a name here or in an enclosing scope, or null. */
    @Nullable
    Value find(String name) {
        Value value = names.get(name);
        if (value != null) {
            return value == Value.Singleton.ABSENT ? null : value;
        }
        return enclosing == null ? null : enclosing.find(name);
    }

    /** The nearest enclosing scope that sets a name, for {@code nonlocal}. */
    Scope owner(String name) {
        for (Scope scope = enclosing; scope != null && scope != module; scope = scope.enclosing) {
            if (scope.names.containsKey(name)) {
                return scope;
            }
        }
        return this;
    }

    boolean isClass() {
        return ofClass;
    }

    /** The annotated names of a class body, in order. */
    List<String> fields() {
        return fields;
    }

    Scope module() {
        return module;
    }

    @Nullable
    Scope enclosing() {
        return enclosing;
    }

    void set(String name, Value value) {
        names.put(name, value);
    }

    void remove(String name) {
        names.remove(name);
    }

    /** Modules that a module imports by their full path, under no name of their own. */
    List<String> imports() {
        return imports;
    }

    /** Modules outside of the project from which everything was imported. */
    List<String> starImports() {
        return starImports;
    }

    @Override
    public Object snapshot() {
        return new LinkedHashMap<>(names);
    }

    @Override
    @SuppressWarnings("unchecked") // only snapshots of this class come back
    public void restore(Object snapshot) {
        names = new LinkedHashMap<>((Map<String, Value>) snapshot);
    }

    @Override
    @SuppressWarnings("unchecked") // only snapshots of this class come back
    public Object merge(Condition condition, Object whenTrue, Object whenFalse) {
        return Merging.join(condition, (Map<String, Value>) whenTrue, (Map<String, Value>) whenFalse);
    }
}
