// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Difference;
import dev.mrt.schema.EnumType;

/** A label of an enum type is renamed or removed, and the downgrade does not bring it back. */
@AutoService(RiskRule.class)
public final class RenamedEnumValue extends BuiltInRule {

    public RenamedEnumValue() {
        super(
                "MRT306",
                "ENUM VALUE RENAMED OR REMOVED",
                Severity.ERROR,
                "Labels of an enum type are not those from before after the rollback",
                "RENAME ENUM VALUE");
    }

    @Override
    public void check(MigrationContext context) {
        for (LeftOver<Difference.ObjectChanged> left : LeftOver.of(context, Difference.ObjectChanged.class)) {
            if (left.difference().before() instanceof EnumType type && !AddedEnumValue.isAddition(left.difference())) {
                context.report(
                        left.range(),
                        type.name().toString(),
                        "After the rollback the labels of the enum type `" + type.name()
                                + "` are not those from before: "
                                + left.difference().what() + ". The old release may write labels that are not there.",
                        "In downgrade, rename the label back (`ALTER TYPE " + type.name()
                                + " RENAME VALUE 'new' TO 'old'`), or make the type anew with its old labels.");
            }
        }
    }
}
