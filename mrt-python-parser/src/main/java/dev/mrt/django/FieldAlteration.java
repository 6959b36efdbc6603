// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.migration.Condition;
import dev.mrt.operation.Operation;
import dev.mrt.schema.ColumnType;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.ConstraintKind;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.Identity;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.ServerDefault;
import dev.mrt.schema.Truth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The change of one field, step by step as {@code BaseDatabaseSchemaEditor.alter_field} and {@code _alter_field} of Django
 * 5.2 do it, with PostgreSQL's additions.
 */
final class FieldAlteration {

    private static final Set<Dialect> TYPED =
            EnumSet.of(Dialect.POSTGRESQL, Dialect.MYSQL, Dialect.SQLITE, Dialect.ORACLE);

    private final SchemaEditor editor;
    private final ProjectState fromState;
    private final ModelState fromModel;
    private final Field from;
    private final ProjectState toState;
    private final ModelState toModel;
    private final Field to;
    private final QualifiedName table;
    private final ColumnType fromType;
    private final ColumnType toType;

    FieldAlteration(
            SchemaEditor editor,
            ProjectState fromState,
            ModelState fromModel,
            Field from,
            ProjectState toState,
            ModelState toModel,
            Field to) {
        this.editor = editor;
        this.fromState = fromState;
        this.fromModel = fromModel;
        this.from = from;
        this.toState = toState;
        this.toModel = toModel;
        this.to = to;
        this.table = toModel.table();
        this.fromType = fromState.type(from);
        this.toType = toState.type(to);
    }

    /** Makes the changes. */
    void apply() {
        if (!from.concrete() || !to.concrete()) {
            alterWithoutColumn();
        } else if (mustAlter()) {
            alterColumn();
        }
    }

    private void alterWithoutColumn() {
        boolean fromThrough = ProjectState.hasGeneratedThrough(from);
        boolean toThrough = ProjectState.hasGeneratedThrough(to);
        if (fromThrough && toThrough) {
            alterManyToMany();
        } else if (from.concrete() != to.concrete() || fromThrough != toThrough) {
            editor.emit(new Operation.RaiseError("Cannot alter field " + fromModel.name() + "." + from.name()
                    + ": Django cannot alter to or from a many-to-many field, nor add or remove through="));
        }
    }

    private void alterManyToMany() {
        ModelState fromThrough = fromState.through(fromModel, from);
        ModelState toThrough = toState.through(toModel, to);
        editor.renameTable(fromThrough, toThrough);
        List<Field> fromFields = List.copyOf(fromThrough.fields().values());
        List<Field> toFields = List.copyOf(toThrough.fields().values());
        for (int i = 2; i >= 1; i--) {
            editor.alterField(fromState, fromThrough, fromFields.get(i), toState, toThrough, toFields.get(i));
        }
    }

    /** See {@code _field_should_be_altered}. */
    private boolean mustAlter() {
        if (!from.column().equals(to.column())) {
            return true;
        }
        Map<String, String> before = new HashMap<>(from.arguments());
        Map<String, String> after = new HashMap<>(to.arguments());
        Relation fromRelation = from.relation();
        Relation toRelation = to.relation();
        if (fromRelation != null && toRelation != null) {
            before.remove("to");
            after.remove("to");
            return !before.equals(after)
                    || !Objects.equals(targetTable(fromState, fromRelation), targetTable(toState, toRelation));
        }
        return !before.equals(after);
    }

    private static @Nullable String targetTable(ProjectState state, Relation relation) {
        ModelState target = state.targetModel(relation);
        return target == null ? String.valueOf(relation.to()) : target.tableName();
    }

