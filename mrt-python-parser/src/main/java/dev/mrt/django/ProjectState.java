// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.schema.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All models of a project at one moment of the history. Immutable: a changed state shares the apps that did not change.
 */
final class ProjectState {

    /** How many relations are followed for the type of a column: keys that are keys of keys. */
    private static final int MAXIMUM_DEPTH = 20;

    private final Map<String, Map<String, ModelState>> apps;
    private final ProjectSettings settings;

    private ProjectState(Map<String, Map<String, ModelState>> apps, ProjectSettings settings) {
        this.apps = apps;
        this.settings = settings;
    }

    /** A project without models. */
    static ProjectState empty(ProjectSettings settings) {
        return new ProjectState(Map.of(), settings);
    }

    ProjectSettings settings() {
        return settings;
    }

    /** The model of that key that the migrations so far created, or null. */
    @Nullable
    ModelState model(ModelKey key) {
        Map<String, ModelState> models = apps.get(key.app());
        return models == null ? null : models.get(key.name());
    }

    /** The model of that key, also where it is known only by what everybody knows of it; or null. */
    @Nullable
    ModelState find(ModelKey key) {
        ModelKey actual = settings.resolve(key);
        ModelState model = model(actual);
        return model != null ? model : WellKnownModels.find(actual);
    }

    /** Every model that the migrations so far created, by app and name. */
    List<ModelState> models() {
        List<ModelState> all = new ArrayList<>();
        for (Map<String, ModelState> models : apps.values()) {
            all.addAll(models.values());
        }
        return all;
    }

    /** This state with a model added or replaced. */
    ProjectState with(ModelState added) {
        ModelState model = added.mapFields(this::resolved);
        ModelKey key = model.key();
        Map<String, Map<String, ModelState>> copy = new TreeMap<>(apps);
        Map<String, ModelState> models = new TreeMap<>(copy.getOrDefault(key.app(), Map.of()));
        models.put(key.name(), model);
        copy.put(key.app(), models);
        return new ProjectState(copy, settings);
    }

    /** A field whose relation names a model, and not the setting that names one. */
    private Field resolved(Field field) {
        Relation relation = field.relation();
        if (relation == null || relation.to() == null) {
            return field;
        }
        ModelKey actual = settings.resolve(relation.to());
        return actual.equals(relation.to()) ? field : field.withRelation(relation.renamed(relation.to(), actual));
    }

    /** This state without a model. */
    ProjectState without(ModelKey key) {
        Map<String, ModelState> models = apps.get(key.app());
        if (models == null || !models.containsKey(key.name())) {
            return this;
        }
        Map<String, Map<String, ModelState>> copy = new TreeMap<>(apps);
        Map<String, ModelState> fewer = new TreeMap<>(models);
        fewer.remove(key.name());
        copy.put(key.app(), fewer);
        return new ProjectState(copy, settings);
    }

    /** This state with one model changed; the same where there is none of that key. */
    ProjectState change(ModelKey key, UnaryOperator<ModelState> change) {
        ModelState model = model(key);
        if (model == null) {
            return this;
        }
        ModelState changed = change.apply(model);
        return changed == model ? this : with(changed);
    }

    /** This state with a model under another name and all relations to it following. */
    ProjectState renameModel(ModelKey from, String newName) {
        ModelState model = model(from);
        if (model == null) {
            return this;
        }
        ModelState renamed = model.withName(newName);
        if (!renamed.tableName().equals(model.tableName())) {
            renamed = model.keepingNames().withName(newName);
        }
        ModelKey target = renamed.key();
        ProjectState state = without(from).with(renamed);
        for (ModelState other : state.models()) {
            ModelState changed = other.mapFields(field -> {
                Relation relation = field.relation();
                if (relation == null) {
                    return field;
                }
                Relation followed = relation.renamed(from, target);
                return followed == relation ? field : field.withRelation(followed);
            });
            if (other.bases().contains(from)) {
                List<ModelKey> bases = new ArrayList<>(other.bases());
                bases.replaceAll(base -> base.equals(from) ? target : base);
                changed = changed.withBases(bases);
            }
            if (changed != other) {
                state = state.with(changed);
            }
        }
        return state;
    }

    /** This state with a field under another name and all relations to it following. */
    ProjectState renameField(ModelKey key, String oldName, String newName) {
        ProjectState state = change(key, model -> model.renamingField(oldName, newName));
        for (ModelState other : state.models()) {
            ModelState changed = other.mapFields(field -> {
                Relation relation = field.relation();
                if (relation == null || !key.equals(relation.to()) || !oldName.equals(relation.toField())) {
                    return field;
                }
                return field.withRelation(relation.withToField(newName));
            });
            if (changed != other) {
                state = state.with(changed);
            }
        }
        return state;
    }

    /** The primary key of a model: its own, inherited, or the one that Django adds; null where it is not known. */
    @Nullable
    Field primaryKey(ModelState model) {
        return primaryKey(model, 0);
    }

    private @Nullable Field primaryKey(ModelState model, int depth) {
        Field own = model.primaryKey();
        if (own != null || depth > MAXIMUM_DEPTH) {
            return own;
        }
        for (ModelKey base : model.bases()) {
            ModelState parent = find(base);
            if (model.options().proxy()) {
                return parent == null ? null : primaryKey(parent, depth + 1);
            }
        }
        return implicitKey();
    }

