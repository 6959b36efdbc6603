// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rule;

import java.util.Locale;
import java.util.Optional;

/** How bad a finding is, the worst first. */
public enum Severity {
    /** The rollback loses schema or data, or fails; or the upgrade cannot run. Fails a check. */
    ERROR,
    /** Worth a look before it is deployed. Fails a strict check. */
    WARNING,
    /** Worth knowing. Never fails a check. */
    INFO;

    /** The name in reports and configuration, such as {@code error}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Finds a severity by its name in any case. Empty where the name is not known. */
    public static Optional<Severity> named(String name) {
        for (Severity severity : values()) {
            if (severity.name().equalsIgnoreCase(name)) {
                return Optional.of(severity);
            }
        }
        return Optional.empty();
    }
}
