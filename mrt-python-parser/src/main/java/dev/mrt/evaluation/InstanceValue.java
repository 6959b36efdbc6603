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
