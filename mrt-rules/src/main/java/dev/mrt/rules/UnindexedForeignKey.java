// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Table;
import java.util.List;
import java.util.Optional;

/** A foreign key without an index: each delete in the other table reads this one as a whole. */
@AutoService(RiskRule.class)
public final class UnindexedForeignKey extends BuiltInRule {

    public UnindexedForeignKey() {
        super(
                "MRT507",
                "FOREIGN KEY WITHOUT INDEX",
                Severity.INFO,
                "No index begins with the columns of a new foreign key");
    }

    @Override
    public void check(MigrationContext context) {
        if (context.target().dialect().isMysqlFamily()) {
            return;
        }
        for (AddedForeignKey added : AddedForeignKey.of(context)) {
            Optional<Table> table = context.after().table(added.table());
            if (table.isEmpty()
                    || !table.get().complete()
                    || Covering.isCovered(table.get(), added.key().columns())) {
                continue;
            }
            List<String> columns = added.key().columns();
            String name = FixCode.name(null, "ix", added.table(), columns);
            context.report(
                    added.step(),
                    added.table() + "." + String.join(",", columns),
                    "No index begins with `" + added.table() + " (" + String.join(", ", columns)
                            + ")`: each delete in `" + added.key().referencedTable() + "` reads all of `"
                            + added.table() + "`.",
                    FixCode.isAlembic(context)
                            ? "op.create_index(" + FixCode.string(name) + ", "
                                    + FixCode.string(added.table().name()) + ", " + FixCode.list(columns)
                                    + FixCode.schema(added.table()) + ")"
                            : "Leave db_index at its default on the field.");
        }
    }
}
