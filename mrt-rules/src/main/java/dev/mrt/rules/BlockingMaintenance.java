// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.operation.SqlEffect;
import dev.mrt.operation.TableChange;
import dev.mrt.replay.StepReplay;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Dialect;
import java.util.Locale;

/** Maintenance that locks out readers or writers for as long as it takes. */
@AutoService(RiskRule.class)
public final class BlockingMaintenance extends BuiltInRule {

    public BlockingMaintenance() {
        super(
                "MRT430",
                "BLOCKING MAINTENANCE",
                Severity.WARNING,
                "REINDEX, CLUSTER, VACUUM FULL, REFRESH or DETACH PARTITION blocks a table");
    }

    @Override
    public void check(MigrationContext context) {
        if (context.target().dialect() != Dialect.POSTGRESQL) {
            return;
        }
        for (StepReplay replay : context.replay().upgrade()) {
            if (replay.runs().isFalse()) {
                continue;
            }
            Operation operation = replay.step().operation();
            if (operation instanceof Operation.ExecuteSql sql && sql.effect() == SqlEffect.MAINTENANCE) {
                String blocks = Maintenance.blocks(sql.sql());
                if (blocks != null) {
                    context.report(replay.step(), Maintenance.words(sql.sql(), 1), blocks + ".", null);
                }
            } else if (operation instanceof Operation.AlterTable alter
                    && alter.kind() == TableChange.DETACH_PARTITION
                    && !alter.detail().toUpperCase(Locale.ROOT).contains("CONCURRENTLY")) {
                context.report(
                        replay.step(),
                        alter.table().toString(),
                        "DETACH PARTITION locks `" + alter.table()
                                + "` and the partition for all reading and writing; DETACH PARTITION ... CONCURRENTLY does not"
                                + " (PostgreSQL 14 and later).",
                        null);
            }
        }
    }
}
