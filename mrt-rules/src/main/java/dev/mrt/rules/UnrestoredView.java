// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Difference;
import dev.mrt.schema.ObjectKind;
import dev.mrt.schema.SchemaObject;
import java.util.Set;

/** A view is missing after the rollback: the old release reads it. */
@AutoService(RiskRule.class)
public final class UnrestoredView extends BuiltInRule {

    public UnrestoredView() {
        super(
                "MRT207",
                "VIEW NOT RESTORED",
                Severity.ERROR,
                "A view is missing after the rollback",
                "DROP VIEW",
                "DROP VIEW without recreate");
    }

    @Override
    public void check(MigrationContext context) {
        for (LeftOver<Difference> left :
                LeftOver.ofObjects(context, Set.of(ObjectKind.VIEW, ObjectKind.MATERIALIZED_VIEW))) {
            if (left.difference() instanceof Difference.ObjectRemoved removed
                    && !left.isCausedBy(Operation.RenameObject.class)) {
                context.report(
                        left.range(),
                        left.objectName(),
                        left.sentence() + " after the rollback: queries of the old release that read it fail.",
                        "In downgrade:\n" + FixCode.sql(context, create(context, removed.removed())));
            }
        }
    }

    private static String create(MigrationContext context, SchemaObject view) {
        String definition = view instanceof SchemaObject.Defined defined ? defined.definition() : "";
        String words = view.key().kind() == ObjectKind.VIEW ? "VIEW" : "MATERIALIZED VIEW";
        String head = "CREATE " + words + " " + FixCode.name(context, view.key().name());
        if (definition.isEmpty()) {
            return head + " AS SELECT …";
        }
        boolean query = definition.regionMatches(true, 0, "AS ", 0, 3) || definition.startsWith("(");
        return head + (query ? " " : " AS ") + definition;
    }
}
