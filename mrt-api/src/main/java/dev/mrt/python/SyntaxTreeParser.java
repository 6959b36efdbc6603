// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python;

/**
 * Service provider interface: parses Python. Found by {@link java.util.ServiceLoader}; implementations are thread-safe and
 * have a public constructor without parameters.
 */
public interface SyntaxTreeParser {

    /** Parses a text. Never throws on any text: what is wrong with it is part of the result. */
    ParsedSource parse(String text);
}
