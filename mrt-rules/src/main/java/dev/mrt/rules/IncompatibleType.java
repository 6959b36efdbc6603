// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Column;
import dev.mrt.schema.SqlType;
import dev.mrt.schema.TypeChange;
import dev.mrt.schema.TypeSystem;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Old code reads and writes values of the old type while a deployment rolls on. */
@AutoService(RiskRule.class)
public final class IncompatibleType extends BuiltInRule {

    private static final List<Set<String>> FAMILIES = List.of(
            Set.of("smallint", "integer", "bigint", "int", "tinyint", "mediumint"),
            Set.of("character varying", "text", "character", "citext", "varchar", "char", "longtext", "mediumtext"),
            Set.of("numeric", "decimal"),
            Set.of("real", "double precision", "float", "double"),
            Set.of("json", "jsonb"),
            Set.of("timestamp without time zone", "datetime"));

    public IncompatibleType() {
        super(true, "MRT705", "COMPAT TYPE CHANGE", Severity.WARNING, "Old code does not fit the new type of a column");
    }

    @Override
    public void check(MigrationContext context) {
        TypeSystem types = TypeSystem.of(context.target());
        for (UpgradeStep<Operation.AlterColumn> alter : UpgradeStep.of(context, Operation.AlterColumn.class)) {
            Operation.AlterColumn operation = alter.operation();
            Optional<Column> before = alter.columnBefore(operation.column());
            if (operation.type() == null || before.isEmpty() || alter.onNewTable()) {
                continue;
            }
            SqlType from = before.get().type();
            SqlType to = types.type(operation.type());
            TypeChange change = types.change(from, to);
            if (from.isUnknown() || to.isUnknown() || change.kind() == TypeChange.Kind.NONE) {
                continue;
            }
            if (!areAlike(from, to) || change.kind() == TypeChange.Kind.NARROWING) {
                String subject = alter.table() + "." + operation.column();
                context.report(
                        alter.step(),
                        subject,
                        "Instances of the old release still use `" + subject + "` as `" + from + "`; it is `" + to
                                + "` from this statement on"
                                + (areAlike(from, to) ? ", and refuses some of the values that they write." : "."),
                        "Add a column of the new type, write both, and drop the old one a release later.");
            }
        }
    }

    private static boolean areAlike(SqlType from, SqlType to) {
        if (from.dimensions() != to.dimensions()) {
            return false;
        }
        for (Set<String> family : FAMILIES) {
            if (family.contains(from.name()) && family.contains(to.name())) {
                return true;
            }
        }
        return from.name().equals(to.name());
    }
}
