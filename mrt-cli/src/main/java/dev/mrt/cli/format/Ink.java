// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli.format;

import dev.mrt.rule.Severity;

/** Colours for a terminal, or none. */
record Ink(boolean colour) {

    String bold(String text) {
        return paint("1", text);
    }

    String faint(String text) {
        return paint("2", text);
    }

    String good(String text) {
        return paint("32", text);
    }

    String problem(String text) {
        return paint("35", text);
    }

    String severity(Severity severity, String text) {
        return switch (severity) {
            case ERROR -> paint("31;1", text);
            case WARNING -> paint("33", text);
            case INFO -> paint("36", text);
        };
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
