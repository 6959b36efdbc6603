// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/junit.md compiles. */
class JunitPageTest {

    private static final Pattern CODE = Pattern.compile("```java\n(package .*?class (\\w+) .*?)```", Pattern.DOTALL);

    @Test
    void everyExampleCompiles(@TempDir Path folder) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-d",
                folder.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Werror",
                "-Xlint:all,-processing,-classfile"));
        Matcher code = CODE.matcher(Files.readString(Path.of("../docs/junit.md")));
        int examples = 0;
        while (code.find()) {
            examples++;
            arguments.add(Files.writeString(folder.resolve(code.group(2) + ".java"), code.group(1))
                    .toString());
        }
        assertThat(examples).isEqualTo(3);
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .as("exit code of javac")
                .isZero();
    }
}
