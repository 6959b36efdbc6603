// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Column;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.SqlType;
import dev.mrt.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A foreign key whose column has another type than the one it refers to: an index may go unused, values may not fit. */
@AutoService(RiskRule.class)
public final class MismatchedForeignKey extends BuiltInRule {

    /** Strings of these types compare with each other as they are. */
    private static final Set<String> STRINGS = Set.of("text", "character varying", "citext", "varchar", "nvarchar");

    public MismatchedForeignKey() {
        super(
                "MRT508",
                "FOREIGN KEY TYPE MISMATCH",
                Severity.WARNING,
                "A foreign key refers to a column of another type");
    }

    @Override
    public void check(MigrationContext context) {
        for (AddedForeignKey added : AddedForeignKey.of(context)) {
            Optional<Table> own = context.after().table(added.table());
            Optional<Table> other = context.after()
                    .table(TableNames.resolved(added.key().referencedTable(), context.after(), context.target()));
            if (own.isEmpty() || other.isEmpty()) {
                continue;
            }
            List<String> referenced = added.key().referencedColumns().isEmpty()
                    ? other.get()
                            .primaryKey()
                            .map(Constraint.PrimaryKey::columns)
                            .orElse(List.of())
                    : added.key().referencedColumns();
            for (int i = 0;
                    i < Math.min(referenced.size(), added.key().columns().size());
                    i++) {
                compare(context, added, own.get(), added.key().columns().get(i), other.get(), referenced.get(i));
            }
        }
    }

    private static void compare(
            MigrationContext context, AddedForeignKey added, Table own, String column, Table other, String referenced) {
        Optional<Column> mine = TableNames.column(own, column);
        Optional<Column> theirs = TableNames.column(other, referenced);
        if (mine.isEmpty() || theirs.isEmpty()) {
            return;
        }
        SqlType type = mine.get().type();
        SqlType wanted = theirs.get().type();
        if (!type.isUnknown()
                && !wanted.isUnknown()
                && !(STRINGS.contains(type.name()) && STRINGS.contains(wanted.name()))
                && (!type.name().equals(wanted.name()) || type.unsigned() != wanted.unsigned())) {
            String subject = own.name() + "." + mine.get().name();
            context.report(
                    added.step(),
                    subject,
                    "`" + subject + "` is `" + type + "` and refers to `" + other.name() + "."
                            + theirs.get().name()
                            + "`, which is `" + wanted
                            + "`: values may not fit, and comparing them may cost an index.",
                    "Make `" + subject + "` a `" + wanted + "`.");
        }
    }
}
