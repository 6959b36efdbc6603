// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.migration.FrameworkOperation;
import dev.mrt.replay.DataVerdict;
import dev.mrt.replay.RoundTrip;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Column;
import dev.mrt.schema.QualifiedName;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A column that may hold values is dropped: the downgrade can add the column again, but not the values. */
@AutoService(RiskRule.class)
public final class DroppedColumn extends BuiltInRule {

    private static final String FIRST_STOP_USING_IT =
            "First release code that no longer uses the column; drop it in a later release, when no rollback needs it any more.";

    public DroppedColumn() {
        super(
                "MRT201",
                "DROP COLUMN",
                Severity.ERROR,
                "A column is dropped with its values",
                "MRT206",
                "MRT209",
                "DROP COLUMN in upgrade",
                "DROP COLUMN in batch_alter_table");
    }

    @Override
    public void check(MigrationContext context) {
        for (DataVerdict verdict : LostData.of(context, Set.of(DataVerdict.Cause.COLUMN_DROPPED))) {
            if (!LostData.isTransformed(context, verdict)) {
                String what = LostData.message(verdict);
                Column column = LostData.column(context, verdict);
                context.report(
                        verdict.step().step(),
                        LostData.subject(verdict),
                        column == null ? what : what + " " + before(context, verdict, column),
                        column == null ? FIRST_STOP_USING_IT : FIRST_STOP_USING_IT + keeping(context, verdict, column));
            }
        }
    }

    /** What the column was, and what there is of it after the rollback. */
    private static String before(MigrationContext context, DataVerdict verdict, Column column) {
        Column restored = context.restored()
                .table(Objects.requireNonNull(verdict.table()))
                .flatMap(table -> table.column(column.name()))
                .orElse(null);
        String was = Words.column(column);
        String after = "";
        if (context.roundTrip().downgradeState() == RoundTrip.DowngradeState.RUNS) {
            after = restored == null
                    ? " The downgrade does not add it again."
                    : " The downgrade adds it again without them"
                            + (Words.column(restored).equals(was) ? "." : ", as " + Words.column(restored) + ".");
        }
        return was.isEmpty() ? after.strip() : "It was " + was + "." + after;
    }

    /** How to keep the values for a rollback: the column under another name. */
    private static String keeping(MigrationContext context, DataVerdict verdict, Column column) {
        QualifiedName table = Objects.requireNonNull(verdict.table());
        String unused = column.name() + "_unused";
        if (!context.replay().isInUpgrade(verdict.step())) {
            return "";
        } else if (FixCode.isAlembic(context)) {
            boolean required =
                    column.nullable().isFalse() && !column.serverDefault().isPresent();
            return " Until then:\n# upgrade\nop.alter_column(" + FixCode.string(table.name()) + ", "
                    + FixCode.string(column.name()) + ", new_column_name=" + FixCode.string(unused)
                    + (required ? ", nullable=True" : "") + FixCode.schema(table) + ")\n# downgrade"
                    + (required ? ", when rows without a value are filled" : "") + "\nop.alter_column("
                    + FixCode.string(table.name()) + ", " + FixCode.string(unused) + ", new_column_name="
                    + FixCode.string(column.name()) + (required ? ", nullable=False" : "") + FixCode.schema(table)
                    + ")";
        }
        List<FrameworkOperation> operations = context.migration().operations();
        int group = verdict.step().step().group();
        String model =
                group < operations.size() ? operations.get(group).arguments().get("model_name") : null;
        String field =
                group < operations.size() ? operations.get(group).arguments().get("name") : null;
        return model == null || field == null || field.length() < 3
                ? ""
                : " Until then:\nmigrations.RenameField(model_name=" + model + ", old_name=" + field + ", new_name="
                        + field.substring(0, field.length() - 1) + "_unused" + field.charAt(0) + "),";
    }
}
