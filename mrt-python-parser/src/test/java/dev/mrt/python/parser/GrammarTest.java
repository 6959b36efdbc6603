// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GrammarTest {

    /** Prediction at run time would cost most of the speed, and ANTLR falls back to it without a word. */
    @Test
    void decidesEverythingByOneToken() throws Exception {
        try (InputStream parser = PythonParser.class.getResourceAsStream("internal/PythonGrammar.class")) {
            String constants = new String(parser.readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(constants).contains("NoViableAltException").doesNotContain("adaptivePredict");
        }
    }
}
