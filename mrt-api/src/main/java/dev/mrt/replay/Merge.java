// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.migration.Condition;
import dev.mrt.schema.Column;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Difference;
import dev.mrt.schema.EnumType;
import dev.mrt.schema.Index;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Schema;
import dev.mrt.schema.SchemaDiff;
import dev.mrt.schema.SchemaObject;
import dev.mrt.schema.ServerDefault;
import dev.mrt.schema.SqlType;
import dev.mrt.schema.Table;
import dev.mrt.schema.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Joins what is there where a step ran with what is there where it did not. What only one side has is kept as doubtful; a
 * fact that differs becomes unknown. Two special cases are certain: what exists only under the very condition of the step
 * that drops it is gone, and what is created because it does not exist, or dropped because it does, is there or gone.
 */
final class Merge {

    private final Working working;
    private final Condition condition;
    private final Doubts doubtsBefore;

    Merge(Working working, Condition condition, Doubts doubtsBefore) {
        this.working = working;
        this.condition = condition;
        this.doubtsBefore = doubtsBefore;
    }

    /** Turns the schema that the step left into the one that may be there. */
    void merge(Schema before) {
        Schema after = working.schema;
        working.doubts = doubtsBefore;
        for (Difference difference : SchemaDiff.of(before, after).differences()) {
            merge(difference);
        }
    }

    private void merge(Difference difference) {
        if (difference instanceof Difference.TableAdded added) {
            doubtAdded(
                    Doubts.Element.table(added.added().name()),
                    asksFor(added.added().name(), null));
        } else if (difference instanceof Difference.TableRemoved removed) {
            Table table = removed.removed();
            if (staysRemoved(Doubts.Element.table(table.name()), asksFor(table.name(), null))) {
                return;
            }
            working.put(table);
        } else if (difference instanceof Difference.ColumnAdded added) {
            String name = added.added().name();
            Doubts.Element element = Doubts.Element.part(added.table(), Condition.PartKind.COLUMN, name);
            doubtAdded(element, asksFor(added.table(), name));
        } else if (difference instanceof Difference.ColumnRemoved removed) {
            String name = removed.removed().name();
            Doubts.Element element = Doubts.Element.part(removed.table(), Condition.PartKind.COLUMN, name);
            if (!staysRemoved(element, asksFor(removed.table(), name))) {
                change(removed.table(), table -> table.withColumns(Working.added(table.columns(), removed.removed())));
            }
        } else if (difference instanceof Difference.ColumnChanged changed) {
            change(changed.table(), table -> table.withColumns(unknownFacet(table.columns(), changed)));
        } else {
            mergeKeys(difference);
        }
    }

    private void mergeKeys(Difference difference) {
        if (difference instanceof Difference.ConstraintAdded added) {
            String name = added.added().name();
            doubtAdded(
                    Doubts.Element.part(added.table(), Condition.PartKind.CONSTRAINT, name),
                    asksFor(added.table(), name));
        } else if (difference instanceof Difference.ConstraintRemoved removed) {
            keep(removed.table(), removed.removed());
        } else if (difference instanceof Difference.ConstraintChanged changed) {
            Constraint unknown = new Constraint.Check(changed.after().name(), List.of(), "", true);
            change(
                    changed.table(),
                    table -> table.withConstraints(replaced(table.constraints(), changed.after(), unknown)));
        } else if (difference instanceof Difference.ConstraintRenamed renamed) {
            keep(renamed.table(), renamed.before());
        } else if (difference instanceof Difference.IndexAdded added) {
            String name = added.added().name();
            doubtAdded(
                    Doubts.Element.part(added.table(), Condition.PartKind.INDEX, name), asksFor(added.table(), name));
        } else if (difference instanceof Difference.IndexRemoved removed) {
            keep(removed.table(), removed.removed());
        } else if (difference instanceof Difference.IndexChanged changed) {
            Index unknown = new Index(changed.after().name(), List.of(), false, "", null, List.of());
            change(changed.table(), table -> table.withIndexes(replaced(table.indexes(), changed.after(), unknown)));
        } else if (difference instanceof Difference.IndexRenamed renamed) {
            keep(renamed.table(), renamed.before());
        } else {
            mergeObjects(difference);
        }
    }