    private void alterColumn() {
        boolean droppedKey = SchemaEditor.isConstrained(from);
        if (droppedKey) {
            editor.dropForeignKey(table, from.column());
        }
        boolean becamePrimaryKey = !from.options().primaryKey() && to.options().primaryKey();
        if (from.unique() && !from.options().primaryKey() && (!to.unique() || becamePrimaryKey)) {
            editor.dropConstraint(table, ConstraintKind.UNIQUE, List.of(from.column()), true);
        }
        boolean typeChanges = !fromType.equals(toType);
        boolean keyChanges = (from.options().primaryKey() && to.options().primaryKey() || from.unique() && to.unique())
                && typeChanges;
        List<Referring> referring = keyChanges || becamePrimaryKey ? referring() : List.of();
        if (keyChanges) {
            for (Referring other : referring) {
                if (SchemaEditor.isConstrained(other.field)) {
                    editor.dropForeignKey(other.model.table(), other.field.column());
                }
            }
        }
        if (SchemaEditor.isIndexed(from) && !SchemaEditor.isIndexed(to)) {
            editor.dropFieldIndexes(fromState, fromModel, from, to.column(), whereIndexesChange());
        }
        boolean hadCheck = ColumnTypes.isPositive(from.internalType());
        boolean hasCheck = ColumnTypes.isPositive(to.internalType());
        if (hadCheck && !hasCheck) {
            editor.emit(
                    new Operation.DropConstraint(
                            table, null, ConstraintKind.CHECK, List.of(from.column()), true, false),
                    ofKnownClass(to));
        }
        if (!from.column().equals(to.column())) {
            editor.emit(new Operation.RenameColumn(table, from.column(), to.column()));
        }
        changeColumn();
        if (from.options().primaryKey() && !to.options().primaryKey()) {
            editor.dropConstraint(table, ConstraintKind.PRIMARY_KEY, List.of(), true);
        }
        boolean addsUnique = !to.options().primaryKey()
                && to.unique()
                && (!from.unique() || from.options().primaryKey());
        if (addsUnique) {
            List<String> columns = List.of(to.column());
            String name = DatabaseNames.index(toModel.tableName(), columns, "_uniq");
            editor.emit(new Operation.AddConstraint(table, Constraint.Unique.of(name, columns), null));
        }
        if (SchemaEditor.isIndexed(to) && !SchemaEditor.isIndexed(from)) {
            editor.emit(
                    new Operation.CreateIndex(table, SchemaEditor.fieldIndex(toModel, to), false, false),
                    editor.indexCondition(toState, to).and(whereIndexesChange()));
        }
        if (becamePrimaryKey) {
            List<String> columns = List.of(to.column());
            String name = DatabaseNames.index(toModel.tableName(), columns, "_pk");
            editor.emit(new Operation.AddConstraint(table, new Constraint.PrimaryKey(name, columns), null));
        }
        for (Referring other : referring) {
            emitType(other.model.table(), other.field.column(), other.oldType, toState.type(other.field));
        }
        boolean addsKey = SchemaEditor.isConstrained(to) && (droppedKey || !SchemaEditor.isConstrained(from));
        if (addsKey) {
            editor.emit(new Operation.AddConstraint(table, SchemaEditor.foreignKey(toState, toModel, to, true), null));
        }
        if (keyChanges) {
            for (Referring other : referring) {
                if (SchemaEditor.isConstrained(other.field)) {
                    editor.emit(new Operation.AddConstraint(
                            other.model.table(),
                            SchemaEditor.foreignKey(toState, other.model, other.field, false),
                            null));
                }
            }
        }
        if (hasCheck && !hadCheck) {
            String name = DatabaseNames.index(toModel.tableName(), List.of(to.column()), "_check");
            editor.emit(
                    new Operation.AddConstraint(table, SchemaEditor.positive(name, to.column()), null),
                    ofKnownClass(from));
        }
        changeLikeIndex();
    }

    /** A class that is not in the sources may be one of positive numbers, too. */
    private static Condition ofKnownClass(Field field) {
        return field.internalType().isEmpty()
                ? new Condition.Unknown("whether the class of field `" + field.name() + "` has a check")
                : Condition.always();
    }

    /**
     * On SQLite, Django only renames a column whose definition stays the same, and makes no table anew: its indexes then stay as
     * they are.
     */
    private Condition whereIndexesChange() {
        boolean onlyRenamed = !from.column().equals(to.column())
                && fromType.equals(toType)
                && !SchemaEditor.isConstrained(from)
                && !SchemaEditor.isConstrained(to)
                && from.unique() == to.unique()
                && from.internalType().equals(to.internalType())
                && from.options().primaryKey() == to.options().primaryKey()
                && from.options().nullable() == to.options().nullable()
                && from.options().serverDefault().equals(to.options().serverDefault());
        return onlyRenamed ? SchemaEditor.NOT_SQLITE : Condition.always();
    }

    /** PostgreSQL: the index for patterns comes and goes with the others, and when text becomes something else. */
    private void changeLikeIndex() {
        boolean wasIndexed = from.options().indexed() || from.unique();
        boolean adds = !wasIndexed && to.options().indexed() || !from.unique() && to.unique();
        if (adds || leavesText()) {
            SchemaEditor.Change like = editor.likeIndex(toState, toModel, to);
            if (like != null) {
                editor.emit(like.operation(), like.condition());
            }
        }
        boolean isIndexed = to.options().indexed() || to.unique();
        if (from.unique() && !isIndexed && editor.likeIndex(fromState, fromModel, from) != null) {
            // Django computes this name anew, and finds nothing where the table was renamed since.
            editor.dropLikeIndex(toModel, DatabaseNames.index(toModel.tableName(), List.of(from.column()), "_like"));
        }
    }

    private boolean leavesText() {
        if (!from.options().indexed() && !from.unique()) {
            return false;
        }
        String before = fromType.textOn(Dialect.POSTGRESQL);
        String after = toType.textOn(Dialect.POSTGRESQL);
        for (String text : List.of("varchar", "text", "citext")) {
            if (before.startsWith(text) && !after.startsWith(text)) {
                return true;
            }
        }
        return false;
    }

