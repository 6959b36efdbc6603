// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.alembic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.migration.Migration;
import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The outside truth: the SQL that a migration executes when {@code python3} runs it. */
class RealPythonOracleTest {

    @Test
    void evaluatesAsPythonDoes() throws Exception {
        Migration migration = Fixtures.parse("python.py").migrations().get(0);
        List<String> understood = new ArrayList<>();
        for (Step step : migration.upgrade().steps()) {
            understood.add(((Operation.ExecuteSql) step.operation()).sql());
        }
        assertThat(understood).isEqualTo(executed("python.py")).hasSizeGreaterThan(25);
    }

    private static List<String> executed(String file) throws Exception {
        Process process = new ProcessBuilder(
                        "python3",
                        "src/test/python/run_migration.py",
                        Fixtures.FOLDER.resolve(file).toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return List.of(output.split("\u001f", 0));
    }
}
