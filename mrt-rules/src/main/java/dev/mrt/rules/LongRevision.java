// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.migration.Framework;
import dev.mrt.migration.Migration;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Dialect;

/** A revision id that does not fit the column in which Alembic keeps it. */
@AutoService(RiskRule.class)
public final class LongRevision extends BuiltInRule {

    /** {@code alembic_version.version_num} is {@code VARCHAR(32)}. */
    private static final int LIMIT = 32;

    public LongRevision() {
        super(
                "MRT801",
                "REVISION ID TOO LONG",
                Severity.ERROR,
                "A revision id is longer than alembic_version.version_num");
    }

    @Override
    public void check(MigrationContext context) {
        Migration migration = context.migration();
        boolean enforced = context.target().dialect() != Dialect.SQLITE;
        if (migration.framework() == Framework.ALEMBIC
                && enforced
                && migration.id().length() > LIMIT) {
            context.report(
                    migration.identity(),
                    "",
                    "The revision id has " + migration.id().length() + " characters; alembic_version.version_num takes "
                            + LIMIT
                            + ". The upgrade fails on "
                            + context.target().dialect().id()
                            + " when Alembic writes it down, although SQLite takes it.",
                    "revision = " + FixCode.string(migration.id().substring(0, LIMIT)));
        }
    }
}
