// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser;

import com.google.auto.service.AutoService;
import dev.mrt.python.ParsedSource;
import dev.mrt.python.SyntaxTreeParser;

/** {@link PythonParser} with its default limits, where mrt-api looks for it. Thread-safe. */
@AutoService(SyntaxTreeParser.class)
public final class ProvidedPythonParser implements SyntaxTreeParser {

    private final PythonParser parser = PythonParser.create();

    /** Creates the provider. */
    public ProvidedPythonParser() {}

    @Override
    public ParsedSource parse(String text) {
        return parser.parse(text);
    }
}
