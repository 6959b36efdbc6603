// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.rules.testkit.RuleCase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What all rules together find in whole histories; {@code src/test/resources/histories/README.md} says what each is for. */
class HistoriesTest {

    @TestFactory
    Stream<DynamicTest> histories() throws IOException {
        return RuleCase.in(Path.of("src/test/resources/histories")).stream()
                .map(history -> DynamicTest.dynamicTest(
                        history.name(), () -> assertThat(history.actual()).isEqualTo(history.expected())));
    }
}
