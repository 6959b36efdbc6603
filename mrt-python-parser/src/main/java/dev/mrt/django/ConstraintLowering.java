// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.schema.Constraint;
import dev.mrt.schema.ConstraintKind;
import dev.mrt.schema.Index;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a model's constraints over columns. */
final class ConstraintLowering {

    private ConstraintLowering() {}

    /** The constraint of the table, or null for one that databases have as a unique index, or that is not known. */
    static @Nullable Constraint constraint(ModelState model, ModelConstraint constraint) {
        if (constraint instanceof ModelConstraint.Check check) {
            ExpressionSql.Text text = ExpressionSql.of(check.condition(), model::column);
            return new Constraint.Check(name(check), text.columns(), text.sql() == null ? "" : text.sql(), true);
        }
        if (constraint instanceof ModelConstraint.Unique unique && !unique.isIndex()) {
            boolean nullsNotDistinct = Boolean.FALSE.equals(unique.nullsDistinct());
            return new Constraint.Unique(
                    name(unique),
                    model.columns(unique.fields()),
                    nullsNotDistinct,
                    unique.deferrable(),
                    unique.initiallyDeferred());
        }
        if (constraint instanceof ModelConstraint.Exclusion exclusion) {
            return exclusion(model, exclusion);
        }
        return null;
    }

    /** The unique index that databases have for a conditional, covering or functional unique constraint. */
    static Index uniqueIndex(ModelState model, ModelConstraint.Unique unique) {
        return new Index(
                name(unique),
                IndexLowering.parts(model, unique.parts()),
                true,
                "",
                IndexLowering.predicate(model, unique.condition()),
                model.columns(unique.include()));
    }

    /** What kind of constraint the table has, or null where that is not known. */
    static @Nullable ConstraintKind kind(ModelConstraint constraint) {
        if (constraint instanceof ModelConstraint.Check) {
            return ConstraintKind.CHECK;
        }
        if (constraint instanceof ModelConstraint.Unique) {
            return ConstraintKind.UNIQUE;
        }
        return constraint instanceof ModelConstraint.Exclusion ? ConstraintKind.EXCLUSION : null;
    }

    private static @Nullable String name(ModelConstraint constraint) {
        return constraint.name().isEmpty() ? null : constraint.name();
    }

    private static Constraint exclusion(ModelState model, ModelConstraint.Exclusion exclusion) {
        List<String> columns = new ArrayList<>();
        StringBuilder definition =
                new StringBuilder("USING ").append(exclusion.method()).append(" (");
        boolean known = true;
        for (int i = 0; i < exclusion.expressions().size(); i++) {
            ExpressionSql.Text text = ExpressionSql.of(exclusion.expressions().get(i), model::column);
            known &= text.sql() != null;
            columns.addAll(text.columns());
            definition
                    .append(i == 0 ? "" : ", ")
                    .append(text.sql())
                    .append(" WITH ")
                    .append(exclusion.operators().get(i));
        }
        definition.append(')');
        if (exclusion.condition() != null) {
            String where = IndexLowering.predicate(model, exclusion.condition());
            known &= !"?".equals(where);
            definition.append(" WHERE (").append(where).append(')');
        }
        return new Constraint.Exclusion(name(exclusion), columns, known ? definition.toString() : "");
    }
}
