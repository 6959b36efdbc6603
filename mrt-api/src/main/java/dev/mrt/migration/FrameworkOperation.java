// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.migration;

import dev.mrt.source.SourceRange;
import java.util.Map;
import java.util.Objects;

/**
 * An operation in the framework's own words, beside the steps that it comes down to: what a rule about Django itself (a
 * {@code RunPython} without {@code reverse_code}, a squash) asks for.
 *
 * @param name the operation's class, such as {@code RunPython} or {@code AddIndexConcurrently}
 * @param arguments arguments whose value is known and short, as Python source: {@code reverse_code → migrations.RunPython.noop}
 * @param range where it stands
 * @param reversible whether the framework can reverse it at all
 * @param stateOnly whether it never touches the database
 */
public record FrameworkOperation(
        String name, Map<String, String> arguments, SourceRange range, boolean reversible, boolean stateOnly) {
    public FrameworkOperation {
        Objects.requireNonNull(name, "name");
        arguments = Map.copyOf(arguments);
        Objects.requireNonNull(range, "range");
    }
}
