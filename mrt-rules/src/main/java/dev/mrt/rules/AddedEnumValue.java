// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.replay.RoundTrip;
import dev.mrt.rule.Located;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Difference;
import dev.mrt.schema.EnumType;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.ObjectKind;
import dev.mrt.schema.QualifiedName;
import dev.mrt.source.SourceRange;
import java.util.ArrayList;
import java.util.List;

/** A label is added to an enum type; PostgreSQL cannot remove it, so only a downgrade that makes the type anew can. */
@AutoService(RiskRule.class)
public final class AddedEnumValue extends BuiltInRule {

    public AddedEnumValue() {
        super(
                "MRT304",
                "ENUM VALUE ADDED",
                Severity.ERROR,
                "A label that is added to an enum type stays after the rollback",
                "ADD ENUM VALUE",
                "ALTER TYPE ADD VALUE");
    }

    @Override
    public void check(MigrationContext context) {
        for (LeftOver<Difference.ObjectChanged> left : LeftOver.of(context, Difference.ObjectChanged.class)) {
            if (isAddition(left.difference())) {
                EnumType before = (EnumType) left.difference().before();
                List<String> added =
                        new ArrayList<>(((EnumType) left.difference().after()).labels());
                added.removeAll(before.labels());
                report(context, left.range(), before.name(), added, before.labels());
            }
        }
        if (context.roundTrip().downgradeState() != RoundTrip.DowngradeState.RUNS
                && !context.roundTrip().certainRemainders().isEmpty()) {
            return;
        }
        for (Located<Operation.AddEnumValue> add : context.upgrade(Operation.AddEnumValue.class)) {
            if (labelsUnknown(add) && mayStay(context, add)) {
                report(
                        context,
                        add.step().range(),
                        add.operation().type(),
                        List.of(add.operation().value()),
                        List.of());
            }
        }
    }

    /** Whether an enum type has all its labels and some more. */
    static boolean isAddition(Difference.ObjectChanged difference) {
        return difference.before() instanceof EnumType before
                && difference.after() instanceof EnumType after
                && after.labels().size() > before.labels().size()
                && after.labels().containsAll(before.labels());
    }

    private static boolean labelsUnknown(Located<Operation.AddEnumValue> add) {
        return add.before()
                .enumType(add.operation().type())
                .map(type -> type.labels().isEmpty())
                .orElse(true);
    }

    /** Whether the downgrade has nothing to do with the type. */
    private static boolean mayStay(MigrationContext context, Located<Operation.AddEnumValue> add) {
        if (context.roundTrip().downgradeState() == RoundTrip.DowngradeState.MISSING
                || context.roundTrip().downgradeState() == RoundTrip.DowngradeState.RAISES
                || !add.runs().isTrue()) {
            return false;
        }
        QualifiedName type = add.operation().type();
        for (Located<Operation> step : context.downgrade(Operation.class)) {
            Operation operation = step.operation();
            boolean onType = operation instanceof Operation.DropObject drop && isType(drop.object(), type)
                    || operation instanceof Operation.RenameObject rename && isType(rename.object(), type)
                    || operation instanceof Operation.CreateObject create
                            && isType(create.object().key(), type);
            if (onType || LostData.isNotUnderstood(operation)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isType(ObjectKey key, QualifiedName type) {
        return (key.kind() == ObjectKind.ENUM_TYPE || key.kind() == ObjectKind.TYPE)
                && key.name().name().equals(type.name());
    }

    private static void report(
            MigrationContext context, SourceRange range, QualifiedName type, List<String> added, List<String> labels) {
        String quoted = quoted(added);
        context.report(
                range,
                type.toString(),
                "The enum type `" + type + "` still has the label" + (added.size() > 1 ? "s " : " ") + quoted
                        + " after the rollback, and rows may use "
                        + (added.size() > 1 ? "them" : "it") + ": the old release does not know "
                        + (added.size() > 1 ? "them." : "it."),
                labels.isEmpty()
                        ? "In downgrade, change the rows that use it and make the type anew without it."
                        : "In downgrade, change the rows that use " + quoted + ", then make the type anew:\nALTER TYPE "
                                + type
                                + " RENAME TO " + type.name() + "_old;\nCREATE TYPE " + type + " AS ENUM ("
                                + quoted(labels)
                                + ");\nALTER TABLE … ALTER COLUMN … TYPE " + type + " USING …::text::" + type
                                + ";\nDROP TYPE " + type.name() + "_old;");
    }

    private static String quoted(List<String> labels) {
        List<String> quoted = new ArrayList<>();
        for (String label : labels) {
            quoted.add("'" + label.replace("'", "''") + "'");
        }
        return String.join(", ", quoted);
    }
}
