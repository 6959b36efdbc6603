// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.verify.TestPython;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The module is compiled against the lowest JUnit and its own tests run on that; the same classes run on the newest. */
class NewestJunitTest {

    @Test
    void theExamplesPass(@TempDir Path folder) throws IOException, InterruptedException {
        MrtExtensionTest.clean(folder);
        List<String> classPath = new ArrayList<>(List.of("target/newest-junit/*"));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.isEmpty() && !Path.of(entry).getFileName().toString().startsWith("junit-")) {
                classPath.add(entry);
            }
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        String.join(File.pathSeparator, classPath),
                        JupiterRun.class.getName(),
                        folder.toString(),
                        TestPython.interpreter().toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("newest-junit/junit-jupiter-api-6.", " 19 passed, 0 failed");
    }
}