    /** The {@code id} that Django adds to a model without a primary key, of the type that the settings say. */
    Field implicitKey() {
        String known = settings.autoField();
        String type = known.isEmpty() ? "AutoField" : known;
        return new Field("id", type, ColumnTypes.of(known), null, true, FieldOptions.PRIMARY_KEY, Map.of());
    }

    /** The table that a model's rows are in: a proxy's is its parent's. */
    ModelState concrete(ModelState model) {
        ModelState current = model;
        for (int i = 0;
                i < MAXIMUM_DEPTH
                        && current.options().proxy()
                        && !current.bases().isEmpty();
                i++) {
            ModelState parent = find(current.bases().get(0));
            if (parent == null) {
                return current;
            }
            current = parent;
        }
        return current;
    }

    /** The field that a relation refers to, or null where that is not known. */
    @Nullable
    Field target(Relation relation) {
        ModelState model = targetModel(relation);
        if (model == null) {
            return null;
        }
        String name = relation.toField();
        return name == null || name.equals("pk") ? primaryKey(model) : model.field(name);
    }

    /** The model whose table a relation refers to, or null where that is not known. */
    @Nullable
    ModelState targetModel(Relation relation) {
        ModelKey to = relation.to();
        ModelState model = to == null ? null : find(to);
        return model == null ? null : concrete(model);
    }

    /** The type of a field's column. */
    ColumnType type(Field field) {
        return type(field, 0);
    }

    private ColumnType type(Field field, int depth) {
        Relation relation = field.relation();
        if (relation == null) {
            return field.type();
        }
        Field target = depth > MAXIMUM_DEPTH ? null : target(relation);
        if (target == null || target.relation() == null && target.type().isUnknown()) {
            return ColumnType.UNKNOWN;
        }
        return ColumnTypes.isAuto(target.internalType())
                ? ColumnTypes.of(ColumnTypes.referring(target.internalType()))
                : type(target, depth + 1);
    }

    /** Whether Django touches the database for a model: not where it is a proxy, not managed or swapped. */
    boolean hasTable(ModelState model) {
        ModelOptions options = model.options();
        if (options.proxy() || !options.managed()) {
            return false;
        }
        ModelKey other = options.swappable() == null ? null : settings.model(options.swappable());
        return other == null || other.equals(model.key());
    }

    /** The fields that point to a model, with the models they belong to. */
    List<Reference> references(ModelKey key) {
        List<Reference> found = new ArrayList<>();
        for (ModelState model : models()) {
            model.addReferences(key, found);
        }
        return found;
    }

    /** The same with what everybody knows of models whose migrations are not at hand. */
    List<Reference> knownReferences(ModelKey key) {
        List<Reference> found = references(key);
        for (ModelState known : WellKnownModels.all()) {
            if (model(known.key()) == null) {
                known.addReferences(key, found);
            }
        }
        return found;
    }

    /** A field that points to a model. */
    record Reference(ModelState model, Field field) {

        /** What the model pointed at calls the way back; null where it does not know of it. */
        @Nullable
        String accessor() {
            Relation relation = Objects.requireNonNull(field.relation());
            if (relation.hidden()) {
                return null;
            }
            String own = model.key().name();
            if (relation.relatedName().isEmpty()) {
                return relation.kind() == Relation.Kind.ONE_TO_ONE ? own : own + "_set";
            }
            return relation.relatedName()
                    .replace("%(class)s", own)
                    .replace("%(model_name)s", own)
                    .replace("%(app_label)s", model.app());
        }
    }

    /** Whether Django makes the model in between for a many-to-many field. */
    static boolean hasGeneratedThrough(Field field) {
        return field.relation() != null
                && field.relation().isManyToMany()
                && field.relation().through() == null
                && field.relation().to() != null;
    }

    /** The model in between that Django makes for a many-to-many field, as it would for {@code ManyToManyField}. */
    ModelState through(ModelState model, Field field) {
        Relation relation = Objects.requireNonNull(field.relation());
        ModelKey to = settings.resolve(Objects.requireNonNull(relation.to()));
        boolean sameName = to.name().equals(model.key().name());
        String fromName = sameName ? "from_" + to.name() : model.key().name();
        String toName = sameName ? "to_" + to.name() : to.name();
        String table = relation.table();
        ModelOptions options = ModelOptions.NONE
                .withTable(
                        table != null
                                ? table
                                : DatabaseNames.truncated(
                                        DatabaseNames.unqualified(model.tableName()) + "_" + field.name()))
                .withUniqueTogether(List.of(List.of(fromName, toName)));
        List<Field> fields = new ArrayList<>();
        fields.add(implicitKey());
        fields.add(throughKey(fromName, model.key(), relation));
        fields.add(throughKey(toName, to, relation));
        if (field.internalType().equals(FieldClasses.SORTED)) {
            fields.add(Field.plain("sort_value", "IntegerField", FieldOptions.PLAIN));
        }
        return ModelState.of(model.app(), model.name() + "_" + field.name(), fields, options);
    }

    private static Field throughKey(String name, ModelKey to, Relation relation) {
        Field key = Field.foreignKey(name, to);
        Relation own = Objects.requireNonNull(key.relation());
        return key.withRelation(new Relation(
                own.kind(), own.to(), null, null, null, relation.constrained(), false, relation.relatedName()));
    }
}