    private void changeColumn() {
        if (leavesText() && editor.likeIndex(fromState, fromModel, from) != null) {
            editor.dropLikeIndex(toModel, DatabaseNames.index(toModel.tableName(), List.of(from.column()), "_like"));
        }
        emitType(table, to.column(), fromType, toType);
        boolean wasAuto = ColumnTypes.isAuto(from.internalType());
        boolean isAuto = ColumnTypes.isAuto(to.internalType());
        Identity identity = wasAuto == isAuto ? null : isAuto ? Identity.BY_DEFAULT : Identity.NONE;
        FieldOptions before = from.options();
        FieldOptions after = to.options();
        ServerDefault serverDefault =
                before.serverDefault().equals(after.serverDefault()) ? null : after.serverDefault();
        Truth wasNullable = before.primaryKey() ? Truth.FALSE : before.nullable();
        Truth isNullable = after.primaryKey() ? Truth.FALSE : after.nullable();
        Truth nullable = wasNullable == isNullable ? null : isNullable;
        String fill = null;
        if (nullable == Truth.FALSE) {
            if (after.serverDefault().isPresent()) {
                fill = after.serverDefault().text();
            } else if (after.defaulted()) {
                fill = after.fill();
            }
        }
        String comment = Objects.equals(before.comment(), after.comment())
                ? null
                : Objects.requireNonNullElse(after.comment(), "");
        if (identity != null || serverDefault != null || nullable != null || comment != null) {
            editor.emit(new Operation.AlterColumn(
                    table, to.column(), null, null, nullable, serverDefault, identity, comment, fill, null, false));
        }
    }

    /** Changes a type, on those databases where it differs. */
    private void emitType(QualifiedName of, String column, ColumnType before, ColumnType after) {
        if (before.equals(after)) {
            return;
        }
        Set<Dialect> differing = EnumSet.noneOf(Dialect.class);
        for (Dialect dialect : TYPED) {
            if (!before.textOn(dialect).equals(after.textOn(dialect))) {
                differing.add(dialect);
            }
        }
        if (differing.contains(Dialect.MYSQL)) {
            differing.add(Dialect.MARIADB);
        }
        Condition condition = differing.containsAll(TYPED) ? Condition.always() : new Condition.DialectIs(differing);
        String using = sameFamily(before, after) ? null : column + "::" + after.textOn(Dialect.POSTGRESQL);
        editor.emit(Operation.AlterColumn.type(of, column, after, using), condition);
    }

    /** Whether only parameters differ, so that PostgreSQL needs no cast. */
    private static boolean sameFamily(ColumnType before, ColumnType after) {
        return family(before).equals(family(after));
    }

    private static String family(ColumnType type) {
        String text = type.textOn(Dialect.POSTGRESQL);
        int parameters = text.indexOf('(');
        return parameters < 0 ? text : text.substring(0, parameters);
    }

    private record Referring(ModelState model, Field field, ColumnType oldType) {}

    /** The columns that refer to this one, through keys of keys and generated models in between too. */
    private List<Referring> referring() {
        List<Referring> found = new ArrayList<>();
        collectReferring(fromModel.key(), from.name(), found, 0);
        return found;
    }

    private void collectReferring(ModelKey key, String fieldName, List<Referring> found, int depth) {
        if (depth > 10) {
            return;
        }
        boolean isKey = depth > 0 || from.options().primaryKey() || to.options().primaryKey();
        for (ProjectState.Reference reference : toState.references(key)) {
            Field field = reference.field();
            Relation relation = Objects.requireNonNull(field.relation());
            if (relation.isManyToMany()) {
                continue;
            }
            boolean refers = relation.toField() == null ? isKey : fieldName.equals(relation.toField());
            if (!refers || !toState.hasTable(reference.model())) {
                continue;
            }
            found.add(new Referring(reference.model(), field, fromType(reference.model(), field)));
            if (field.options().primaryKey()) {
                collectReferring(reference.model().key(), field.name(), found, depth + 1);
            }
        }
        for (ModelState model : toState.models()) {
            for (Field field : model.fields().values()) {
                if (isKey && ProjectState.hasGeneratedThrough(field)) {
                    collectThrough(model, field, key, found);
                }
            }
        }
    }

    private void collectThrough(ModelState model, Field field, ModelKey key, List<Referring> found) {
        ModelKey target = Objects.requireNonNull(field.relation()).to();
        if (!key.equals(target) && !key.equals(model.key())) {
            return;
        }
        ModelState through = toState.through(model, field);
        for (Field end : through.fields().values()) {
            if (end.relation() != null && key.equals(end.relation().to())) {
                found.add(new Referring(through, end, fromState.type(end)));
            }
        }
    }

    private ColumnType fromType(ModelState model, Field field) {
        ModelState before = fromState.model(model.key());
        Field old = before == null ? null : before.field(field.name());
        return fromState.type(old == null ? field : old);
    }
}
