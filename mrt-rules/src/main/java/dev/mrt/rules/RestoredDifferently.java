// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.replay.DataVerdict;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Difference;
import dev.mrt.schema.EnumType;
import dev.mrt.schema.ObjectKind;
import dev.mrt.schema.SchemaObject;
import dev.mrt.schema.Table;
import dev.mrt.source.SourceRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * After the rollback a table, column, constraint, index or other object is not as it was. What is merely missing or left
 * behind has rules of its own, unless the downgrade makes the whole table again.
 */
@AutoService(RiskRule.class)
public final class RestoredDifferently extends BuiltInRule {

    private static final Set<ObjectKind> WITH_OWN_RULES = Set.of(
            ObjectKind.VIEW,
            ObjectKind.MATERIALIZED_VIEW,
            ObjectKind.SEQUENCE,
            ObjectKind.TRIGGER,
            ObjectKind.SCHEMA,
            ObjectKind.DATABASE);

    public RestoredDifferently() {
        super("MRT111", "RESTORED DIFFERENTLY", Severity.ERROR, "The downgrade restores an object differently");
    }

    @Override
    public void check(MigrationContext context) {
        Map<String, List<LeftOver<Difference>>> bySubject = new LinkedHashMap<>();
        for (LeftOver<Difference> left : LeftOver.of(context, Difference.class)) {
            if (isMine(context, left)) {
                bySubject
                        .computeIfAbsent(subject(left), subject -> new ArrayList<>())
                        .add(left);
            }
        }
        bySubject.forEach((subject, group) -> {
            if (!isNullabilityAlone(group)) {
                report(context, subject, group);
            }
        });
    }

    private static void report(MigrationContext context, String subject, List<LeftOver<Difference>> group) {
        List<String> sentences = new ArrayList<>();
        SourceRange range = group.get(0).mendedAt();
        boolean touched = false;
        for (LeftOver<Difference> left : group) {
            Optional<Difference> instead = Replacement.of(context, left);
            String sentence = left.difference().sentence();
            sentences.add(
                    instead.isEmpty()
                            ? sentence
                            : sentence + ", there is "
                                    + instead.get().sentence().replace(" is left behind", "") + " instead");
            if (!touched && left.isTouchedByDowngrade()) {
                touched = true;
                range = left.mendedAt();
            }
        }
        context.report(
                range,
                subject,
                "After the rollback it is not as it was: " + Words.list(sentences) + ".",
                touched ? "Give this step of the downgrade what it was before." : "Undo this in the downgrade.");
    }

    /** A table that is made again is one subject, else each column, index, constraint and object. */
    private static String subject(LeftOver<Difference> left) {
        return isMadeAgain(left)
                ? Objects.requireNonNull(left.difference().table()).toString()
                : Subjects.of(left.difference());
    }

    /** Whether it is a part of a table that the upgrade drops and the downgrade makes again. */
    static boolean isMadeAgain(LeftOver<? extends Difference> left) {
        return left.isCausedBy(Operation.DropTable.class)
                && left.remainder().reverse() != null
                && left.difference().table() != null
                && left.difference().part() != null;
    }

    /** A column whose nullability the upgrade changed and the downgrade leaves alone has rules of its own. */
    static boolean isNullabilityAlone(List<? extends LeftOver<? extends Difference>> group) {
        return group.size() == 1
                && group.get(0).difference() instanceof Difference.ColumnChanged changed
                && changed.facet() == Difference.Facet.NULLABLE
                && !group.get(0).isTouchedByDowngrade();
    }

    private static boolean isMine(MigrationContext context, LeftOver<Difference> left) {
        Difference difference = left.difference();
        if (isMadeAgain(left)) {
            return isKnown(context, difference);
        } else if (difference instanceof Difference.ColumnChanged
                || difference instanceof Difference.ConstraintChanged
                || difference instanceof Difference.TableCommentChanged) {
            return true;
        } else if (difference instanceof Difference.IndexChanged) {
            return !left.isCausedBy(Operation.RenameIndex.class);
        } else if (difference instanceof Difference.ObjectChanged changed) {
            return !(changed.before() instanceof EnumType) && !(changed.before() instanceof SchemaObject.Sequence);
        } else if (difference instanceof Difference.ObjectRemoved removed) {
            return !WITH_OWN_RULES.contains(removed.removed().key().kind())
                    && !left.isCausedBy(Operation.RenameObject.class);
        } else if (difference instanceof Difference.ColumnRemoved || difference instanceof Difference.TableRemoved) {
            return !left.isCausedBy(Operation.RenameTable.class)
                    && !left.isCausedBy(Operation.RenameColumn.class)
                    && !isReportedAsLost(context, difference);
        }
        return Replacement.of(context, left).isPresent();
    }

    /** A table from before the history may have had what seems to be new. */
    private static boolean isKnown(MigrationContext context, Difference difference) {
        boolean added = difference instanceof Difference.ColumnAdded
                || difference instanceof Difference.ConstraintAdded
                || difference instanceof Difference.IndexAdded;
        return !added
                || context.roundTrip()
                        .before()
                        .table(Objects.requireNonNull(difference.table()))
                        .map(Table::complete)
                        .orElse(false);
    }

    private static boolean isReportedAsLost(MigrationContext context, Difference difference) {
        for (DataVerdict verdict : context.roundTrip().data(DataVerdict.Outcome.LOST)) {
            boolean sameTable = difference.table() != null && difference.table().equals(verdict.table());
            if (sameTable && (verdict.column() == null || verdict.column().equals(difference.part()))) {
                return true;
            }
        }
        return false;
    }
}
