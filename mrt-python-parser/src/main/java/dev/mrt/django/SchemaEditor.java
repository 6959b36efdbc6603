// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.migration.Condition;
import dev.mrt.operation.ColumnDefinition;
import dev.mrt.operation.Operation;
import dev.mrt.operation.TableChange;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.ConstraintKind;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.Generated;
import dev.mrt.schema.Identity;
import dev.mrt.schema.Index;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.ReferentialAction;
import dev.mrt.schema.Truth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns changes of models into operations on tables, as {@code BaseDatabaseSchemaEditor} of Django 5.2 turns them into SQL.
 * What Django defers to the end of a migration (indexes and keys of new tables) stands with the table. An editor serves one
 * direction of one migration.
 */
final class SchemaEditor {

    private static final Condition POSTGRESQL = new Condition.DialectIs(Set.of(Dialect.POSTGRESQL));
    private static final Condition SQLITE = new Condition.DialectIs(Set.of(Dialect.SQLITE));
    static final Condition NOT_SQLITE = new Condition.Not(SQLITE);
    private static final Condition MYSQL = new Condition.DialectIs(Set.of(Dialect.MYSQL, Dialect.MARIADB));
    private static final Condition NOT_MYSQL = new Condition.Not(MYSQL);
    private static final Condition NOT_MARIADB = new Condition.Not(new Condition.DialectIs(Set.of(Dialect.MARIADB)));
    private static final Condition DEFERS_UNIQUE = new Condition.DialectIs(Set.of(Dialect.POSTGRESQL, Dialect.ORACLE));

    private final BiConsumer<Operation, Condition> steps;
    private final Set<IndexedColumn> deferred = new HashSet<>();

    /** An editor that hands each operation, with the databases it is for, to {@code steps}. */
    SchemaEditor(BiConsumer<Operation, Condition> steps) {
        this.steps = steps;
    }

    private record IndexedColumn(QualifiedName table, String column) {}

    /** An operation on some databases. */
    record Change(Operation operation, Condition condition) {}

    /** Adds an operation on every database. */
    void emit(Operation operation) {
        steps.accept(operation, Condition.always());
    }

    /** Adds an operation on some databases. */
    void emit(Operation operation, Condition condition) {
        steps.accept(operation, condition);
    }

    private void emitAll(List<Change> changes) {
        for (Change change : changes) {
            emit(change.operation(), change.condition());
        }
    }

    // ---- tables

    /** Creates a model's table and those of its many-to-many fields. */
    void createModel(ProjectState state, ModelState model) {
        TableParts parts = new TableParts();
        for (Field field : model.fields().values()) {
            if (field.concrete()) {
                addColumn(state, model, field, parts);
            }
        }
        ModelOptions options = model.options();
        for (List<String> together : options.uniqueTogether()) {
            parts.constraints.add(model.uniqueTogether(together));
        }
        List<ModelConstraint> later = new ArrayList<>();
        for (ModelConstraint constraint : options.constraints()) {
            Constraint made = ConstraintLowering.constraint(model, constraint);
            if (made == null || !(possible(constraint) instanceof Condition.Always)) {
                later.add(constraint);
            } else {
                parts.constraints.add(made);
            }
        }
        for (List<String> together : options.indexTogether()) {
            parts.indexes.add(Index.of(model.indexTogetherName(together), model.columns(together), false));
        }
        List<ModelIndex> special = new ArrayList<>();
        for (ModelIndex index : options.indexes()) {
            if (index.condition() == null && !index.hasExpressions()) {
                parts.indexes.add(IndexLowering.index(model, index));
            } else {
                special.add(index);
            }
        }
        emit(new Operation.CreateTable(model.table(), parts.columns, parts.constraints, parts.indexes, false, null));
        for (ModelConstraint constraint : later) {
            addConstraint(model, constraint, true);
        }
        for (ModelIndex index : special) {
            addIndex(model, index, false);
        }
        emitAll(parts.later);
        if (options.comment() != null) {
            emit(new Operation.AlterTable(model.table(), TableChange.COMMENT, options.comment()));
        }
        for (Field field : model.fields().values()) {
            if (ProjectState.hasGeneratedThrough(field)) {
                createModel(state, state.through(model, field));
            }
        }
    }

