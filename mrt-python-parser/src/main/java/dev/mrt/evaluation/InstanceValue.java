// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.migration.Condition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object of a class that was evaluated. Not thread-safe. */
public final class InstanceValue implements Value, Mutable {

    /** The attribute that keeps how the constructor called that of a base from outside; no Python name. */
    private static final String OUTER_CONSTRUCTION = "super().__init__";

    private final ClassValue type;
    private final List<Value> arguments;
    private final Map<String, Value> keywords;
    private Map<String, Value> attributes = new LinkedHashMap<>();

    InstanceValue(ClassValue type, List<Value> arguments, Map<String, Value> keywords) {
        this.type = type;
        this.arguments = List.copyOf(arguments);
        this.keywords = Collections.unmodifiableMap(new LinkedHashMap<>(keywords));
    }

    /** The object's class. */
    public ClassValue type() {
        return type;
    }

    /** The positional arguments it was made with. */
    public List<Value> arguments() {
        return arguments;
    }

    /** The keyword arguments it was made with. */
    public Map<String, Value> keywords() {
        return keywords;
    }

    /** The attributes set on the object itself. */
    public Map<String, Value> attributes() {
        return Collections.unmodifiableMap(attributes);
    }

    /** The call of the constructor of a base that is not among the sources, or null where there was none. */
    public @Nullable CallValue outerConstruction() {
        return attributes.get(OUTER_CONSTRUCTION) instanceof CallValue call ? call : null;
    }

    void setOuterConstruction(CallValue call) {
        set(OUTER_CONSTRUCTION, call);
    }

    /** An attribute of the object or its class, or null. */
    public @Nullable Value attribute(String name) {
        Value own = attributes.get(name);
        return own == null ? type.attribute(name) : own;
    }

    void set(String name, Value value) {
        attributes.put(name, value);
    }

    @Override
    public Object snapshot() {
        return new LinkedHashMap<>(attributes);
    }

    @Override
    @SuppressWarnings("unchecked") // only snapshots of this class come back
    public void restore(Object snapshot) {
        attributes = new LinkedHashMap<>((Map<String, Value>) snapshot);
    }

    @Override
    @SuppressWarnings("unchecked") // only snapshots of this class come back
    public Object merge(Condition condition, Object whenTrue, Object whenFalse) {
        return Merging.join(condition, (Map<String, Value>) whenTrue, (Map<String, Value>) whenFalse);
    }
}
