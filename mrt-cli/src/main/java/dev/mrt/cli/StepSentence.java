// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.migration.Condition;
import dev.mrt.operation.ColumnDefinition;
import dev.mrt.operation.Operation;
import dev.mrt.operation.SqlEffect;
import dev.mrt.replay.Conflict;
import dev.mrt.replay.StepReplay;
import dev.mrt.schema.Difference;
import dev.mrt.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a step does, as plain English. */
final class StepSentence {

    private StepSentence() {}

    /** The sentence: what the step changes where it runs, otherwise why it does not. */
    static String of(StepReplay step) {
        Condition condition = step.step().condition();
        if (step.runs().isFalse()) {
            return condition instanceof Condition.Always
                    ? "Not reached: an error is raised before."
                    : "Does not run here: it asks that " + ConditionWords.inShort(condition) + ".";
        }
        String failure = failure(step);
        String doing = failure != null ? "Fails: " + failure + "." : capitalised(doing(step)) + ".";
        return step.runs().isTrue() ? doing : "If " + ConditionWords.inShort(condition) + ": " + doing;
    }

    /** Why the step cannot succeed, whatever the rows are, or null. */
    private static @Nullable String failure(StepReplay step) {
        for (Conflict conflict : step.conflicts()) {
            if (!conflict.kind().dependsOnRows()) {
                return conflict.sentence();
            }
        }
        return null;
    }

    /** Why a step was not understood, or null where it was. */
    static @Nullable String doubt(StepReplay step) {
        Operation operation = step.step().operation();
        if (operation instanceof Operation.RunCode it) {
            return it.description() + ": " + it.reason();
        } else if (operation instanceof Operation.Opaque it) {
            return it.description() + ": " + it.reason();
        } else if (operation instanceof Operation.ExecuteSql it
                && (it.effect() == SqlEffect.UNREAD || it.effect() == SqlEffect.RUNS_CODE)) {
            return "SQL: " + it.sql();
        }
        return null;
    }

    private static String doing(StepReplay step) {
        Operation operation = step.step().operation();
        List<String> changes = new ArrayList<>();
        for (Difference change : step.changes().differences()) {
            changes.add(change.change());
        }
        if (changes.isEmpty()) {
            return withoutChange(operation);
        }
        if (operation instanceof Operation.CreateTable create
                && !create.columns().isEmpty()) {
            List<String> names = new ArrayList<>();
            for (ColumnDefinition column : create.columns()) {
                names.add("`" + column.name() + "`");
            }
            String columns = (names.size() == 1 ? " with the column " : " with the columns ") + listed(names);
            String table = "table `" + create.table() + "` is added";
            changes.replaceAll(change -> change.equals(table) ? change + columns : change);
        }
        return String.join("; ", changes);
    }

    private static String withoutChange(Operation operation) {
        if (operation instanceof Operation.UpdateRows it) {
            List<String> columns = new ArrayList<>();
            for (Operation.Assignment assignment : it.assignments()) {
                columns.add("`" + assignment.column() + "`");
            }
            String what = columns.isEmpty() ? "values" : "values of " + listed(columns);
            return what + " in " + rows(it.where()) + " of `" + it.table() + "` are overwritten";
        } else if (operation instanceof Operation.DeleteRows it) {
            return rows(it.where()) + " of `" + it.table() + "` are deleted";
        } else if (operation instanceof Operation.InsertRows it) {
            return "rows are inserted into `" + it.table() + "`";
        } else if (operation instanceof Operation.Truncate it) {
            return "all rows of " + tables(it.tables()) + " are deleted";
        } else if (operation instanceof Operation.RunCode it) {
            return "code of the application runs (" + it.description() + ")";
        } else if (operation instanceof Operation.Opaque it) {
            return "something that was not understood happens (" + it.description() + ")";
        } else if (operation instanceof Operation.RaiseError it) {
            return "the migration stops with an error" + (it.message().isEmpty() ? "" : " (" + it.message() + ")");
        } else if (operation instanceof Operation.SetParameter it) {
            return "the setting " + it.name() + " becomes " + it.value();
        } else if (operation instanceof Operation.ValidateConstraint it) {
            return "the rows of `" + it.table() + "` are checked against the constraint `" + it.name() + "`";
        } else if (operation instanceof Operation.ExecuteSql it) {
            return switch (it.effect()) {
                case READ -> "the database is asked, nothing is changed";
                case HARMLESS -> "SQL runs that changes neither schema nor rows";
                case MAINTENANCE -> "the database rebuilds or checks what is there";
                case RUNS_CODE -> "code of the database runs, which may change anything";
                case UNREAD -> "SQL runs that could not be read";
            };
        }
        return "the schema stays as it is";
    }

    /** Which rows a condition leaves: {@code ?} is one that is not known. */
    private static String rows(String where) {
        return where.isEmpty() ? "all rows" : where.equals("?") ? "rows" : "some rows";
    }

    private static String tables(List<QualifiedName> names) {
        List<String> quoted = new ArrayList<>();
        for (QualifiedName name : names) {
            quoted.add("`" + name + "`");
        }
        return listed(quoted);
    }

    /** Words as an enumeration with "and" before the last. */
    private static String listed(List<String> words) {
        int last = words.size() - 1;
        return last < 1
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    private static String capitalised(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
