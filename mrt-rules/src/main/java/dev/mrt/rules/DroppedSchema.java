// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.rule.Located;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Difference;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.ObjectKind;
import java.util.HashSet;
import java.util.Set;

/** A schema or a database is dropped with all that is in it. */
@AutoService(RiskRule.class)
public final class DroppedSchema extends BuiltInRule {

    public DroppedSchema() {
        super(
                "MRT217",
                "DROP SCHEMA",
                Severity.ERROR,
                "A schema or database is dropped with all that is in it",
                "DROP DATABASE");
    }

    @Override
    public void check(MigrationContext context) {
        Set<ObjectKey> created = new HashSet<>();
        for (Located<Operation.CreateObject> create : context.upgrade(Operation.CreateObject.class)) {
            created.add(create.operation().object().key());
        }
        for (Located<Operation.DropObject> drop : context.upgrade(Operation.DropObject.class)) {
            ObjectKey object = drop.operation().object();
            if (isContainer(drop.operation())
                    && !created.contains(object)
                    && (takesContents(drop) || isLost(context, object))) {
                context.report(
                        drop,
                        object.name().toString(),
                        "The " + object.kind().words() + " `" + object.name() + "` is dropped"
                                + (takesContents(drop)
                                        ? " with all tables and rows in it, which no downgrade brings back."
                                        : " and is missing after the rollback."),
                        "Rename it first (`ALTER SCHEMA " + object.name() + " RENAME TO "
                                + object.name().name() + "_old`), and drop it when no rollback needs it any more.");
            }
        }
    }

    /** Whether an operation drops something that holds tables. */
    static boolean isContainer(Operation operation) {
        return operation instanceof Operation.DropObject drop
                && (drop.object().kind() == ObjectKind.SCHEMA || drop.object().kind() == ObjectKind.DATABASE);
    }

    /** A schema is dropped with something in it only where the statement says so. */
    private static boolean takesContents(Located<Operation.DropObject> drop) {
        return drop.operation().cascade() || drop.operation().object().kind() == ObjectKind.DATABASE;
    }

    private static boolean isLost(MigrationContext context, ObjectKey object) {
        for (LeftOver<Difference.ObjectRemoved> left : LeftOver.of(context, Difference.ObjectRemoved.class)) {
            if (left.difference().removed().key().equals(object)) {
                return true;
            }
        }
        return false;
    }
}
