// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.schema.Constraint;
import dev.mrt.schema.QualifiedName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A model at one moment of the history. Immutable.
 *
 * @param app the app label
 * @param name the name with its case
 * @param fields the fields by name, in order
 * @param options the {@code Meta} options
 * @param bases the models that it inherits from
 * @param keptNames names of indexes that the database keeps from the time before a table or column was renamed, by field
 * @param triggers the triggers that the package {@code pgtrigger} made
 */
record ModelState(
        String app,
        String name,
        Map<String, Field> fields,
        ModelOptions options,
        List<ModelKey> bases,
        Map<String, String> keptNames,
        List<PostgresOperations.ChangeTrigger> triggers) {

    /** What is added to a field's name for the name of its pattern index in {@link #keptNames}. */
    private static final String LIKE = "/like";

    ModelState {
        Objects.requireNonNull(app, "app");
        Objects.requireNonNull(name, "name");
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        bases = List.copyOf(bases);
        keptNames = Map.copyOf(keptNames);
        triggers = List.copyOf(triggers);
    }

    /** A model of some fields. */
    static ModelState of(String app, String name, Collection<Field> fields, ModelOptions options) {
        Map<String, Field> byName = new LinkedHashMap<>();
        for (Field field : fields) {
            byName.put(field.name(), field);
        }
        return new ModelState(app, name, byName, options, List.of(), Map.of(), List.of());
    }

    ModelKey key() {
        return ModelKey.of(app, name);
    }

    /** The table's name as Django has it, which may be written with a schema as {@code schema"."table}. */
    String tableName() {
        String given = options.table();
        return given != null ? given : DatabaseNames.truncated(app + "_" + key().name());
    }

    /** The table's name. */
    QualifiedName table() {
        String given = tableName();
        int separator = given.indexOf("\".\"");
        if (separator < 0) {
            return QualifiedName.of(DatabaseNames.unqualified(given));
        }
        String schema = given.substring(0, separator);
        return new QualifiedName(
                schema.startsWith("\"") ? schema.substring(1) : schema, DatabaseNames.unqualified(given));
    }

    /** The field of that name. */
    @Nullable
    Field field(String fieldName) {
        return fields.get(fieldName);
    }

    /** Adds the fields that point to a model. */
    void addReferences(ModelKey to, List<ProjectState.Reference> found) {
        for (Field field : fields.values()) {
            if (field.relation() != null && to.equals(field.relation().to())) {
                found.add(new ProjectState.Reference(this, field));
            }
        }
    }

    /** The field that is the primary key, if the model has one of its own. */
    @Nullable
    Field primaryKey() {
        for (Field field : fields.values()) {
            if (field.options().primaryKey()) {
                return field;
            }
        }
        return null;
    }

    /** The constraint that {@code unique_together} makes. */
    Constraint uniqueTogether(List<String> fieldNames) {
        List<String> columns = columns(fieldNames);
        return Constraint.Unique.of(DatabaseNames.index(tableName(), columns, "_uniq"), columns);
    }

    /** Whether the model has a unique constraint with a name over just these fields. */
    boolean hasUniqueConstraint(List<String> fieldNames) {
        return options.constraints().stream()
                .anyMatch(constraint -> constraint instanceof ModelConstraint.Unique unique
                        && unique.fields().equals(fieldNames)
                        && !unique.isIndex());
    }

    /** The column of a field; the name itself where there is no such field, which inherited and hidden ones are. */
    String column(String fieldName) {
        if (fieldName.equals("pk")) {
            Field key = primaryKey();
            return key == null ? "id" : key.column();
        }
        Field field = fields.get(fieldName);
        if (field != null) {
            return field.column();
        }
        for (Field other : fields.values()) {
            if (other.relation() != null && fieldName.equals(other.name() + "_id")) {
                return other.column();
            }
        }
        return fieldName;
    }

    /** The columns of fields. */
    List<String> columns(List<String> fieldNames) {
        List<String> columns = new ArrayList<>(fieldNames.size());
        for (String fieldName : fieldNames) {
            columns.add(column(fieldName));
        }
        return columns;
    }

    /** The name of the index that {@code db_index} made for a field. */
    String indexName(Field field) {
        return Optional.ofNullable(keptNames.get(field.name()))
                .orElseGet(() -> DatabaseNames.index(tableName(), List.of(field.column()), ""));
    }

    /** The name of the index for patterns that PostgreSQL gets beside it. */
    String likeIndexName(Field field) {
        return Optional.ofNullable(keptNames.get(field.name() + LIKE))
                .orElseGet(() -> DatabaseNames.index(tableName(), List.of(field.column()), "_like"));
    }

    /** The name of the index that {@code index_together} made. */
    String indexTogetherName(List<String> fieldNames) {
        return Optional.ofNullable(keptNames.get(String.join(",", fieldNames)))
                .orElseGet(() -> DatabaseNames.index(tableName(), columns(fieldNames), "_idx"));
    }

    /** Remembers the names of all indexes, because the table is about to be renamed. */
    ModelState keepingNames() {
        return keepingNames(null);
    }

    /** Remembers the names of the indexes over a field, or of all for null. */
    ModelState keepingNames(@Nullable String fieldName) {
        Map<String, String> kept = new LinkedHashMap<>(keptNames);
        for (Field field : fields.values()) {
            if ((fieldName == null || field.name().equals(fieldName))
                    && field.concrete()
                    && (field.options().indexed() || field.unique())) {
                kept.putIfAbsent(field.name(), indexName(field));
                kept.putIfAbsent(field.name() + LIKE, likeIndexName(field));
            }
        }
        for (List<String> together : options.indexTogether()) {
            if (fieldName == null || together.contains(fieldName)) {
                kept.putIfAbsent(String.join(",", together), indexTogetherName(together));
            }
        }
        return kept.equals(keptNames) ? this : new ModelState(app, name, fields, options, bases, kept, triggers);
    }

    /** Forgets remembered index names of a field, because its indexes are made anew. */
    ModelState forgettingNames(String fieldName) {
        if (!keptNames.containsKey(fieldName)) {
            return this;
        }
        Map<String, String> kept = new LinkedHashMap<>(keptNames);
        kept.remove(fieldName);
        kept.remove(fieldName + LIKE);
        return new ModelState(app, name, fields, options, bases, kept, triggers);
    }

    ModelState withName(String other) {
        return new ModelState(app, other, fields, options, bases, keptNames, triggers);
    }

    ModelState withOptions(ModelOptions other) {
        return new ModelState(app, name, fields, other, bases, keptNames, triggers);
    }

    ModelState withBases(List<ModelKey> other) {
        return new ModelState(app, name, fields, options, other, keptNames, triggers);
    }

    /** The trigger of that name in the model, or null. */
    PostgresOperations.@Nullable ChangeTrigger trigger(String triggerName) {
        for (PostgresOperations.ChangeTrigger trigger : triggers) {
            if (trigger.name().equals(triggerName)) {
                return trigger;
            }
        }
        return null;
    }

    /** This model with a trigger. */
    ModelState withTrigger(PostgresOperations.ChangeTrigger trigger) {
        List<PostgresOperations.ChangeTrigger> more = new ArrayList<>(triggers);
        more.removeIf(other -> other.name().equals(trigger.name()));
        more.add(trigger);
        return new ModelState(app, name, fields, options, bases, keptNames, more);
    }

    /** This model without a trigger. */
    ModelState withoutTrigger(String triggerName) {
        List<PostgresOperations.ChangeTrigger> fewer = new ArrayList<>(triggers);
        fewer.removeIf(trigger -> trigger.name().equals(triggerName));
        return new ModelState(app, name, fields, options, bases, keptNames, fewer);
    }

    /** This model with a field added at the end, or replaced in its place. */
    ModelState with(Field field) {
        Map<String, Field> copy = new LinkedHashMap<>(fields);
        copy.put(field.name(), field);
        return new ModelState(app, name, copy, options, bases, keptNames, triggers);
    }

    /** This model without a field. */
    ModelState without(String fieldName) {
        Map<String, Field> copy = new LinkedHashMap<>(fields);
        copy.remove(fieldName);
        return new ModelState(app, name, copy, options, bases, keptNames, triggers).forgettingNames(fieldName);
    }

    /** This model with every field changed by a function that keeps names. */
    ModelState mapFields(UnaryOperator<Field> change) {
        Map<String, Field> copy = new LinkedHashMap<>();
        boolean same = true;
        for (Map.Entry<String, Field> entry : fields.entrySet()) {
            Field changed = change.apply(entry.getValue());
            same &= changed == entry.getValue();
            copy.put(entry.getKey(), changed);
        }
        return same ? this : new ModelState(app, name, copy, options, bases, keptNames, triggers);
    }

    /** This model with a field under another name, which Django moves to the end. */
    ModelState renamingField(String oldName, String newName) {
        Field field = fields.get(oldName);
        if (field == null) {
            return this;
        }
        ModelState keeping = field.withName(newName).column().equals(field.column()) ? this : keepingNames(oldName);
        Map<String, Field> copy = new LinkedHashMap<>(fields);
        copy.remove(oldName);
        copy.put(newName, field.withName(newName));
        Map<String, String> kept = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : keeping.keptNames.entrySet()) {
            kept.put(renamedKey(entry.getKey(), oldName, newName), entry.getValue());
        }
        ModelOptions changed = options.withUniqueTogether(renamed(options.uniqueTogether(), oldName, newName))
                .withIndexTogether(renamed(options.indexTogether(), oldName, newName));
        return new ModelState(app, name, copy, changed, bases, kept, triggers);
    }

    private static String renamedKey(String key, String oldName, String newName) {
        if (key.equals(oldName)) {
            return newName;
        }
        if (key.equals(oldName + LIKE)) {
            return newName + LIKE;
        }
        if (key.indexOf(',') < 0) {
            return key;
        }
        List<String> names = new ArrayList<>();
        for (String name : key.split(",", -1)) {
            names.add(name.equals(oldName) ? newName : name);
        }
        return String.join(",", names);
    }

    private static List<List<String>> renamed(List<List<String>> groups, String oldName, String newName) {
        List<List<String>> result = new ArrayList<>();
        for (List<String> group : groups) {
            List<String> names = new ArrayList<>(group);
            names.replaceAll(name -> name.equals(oldName) ? newName : name);
            result.add(names);
        }
        return result;
    }
}