    /** Drops a model's table and those of its many-to-many fields. */
    void deleteModel(ProjectState state, ModelState model) {
        for (Field field : model.fields().values()) {
            if (ProjectState.hasGeneratedThrough(field)) {
                deleteModel(state, state.through(model, field));
            }
        }
        emit(new Operation.DropTable(model.table(), false, true));
    }

    /** Renames a table, where the name changes. */
    void renameTable(ModelState from, ModelState to) {
        if (!from.table().equals(to.table())) {
            emit(new Operation.RenameTable(from.table(), to.table()));
        }
    }

    // ---- fields

    /** Adds a field's column, or the table of a many-to-many field. */
    void addField(ProjectState state, ModelState model, Field field) {
        if (ProjectState.hasGeneratedThrough(field)) {
            createModel(state, state.through(model, field));
        } else if (field.concrete()) {
            TableParts parts = new TableParts();
            addColumn(state, model, field, parts);
            emit(new Operation.AddColumn(model.table(), parts.columns.get(0), parts.constraints, parts.indexes, false));
            emitAll(parts.later);
        }
    }

    /** Removes a field's column, or the table of a many-to-many field. */
    void removeField(ProjectState state, ModelState model, Field field) {
        if (ProjectState.hasGeneratedThrough(field)) {
            deleteModel(state, state.through(model, field));
        } else if (field.concrete()) {
            if (isConstrained(field)) {
                dropForeignKey(model.table(), field.column());
            }
            emit(new Operation.DropColumn(model.table(), field.column(), false, true));
        }
    }

    /** Changes a field. */
    void alterField(
            ProjectState fromState,
            ModelState fromModel,
            Field from,
            ProjectState toState,
            ModelState toModel,
            Field to) {
        new FieldAlteration(this, fromState, fromModel, from, toState, toModel, to).apply();
    }

    private static final class TableParts {
        final List<ColumnDefinition> columns = new ArrayList<>();
        final List<Constraint> constraints = new ArrayList<>();
        final List<Index> indexes = new ArrayList<>();
        final List<Change> later = new ArrayList<>();
    }

    private void addColumn(ProjectState state, ModelState model, Field field, TableParts parts) {
        FieldOptions options = field.options();
        String column = field.column();
        Generated generated = options.generated();
        parts.columns.add(new ColumnDefinition(
                column,
                state.type(field),
                options.primaryKey() ? Truth.FALSE : options.nullable(),
                options.serverDefault(),
                ColumnTypes.isAuto(field.internalType()) ? Identity.BY_DEFAULT : Identity.NONE,
                generated,
                options.comment(),
                options.serverDefault().isPresent() || generated != null ? null : options.fill()));
        if (options.primaryKey()) {
            parts.constraints.add(new Constraint.PrimaryKey(null, List.of(column)));
        } else if (options.unique()) {
            parts.constraints.add(Constraint.Unique.of(null, List.of(column)));
        }
        if (ColumnTypes.isPositive(field.internalType())) {
            parts.constraints.add(positive(null, column));
        }
        if (isConstrained(field)) {
            parts.constraints.add(foreignKey(state, model, field, true));
        }
        if (isIndexed(field)) {
            deferred.add(new IndexedColumn(model.table(), column));
            Index index = fieldIndex(model, field);
            Condition condition = indexCondition(state, field);
            if (condition instanceof Condition.Always) {
                parts.indexes.add(index);
            } else {
                parts.later.add(new Change(new Operation.CreateIndex(model.table(), index, false, false), condition));
            }
        }
        Change like = likeIndex(state, model, field);
        if (like != null) {
            parts.later.add(like);
        }
        if (field.internalType().equals("JSONField")) {
            String check = "(JSON_VALID(\"" + column + "\") OR \"" + column + "\" IS NULL)";
            parts.later.add(new Change(
                    new Operation.AddConstraint(
                            model.table(), new Constraint.Check(null, List.of(column), check, true), null),
                    SQLITE));
        }
    }

