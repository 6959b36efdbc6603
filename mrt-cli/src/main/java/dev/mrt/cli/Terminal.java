// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import java.util.Map;

/**
 * What is known about the place that output goes to.
 *
 * @param interactive whether it is a terminal rather than a file or pipe
 * @param width its columns
 * @param colour whether colours are wanted there
 */
record Terminal(boolean interactive, int width, boolean colour) {

    private static final int DEFAULT_WIDTH = 100;

    /** Reads {@code COLUMNS}, {@code NO_COLOR}, {@code CLICOLOR_FORCE} and {@code TERM}, as other tools do. */
    static Terminal of(boolean interactive, Map<String, String> environment) {
        int width = DEFAULT_WIDTH;
        String columns = environment.getOrDefault("COLUMNS", "");
        if (!columns.isEmpty() && columns.length() < 5 && columns.chars().allMatch(Character::isDigit)) {
            width = Integer.parseInt(columns);
        }
        boolean dumb = "dumb".equals(environment.get("TERM"));
        boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        boolean forced = !environment.getOrDefault("CLICOLOR_FORCE", "0").equals("0");
        return new Terminal(interactive, width, !refused && (forced || (interactive && !dumb)));
    }

    /** This terminal with colours as an option asks for: {@code auto}, {@code always} or {@code never}. */
    Terminal withColour(String when) {
        return switch (when) {
            case "auto" -> this;
            case "always" -> new Terminal(interactive, width, true);
            case "never" -> new Terminal(interactive, width, false);
            default -> throw new WrongUse("--color: use auto, always or never, not '" + when + "'");
        };
    }
}
