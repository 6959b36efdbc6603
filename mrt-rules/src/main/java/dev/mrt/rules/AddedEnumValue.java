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
        RoundTrip trip = context.roundTrip();
        return trip.downgradeState() != RoundTrip.DowngradeState.MISSING
                && trip.downgradeState() != RoundTrip.DowngradeState.RAISES
                && add.runs().isTrue()
                && !trip.downgradeMayChange(
                        new ObjectKey(ObjectKind.ENUM_TYPE, add.operation().type()));
    }

    private static void report(
            MigrationContext context, SourceRange range, QualifiedName type, List<String> added, List<String> labels) {
        String them = added.size() > 1 ? "them" : "it";
        context.report(
                range,
                type.toString(),
                "The enum type `" + type + "` still has the label" + (added.size() > 1 ? "s " : " ")
                        + FixCode.literals(added) + " after the rollback, and rows may use " + them
                        + ": the old release does not know " + them + ".",
                "In downgrade, change the rows that use " + them + ", then make the type anew"
                        + (labels.isEmpty() ? "." : ":\n" + ObjectCode.enumType(context, type, labels)));
    }
}
