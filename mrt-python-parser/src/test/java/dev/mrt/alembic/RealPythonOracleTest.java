// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.alembic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mrt.migration.Framework;
import dev.mrt.migration.Migration;
import dev.mrt.migration.MigrationHistory;
import dev.mrt.migration.Procedure;
import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import dev.mrt.replay.HistoryReplay;
import dev.mrt.schema.Schema;
import dev.mrt.schema.Table;
import dev.mrt.schema.Target;
import dev.mrt.source.MigrationSource;
import dev.mrt.source.SourceRange;
import dev.mrt.sql.LiftedOperation;
import dev.mrt.sql.SqlReader;
import dev.mrt.sql.SqlStatement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The outside truth: what Python and the installed Alembic make of the migrations beside this test. Set the system property
 * {@code mrt.python} to an interpreter that has Alembic; without one these tests are skipped.
 */
class RealPythonOracleTest {

    private static final String PYTHON = System.getProperty("mrt.python", "python3");

    @Test
    void evaluatesAsPythonDoes() throws Exception {
        assumeRuns("-c", "pass");
        List<List<String>> executed = run("python.py");
        Migration migration = Fixtures.parse("python.py").migrations().get(0);
        List<String> understood = new ArrayList<>();
        for (Step step : migration.upgrade().steps()) {
            understood.add(((Operation.ExecuteSql) step.operation()).sql());
        }
        assertThat(understood).isEqualTo(executed.get(0)).hasSizeGreaterThan(25);
    }

    @ParameterizedTest
    @CsvSource({
        "rendered.py, postgresql",
        "rendered.py, mysql",
        "environment/versions/conventions.py, postgresql",
        "environment/versions/conventions.py, mysql"
    })
    void makesTheSchemaThatAlembicRenders(String file, String dialect) throws Exception {
        assumeRuns("-c", "import alembic");
        Target target = Target.parse(dialect);
        Migration understood = Fixtures.parse(file).migrations().get(0);
        List<List<String>> rendered = run(file, dialect);
        Migration alembic = migration(rendered, target);
        assertThat(lines(replay(understood, target))).isEqualTo(lines(replay(alembic, target)));
    }

    private static List<String> lines(Schema schema) {
        List<String> lines = new ArrayList<>();
        for (Table table : schema.tables()) {
            table.columns().forEach(column -> lines.add(table.name() + " " + column));
            table.constraints().forEach(constraint -> lines.add(table.name() + " " + constraint));
            table.indexes().forEach(index -> lines.add(table.name() + " " + index));
        }
        schema.objects().forEach(object -> lines.add(object.toString()));
        lines.sort(null);
        return lines;
    }

    private static Schema replay(Migration migration, Target target) {
        return HistoryReplay.of(MigrationHistory.of(List.of(migration)), target).head();
    }

    private static Migration migration(List<List<String>> rendered, Target target) {
        return new Migration(
                Framework.ALEMBIC,
                "9",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "",
                new MigrationSource("rendered.sql", ""),
                SourceRange.FILE_START,
                true,
                procedure(rendered.get(0), target),
                procedure(rendered.get(1), target),
                List.of(),
                Map.of());
    }

    private static Procedure procedure(List<String> texts, Target target) {
        List<Step> steps = new ArrayList<>();
        for (String text : texts) {
            for (SqlStatement statement : new SqlReader().read(text, target.dialect())) {
                for (LiftedOperation lifted : statement.operations()) {
                    steps.add(new Step(
                            lifted.operation(),
                            SourceRange.FILE_START,
                            lifted.condition(),
                            "alembic",
                            steps.size(),
                            Step.Context.PLAIN));
                }
            }
        }
        return new Procedure(Procedure.State.WRITTEN, steps, SourceRange.FILE_START);
    }

    private static void assumeRuns(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(PYTHON));
        command.addAll(List.of(arguments));
        boolean runs;
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            runs = process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException missing) {
            runs = false;
        }
        if (!runs) {
            System.out.println("Skipped: " + String.join(" ", command) + " does not run");
        }
        assumeTrue(runs);
    }

    private static List<List<String>> run(String file, String... dialect) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                PYTHON,
                "src/test/python/run_migration.py",
                Fixtures.FOLDER.resolve(file).toString()));
        command.addAll(List.of(dialect));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        List<List<String>> directions = new ArrayList<>();
        for (String direction : output.split("\u001e", 0)) {
            List<String> statements = new ArrayList<>();
            for (String statement : direction.split("\u001f", 0)) {
                statements.add(statement);
            }
            directions.add(statements);
        }
        return directions;
    }
}