    private void keep(QualifiedName table, Constraint constraint) {
        Doubts.Element element = Doubts.Element.part(table, Condition.PartKind.CONSTRAINT, constraint.name());
        if (!staysRemoved(element, asksFor(table, constraint.name()))) {
            change(table, known -> known.withConstraints(Working.added(known.constraints(), constraint)));
        }
    }

    private void keep(QualifiedName table, Index index) {
        Doubts.Element element = Doubts.Element.part(table, Condition.PartKind.INDEX, index.name());
        if (!staysRemoved(element, asksFor(table, index.name()))) {
            change(table, known -> known.withIndexes(Working.added(known.indexes(), index)));
        }
    }

    private void mergeObjects(Difference difference) {
        if (difference instanceof Difference.ObjectAdded added) {
            ObjectKey key = added.added().key();
            doubtAdded(Doubts.Element.object(key), asksFor(key.name(), null));
        } else if (difference instanceof Difference.ObjectRemoved removed) {
            ObjectKey key = removed.removed().key();
            if (!staysRemoved(Doubts.Element.object(key), asksFor(key.name(), null))) {
                working.put(removed.removed());
            }
        } else if (difference instanceof Difference.ObjectChanged changed) {
            SchemaObject after = changed.after();
            if (after instanceof EnumType type) {
                working.put(type.withLabels(List.of()));
            } else if (after instanceof SchemaObject.Defined defined) {
                working.put(new SchemaObject.Defined(defined.key(), "", defined.dependsOn()));
            }
        }
    }

    private void doubtAdded(Doubts.Element element, boolean asked) {
        boolean createdWhereMissing = asked && condition instanceof Condition.Not;
        working.doubts =
                createdWhereMissing ? working.doubts.without(element) : working.doubts.with(element, condition);
    }

    private boolean staysRemoved(Doubts.Element element, boolean asked) {
        boolean droppedWherePresent = asked && condition instanceof Condition.Exists;
        if (droppedWherePresent || condition.equals(doubtsBefore.of(element))) {
            working.doubts = working.doubts.without(element);
            return true;
        }
        if (doubtsBefore.of(element) == null) {
            working.doubts = working.doubts.with(element, condition.negated());
        }
        return false;
    }

    /** Whether the condition asks just for that thing to exist, or not to. */
    private boolean asksFor(QualifiedName name, @Nullable String part) {
        Condition asked = condition instanceof Condition.Not not ? not.condition() : condition;
        if (!(asked instanceof Condition.Exists exists)
                || !working.name(exists.name()).equals(name)) {
            return false;
        }
        return part == null
                ? exists.part() == null
                : exists.part() != null && part.equals(exists.part().name());
    }

    private void change(QualifiedName name, UnaryOperator<Table> change) {
        working.schema.table(name).ifPresent(table -> working.put(change.apply(table)));
    }

    private static List<Column> unknownFacet(List<Column> columns, Difference.ColumnChanged changed) {
        List<Column> copy = new ArrayList<>(columns);
        copy.replaceAll(column -> {
            if (!column.name().equals(changed.after().name())) {
                return column;
            }
            return switch (changed.facet()) {
                case TYPE -> column.withType(SqlType.UNKNOWN);
                case NULLABLE -> column.withNullable(Truth.UNKNOWN);
                case DEFAULT -> column.withServerDefault(ServerDefault.UNKNOWN);
                case IDENTITY, GENERATED, COMMENT -> changed.before();
            };
        });
        return copy;
    }

    private static <T> List<T> replaced(List<T> list, T old, T replacement) {
        List<T> copy = new ArrayList<>(list);
        copy.replaceAll(each -> each.equals(old) ? replacement : each);
        return copy;
    }
}