    // ---- parts of tables

    /** The check that a column holds no negative number. */
    static Constraint positive(@Nullable String name, String column) {
        return new Constraint.Check(name, List.of(column), '"' + column + "\" >= 0", true);
    }

    /** Whether a field is a foreign key in the database as well. */
    static boolean isConstrained(Field field) {
        Relation relation = field.relation();
        return field.concrete() && relation != null && relation.constrained() && relation.to() != null;
    }

    /** Whether a field has an index of its own that is not that of a constraint. */
    static boolean isIndexed(Field field) {
        return field.options().indexed() && !field.unique();
    }

    /** The foreign key of a field, named as for a new column or, where others follow a changed key, shortly. */
    static Constraint.ForeignKey foreignKey(ProjectState state, ModelState model, Field field, boolean longName) {
        Relation relation = Objects.requireNonNull(field.relation());
        ModelState to = state.targetModel(relation);
        Field target = to == null ? null : state.target(relation);
        QualifiedName table;
        if (to == null) {
            ModelKey key = Objects.requireNonNull(relation.to());
            table = QualifiedName.of(key.app() + "_" + key.name());
        } else {
            table = to.table();
        }
        String name = null;
        List<String> referenced = List.of();
        if (to != null && target != null) {
            referenced = List.of(target.column());
            name = longName
                    ? DatabaseNames.foreignKey(model.tableName(), field.column(), to.tableName(), target.column())
                    : DatabaseNames.index(model.tableName(), List.of(field.column()), "_fk");
        } else if (to == null) {
            // A model of an app that is not in the sources: its key is nearly always "id".
            name = DatabaseNames.foreignKey(model.tableName(), field.column(), table.name(), "id");
        }
        return new Constraint.ForeignKey(
                name,
                List.of(field.column()),
                table,
                referenced,
                ReferentialAction.NO_ACTION,
                ReferentialAction.NO_ACTION,
                true,
                true,
                true);
    }

    /** The index that {@code db_index} makes. */
    static Index fieldIndex(ModelState model, Field field) {
        String column = field.column();
        if (isSpatial(field)) {
            String name = DatabaseNames.index(model.tableName(), List.of(column), "_id");
            return new Index(name, List.of(Index.Part.of(column)), false, "gist", null, List.of());
        }
        return Index.of(DatabaseNames.index(model.tableName(), List.of(column), ""), List.of(column), false);
    }

    /** Where the index of a field is made: MySQL has one for each foreign key anyway, and none over unlimited text. */
    Condition indexCondition(ProjectState state, Field field) {
        if (isSpatial(field)) {
            return POSTGRESQL;
        }
        boolean foreignKey = field.internalType().equals("ForeignKey") && isConstrained(field);
        String mysql = state.type(field).textOn(Dialect.MYSQL).toLowerCase(Locale.ROOT);
        boolean unlimited = mysql.endsWith("text") || mysql.endsWith("blob") || mysql.equals("json");
        return foreignKey || unlimited ? NOT_MYSQL : Condition.always();
    }

    private static boolean isSpatial(Field field) {
        return field.internalType().equals("GeometryField");
    }

    /** The index for patterns that PostgreSQL gets over indexed text, or null where it gets none. */
    @Nullable
    Change likeIndex(ProjectState state, ModelState model, Field field) {
        FieldOptions options = field.options();
        if (!options.indexed() && !field.unique()) {
            return null;
        }
        String operatorClass = patternClass(state.type(field).textOn(Dialect.POSTGRESQL));
        if (operatorClass == null || options.collation() != null) {
            return null;
        }
        String column = field.column();
        Index index = new Index(
                DatabaseNames.index(model.tableName(), List.of(column), "_like"),
                List.of(new Index.Part(column, null, false, operatorClass)),
                false,
                "",
                null,
                List.of());
        return new Change(new Operation.CreateIndex(model.table(), index, false, false), POSTGRESQL);
    }

