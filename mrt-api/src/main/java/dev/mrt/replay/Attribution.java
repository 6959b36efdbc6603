// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.migration.Condition;
import dev.mrt.operation.Operation;
import dev.mrt.operation.SqlEffect;
import dev.mrt.schema.Difference;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.QualifiedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the step that each remaining difference comes from, and the step of the downgrade that failed to restore it. */
final class Attribution {

    private final List<StepReplay> upgrade;
    private final List<StepReplay> downgrade;
    private final Doubts doubtsAfter;
    private final Doubts doubtsBefore;
    private final StepChanges changes;

    Attribution(
            List<StepReplay> upgrade,
            List<StepReplay> downgrade,
            Doubts doubtsAfter,
            Doubts doubtsBefore,
            StepChanges changes) {
        this.upgrade = upgrade;
        this.downgrade = downgrade;
        this.doubtsAfter = doubtsAfter;
        this.doubtsBefore = doubtsBefore;
        this.changes = changes;
    }

    /** A thing that steps touch: a table, a part of one, or an object. */
    private record Element(
            @Nullable QualifiedName table,
            String kind,
            @Nullable String part) {
        /** As of any record; written out as in {@link QualifiedName}. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Element that
                    && Objects.equals(table, that.table)
                    && kind.equals(that.kind)
                    && Objects.equals(part, that.part);
        }

        @Override
        public int hashCode() {
            return Objects.hash(table, kind, part);
        }
    }

    List<Remainder> attribute(List<Difference> differences) {
        if (differences.isEmpty()) {
            return List.of();
        }
        Map<Element, StepReplay> causes = touched(upgrade, false);
        Map<Element, StepReplay> reverses = touched(downgrade, true);
        List<Remainder> remainders = new ArrayList<>(differences.size());
        for (Difference difference : differences) {
            if (isDoubtful(difference)) {
                continue;
            }
            StepReplay cause = find(causes, difference);
            StepReplay reverse = find(reverses, difference);
            String reason = notUnderstood(difference);
            boolean byDowngrade = cause == null && reverse != null;
            remainders.add(new Remainder(
                    difference,
                    byDowngrade ? reverse : cause,
                    byDowngrade,
                    byDowngrade ? null : reverse,
                    reason.isEmpty(),
                    reason));
        }
        return remainders;
    }

    /** What each step touched, by the names before the upgrade; the last step of the downgrade counts, but the first of the upgrade. */
    private Map<Element, StepReplay> touched(List<StepReplay> steps, boolean lastWins) {
        Map<Element, StepReplay> touched = new HashMap<>();
        Map<QualifiedName, QualifiedName> tables = new HashMap<>();
        for (StepReplay step : steps) {
            followRename(step, changes.of(step), tables);
            for (Difference change : changes.of(step)) {
                Element element = element(change, tables);
                if (lastWins) {
                    touched.put(element, step);
                } else {
                    touched.putIfAbsent(element, step);
                }
                if (element.part() != null && change.table() != null) {
                    touched.putIfAbsent(new Element(element.table(), "part", element.part()), step);
                }
            }
        }
        return touched;
    }

    private static void followRename(
            StepReplay step, List<Difference> changes, Map<QualifiedName, QualifiedName> tables) {
        if (!(step.step().operation() instanceof Operation.RenameTable)) {
            return;
        }
        QualifiedName from = null;
        QualifiedName to = null;
        for (Difference change : changes) {
            if (change instanceof Difference.TableRemoved removed) {
                from = removed.removed().name();
            } else if (change instanceof Difference.TableAdded added) {
                to = added.added().name();
            }
        }
        if (from != null && to != null) {
            tables.put(to, tables.getOrDefault(from, from));
        }
    }

    private static Element element(Difference difference, Map<QualifiedName, QualifiedName> tables) {
        QualifiedName table = difference.table();
        QualifiedName original = table == null ? null : tables.getOrDefault(table, table);
        String part = difference.part();
        if (table == null) {
            return new Element(null, "object", part);
        }
        return new Element(original, part == null ? "table" : kind(difference), part);
    }

    private static String kind(Difference difference) {
        if (difference instanceof Difference.ColumnAdded
                || difference instanceof Difference.ColumnRemoved
                || difference instanceof Difference.ColumnChanged) {
            return "column";
        }
        return "key";
    }

    private static @Nullable StepReplay find(Map<Element, StepReplay> steps, Difference difference) {
        Element element = element(difference, Map.of());
        StepReplay found = steps.get(element);
        if (found == null && element.part() != null && element.table() != null) {
            found = steps.get(new Element(element.table(), "part", element.part()));
        }
        if (found == null && element.table() != null) {
            // a part of a table that was made or dropped as a whole
            found = steps.get(new Element(element.table(), "table", null));
        }
        return found;
    }

    private boolean isDoubtful(Difference difference) {
        if (doubtsAfter.isEmpty() && doubtsBefore.isEmpty()) {
            return false;
        }
        QualifiedName table = difference.table();
        List<Doubts.Element> elements = new ArrayList<>();
        if (table == null) {
            ObjectKey key = difference instanceof Difference.ObjectAdded added
                    ? added.added().key()
                    : difference instanceof Difference.ObjectRemoved removed
                            ? removed.removed().key()
                            : null;
            if (key != null) {
                elements.add(Doubts.Element.object(key));
            }
        } else {
            elements.add(Doubts.Element.table(table));
            for (Condition.PartKind kind : Condition.PartKind.values()) {
                elements.add(Doubts.Element.part(table, kind, difference.part()));
            }
        }
        for (Doubts.Element element : elements) {
            if (doubtsAfter.contains(element) || doubtsBefore.contains(element)) {
                return true;
            }
        }
        return false;
    }

    /** Why the downgrade may restore it all the same; empty where all of the downgrade was understood. */
    private String notUnderstood(Difference difference) {
        for (StepReplay step : downgrade) {
            Operation operation = step.step().operation();
            if (step.runs().isFalse()) {
                continue;
            }
            if (operation instanceof Operation.Opaque opaque) {
                return "the downgrade runs `" + opaque.description() + "`, which was not understood: "
                        + opaque.reason();
            }
            if (operation instanceof Operation.ExecuteSql sql
                    && (sql.effect() == SqlEffect.UNREAD || sql.effect() == SqlEffect.RUNS_CODE)
                    && mentions(sql.sql(), difference)) {
                return "the downgrade runs SQL that was not understood";
            }
        }
        return "";
    }

    private static boolean mentions(String sql, Difference difference) {
        QualifiedName table = difference.table();
        String part = difference.part();
        return (table != null && Mentions.inSql(sql, table.name()))
                || (part != null && Mentions.inSql(sql, Objects.requireNonNull(part)));
    }
}
