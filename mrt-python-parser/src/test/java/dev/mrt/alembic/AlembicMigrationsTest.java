// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.alembic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.migration.Condition;
import dev.mrt.migration.Migration;
import dev.mrt.migration.MigrationParser.Parsed;
import dev.mrt.migration.Procedure;
import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import dev.mrt.source.MigrationSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is understood of the migrations beside this test: each {@code .py} file has a {@code .txt} file with its steps. To write
 * them anew, run with {@code -Dmrt.test.write=true}, then read what changed.
 */
class AlembicMigrationsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tables",
                "directives",
                "conditions",
                "inspector",
                "python",
                "data",
                "places",
                "databases",
                "helpers",
                "passed",
                "names",
                "autocommit/versions/caught",
                "environment/versions/passed",
                "environment/versions/steps"
            })
    void understands(String name) throws IOException {
        Parsed parsed = Fixtures.parse(name + ".py");
        assertThat(parsed.problems()).isEmpty();
        String steps = render(parsed.migrations().get(0));
        Path expected = Fixtures.FOLDER.resolve(name + ".txt");
        if (Boolean.getBoolean("mrt.test.write")) {
            Files.writeString(expected, steps);
        }
        assertThat(steps).isEqualTo(Files.readString(expected));
    }

    @Test
    void aWhileLoopRunsAsLongAsTheRowsSay() {
        MigrationSource source = new MigrationSource("a.py", """
                from alembic import op

                revision = "a"
                down_revision = None

                def left(connection):
                    return next(iter(connection.execute("SELECT count(*) FROM users WHERE name IS NULL")))[0]

                def upgrade():
                    while left(op.get_bind()) > 0:
                        op.execute("UPDATE users SET name = 'x' WHERE name IS NULL")
                """);
        Step fill = Fixtures.parse(source).migrations().get(0).upgrade().steps().stream()
                .filter(step -> step.operation() instanceof Operation.UpdateRows)
                .findFirst()
                .orElseThrow();
        assertThat(fill.condition()).isInstanceOf(Condition.DependsOnData.class);
        assertThat(fill.context().repeated()).isTrue();
    }

    private static String render(Migration migration) {
        StringBuilder text = new StringBuilder();
        text.append(migration.id()).append(" after ").append(migration.parents());
        text.append(", depends on ").append(migration.dependsOn());
        text.append(", labels ").append(migration.branchLabels());
        text.append(": ").append(migration.message()).append('\n');
        render("upgrade", migration.upgrade(), migration.source().text(), text);
        render("downgrade", migration.downgrade(), migration.source().text(), text);
        return text.toString();
    }

    private static void render(String direction, Procedure procedure, String source, StringBuilder to) {
        to.append('\n').append(direction).append(' ').append(procedure.state()).append('\n');
        for (Step step : procedure.steps()) {
            String written = source.substring(step.range().start(), step.range().end());
            to.append("* ").append(written.strip().replaceAll("\\s+", " ")).append('\n');
            if (!(step.condition() instanceof Condition.Always)) {
                to.append("  if ").append(step.condition()).append('\n');
            }
            if (!step.context().equals(Step.Context.PLAIN)) {
                to.append("  in ").append(step.context()).append('\n');
            }
            to.append("  ")
                    .append(step.group())
                    .append(' ')
                    .append(step.origin())
                    .append(": ");
            to.append(step.operation()).append('\n');
        }
    }
}