    private static @Nullable String patternClass(String type) {
        if (type.indexOf('[') >= 0) {
            return null;
        }
        if (type.startsWith("varchar")) {
            return "varchar_pattern_ops";
        }
        return type.startsWith("text") ? "text_pattern_ops" : null;
    }

    /** Drops the index for patterns, on PostgreSQL. */
    void dropLikeIndex(ModelState model, String name) {
        emit(dropIndex(model, name, false), POSTGRESQL);
    }

    /**
     * Drops the indexes over a field's column that no model names: the one of {@code db_index} and the one for patterns. Django
     * does not find them where they wait for the end of the migration; then they are made for the column as it is called by then.
     * SQLite's are made at once, together with the table.
     */
    void dropFieldIndexes(ProjectState state, ModelState model, Field field, String newColumn, Condition where) {
        boolean waiting = deferred.contains(new IndexedColumn(model.table(), field.column()));
        Condition condition = indexCondition(state, field).and(where);
        emit(dropIndex(model, model.indexName(field), false), waiting ? condition.and(SQLITE) : condition);
        boolean patterns = likeIndex(state, model, field) != null;
        if (patterns && !waiting) {
            dropLikeIndex(model, model.likeIndexName(field));
            if (!newColumn.equals(field.column())) {
                // one that was made before the column had its present name
                dropLikeIndex(model, DatabaseNames.index(model.tableName(), List.of(newColumn), "_like"));
            }
        }
        if (waiting && !newColumn.equals(field.column())) {
            renameWaiting(model, field, newColumn, "", condition.and(NOT_SQLITE));
            if (patterns) {
                renameWaiting(model, field, newColumn, "_like", POSTGRESQL);
            }
        }
    }

    private void renameWaiting(ModelState model, Field field, String newColumn, String suffix, Condition condition) {
        String name = DatabaseNames.index(model.tableName(), List.of(field.column()), suffix);
        String newName = DatabaseNames.index(model.tableName(), List.of(newColumn), suffix);
        emit(new Operation.RenameIndex(model.table(), QualifiedName.of(name), newName), condition);
    }

    private static Operation dropIndex(ModelState model, String name, boolean concurrently) {
        return new Operation.DropIndex(model.table(), QualifiedName.of(name), true, concurrently, false);
    }

    /** Drops the foreign keys over a column, whatever their names are. */
    void dropForeignKey(QualifiedName table, String column) {
        dropConstraint(table, ConstraintKind.FOREIGN_KEY, List.of(column), true);
    }

    /** Drops a constraint by what it is about; Django asks the database for its name. */
    void dropConstraint(QualifiedName table, ConstraintKind kind, List<String> columns, boolean ifExists) {
        emit(new Operation.DropConstraint(table, null, kind, columns, ifExists, false));
    }

    // ---- options

    /** Adds and drops what changes of {@code unique_together}. */
    void alterUniqueTogether(ModelState from, ModelState to) {
        for (List<String> group : from.options().uniqueTogether()) {
            if (!to.options().uniqueTogether().contains(group)) {
                // Django looks for it by its columns and leaves aside the constraints that have a name in the model.
                String name = from.hasUniqueConstraint(group)
                        ? from.uniqueTogether(group).name()
                        : null;
                emit(new Operation.DropConstraint(
                        to.table(), name, ConstraintKind.UNIQUE, from.columns(group), false, false));
            }
        }
        for (List<String> group : to.options().uniqueTogether()) {
            if (!from.options().uniqueTogether().contains(group)) {
                emit(new Operation.AddConstraint(to.table(), to.uniqueTogether(group), null));
            }
        }
    }

