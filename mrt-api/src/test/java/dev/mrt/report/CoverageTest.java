// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.migration.Condition;
import dev.mrt.migration.Framework;
import dev.mrt.migration.Migration;
import dev.mrt.migration.Procedure;
import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import dev.mrt.operation.SqlEffect;
import dev.mrt.schema.QualifiedName;
import dev.mrt.source.MigrationSource;
import dev.mrt.source.SourceRange;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CoverageTest {

    private static final Operation DROP = new Operation.DropTable(QualifiedName.of("users"), false, false);

    private static Coverage of(Step... steps) {
        SourceRange start = SourceRange.FILE_START;
        return Coverage.of(List.of(new Migration(
                Framework.ALEMBIC,
                "1",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "",
                new MigrationSource("1.py", ""),
                start,
                true,
                new Procedure(Procedure.State.WRITTEN, List.of(steps), start),
                Procedure.missing(start),
                List.of(),
                Map.of())));
    }

    private static Step step(Operation operation, String origin, int place) {
        return new Step(
                operation,
                new SourceRange(place, place + 1),
                new Condition.Always(),
                origin,
                place,
                Step.Context.PLAIN);
    }

    @Test
    void aStatementCountsOnceHoweverManyOperationsItIs() {
        Coverage coverage = of(
                step(DROP, "op.execute", 1),
                step(DROP, "op.execute", 1),
                step(DROP, "migrations.RunSQL", 2),
                step(DROP, "op.drop_table", 3));

        assertThat(coverage.understood()).isEqualTo(4);
        assertThat(coverage.statements()).isEqualTo(new Coverage.Statements(2, 0, 0));
    }

    @Test
    void whatIsUnreadIsOpaqueAndTold() {
        Coverage coverage = of(
                step(new Operation.ExecuteSql("vacuum", SqlEffect.MAINTENANCE), "op.execute", 1),
                step(new Operation.ExecuteSql("frobnicate", SqlEffect.UNREAD), "op.execute", 2),
                step(new Operation.Opaque("op.execute(text)", "the text is not known"), "op.execute", 3));

        assertThat(coverage.statements()).isEqualTo(new Coverage.Statements(0, 1, 1));
        assertThat(coverage.opaque()).isEqualTo(2);
        assertThat(coverage.reasons()).containsOnlyKeys("SQL that could not be read", "the text is not known");
        assertThat(coverage.share()).isEqualTo(1.0 / 3);
    }
}