    /** Adds and drops what changes of {@code index_together}. */
    void alterIndexTogether(ModelState from, ModelState to) {
        for (List<String> group : from.options().indexTogether()) {
            if (!to.options().indexTogether().contains(group)) {
                emit(dropIndex(to, from.indexTogetherName(group), false));
            }
        }
        for (List<String> group : to.options().indexTogether()) {
            if (!from.options().indexTogether().contains(group)) {
                String name = DatabaseNames.index(to.tableName(), to.columns(group), "_idx");
                Index index = Index.of(name, to.columns(group), false);
                emit(new Operation.CreateIndex(to.table(), index, false, false));
            }
        }
    }

    /** Creates an index of {@code Meta.indexes}: for MySQL without its condition, for MariaDB not over expressions. */
    void addIndex(ModelState model, ModelIndex index, boolean concurrently) {
        Condition possible = index.hasExpressions() ? NOT_MARIADB : Condition.always();
        Index made = IndexLowering.index(model, index);
        Operation create = new Operation.CreateIndex(model.table(), made, false, concurrently);
        if (index.condition() == null) {
            emit(create, possible);
            return;
        }
        emit(create, possible.and(NOT_MYSQL));
        Index overAllRows = IndexLowering.index(model, index.withoutCondition());
        emit(new Operation.CreateIndex(model.table(), overAllRows, false, concurrently), possible.and(MYSQL));
    }

    /** Drops an index of {@code Meta.indexes}, where it was made. */
    void removeIndex(ModelState model, String name, boolean hasExpressions, boolean concurrently) {
        emit(dropIndex(model, name, concurrently), hasExpressions ? NOT_MARIADB : Condition.always());
    }

    /** Renames an index. */
    void renameIndex(ModelState model, String oldName, String newName) {
        emit(new Operation.RenameIndex(model.table(), QualifiedName.of(oldName), newName));
    }

    /** Adds a constraint of {@code Meta.constraints}. */
    void addConstraint(ModelState model, ModelConstraint constraint, boolean validated) {
        Constraint made = ConstraintLowering.constraint(model, constraint);
        if (made instanceof Constraint.Check check) {
            emit(new Operation.AddConstraint(model.table(), check.withValidated(validated), null));
        } else if (made != null) {
            emit(new Operation.AddConstraint(model.table(), made, null), possible(constraint));
        } else if (constraint instanceof ModelConstraint.Unique unique) {
            Index index = ConstraintLowering.uniqueIndex(model, unique);
            emit(new Operation.CreateIndex(model.table(), index, false, false), possible(constraint));
        } else {
            emit(new Operation.Opaque(
                    "constraint " + constraint.name() + " on " + model.table(), "its class is not known"));
        }
    }

    /** Drops a constraint of {@code Meta.constraints}. */
    void removeConstraint(ModelState model, ModelConstraint constraint) {
        if (constraint instanceof ModelConstraint.Unique unique && unique.isIndex()) {
            emit(dropIndex(model, constraint.name(), false), possible(constraint));
        } else {
            emit(
                    new Operation.DropConstraint(
                            model.table(),
                            constraint.name(),
                            ConstraintLowering.kind(constraint),
                            List.of(),
                            false,
                            false),
                    possible(constraint));
        }
    }

    /** Where Django makes a constraint at all; elsewhere it leaves it out. */
    private static Condition possible(ModelConstraint constraint) {
        if (!(constraint instanceof ModelConstraint.Unique unique)) {
            return Condition.always();
        }
        if (!unique.include().isEmpty() || unique.nullsDistinct() != null) {
            return POSTGRESQL;
        }
        Condition possible = unique.condition() == null ? Condition.always() : NOT_MYSQL;
        if (unique.fields().isEmpty() && unique.condition() == null) {
            possible = NOT_MARIADB;
        }
        return unique.deferrable() ? possible.and(DEFERS_UNIQUE) : possible;
    }
}
