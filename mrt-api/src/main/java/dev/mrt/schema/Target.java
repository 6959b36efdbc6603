// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import java.util.Objects;

/**
 * The database that migrations are assumed to run on.
 *
 * @param dialect the dialect
 * @param major the major version, such as 15 of PostgreSQL 15; 0 where no version was given, which stands for a current one
 * @param minor the minor version where the dialect counts by it ({@code mysql:5.7}, {@code sqlite:3.35}), otherwise 0
 */
public record Target(Dialect dialect, int major, int minor) {

    /** A current PostgreSQL. */
    public static final Target POSTGRESQL = new Target(Dialect.POSTGRESQL, 0, 0);

    public Target {
        Objects.requireNonNull(dialect, "dialect");
        if (major < 0 || minor < 0) {
            throw new IllegalArgumentException("Not a version: " + major + "." + minor);
        }
    }

    /** A current version of a dialect. */
    public static Target of(Dialect dialect) {
        return new Target(dialect, 0, 0);
    }

    /**
     * Reads a target: a dialect's name, in any of the spellings of {@link Dialect#named}, and after a colon a version of
     * which the first two numbers count: {@code postgresql:14}, {@code sqlite}, {@code mysql:8.0}, {@code mariadb:10.6.12}.
     *
     * @throws IllegalArgumentException where the text is not a target; the message says what was expected and is fit for users
     */
    public static Target parse(String text) {
        String trimmed = text.trim();
        int colon = trimmed.indexOf(':');
        String name = colon < 0 ? trimmed : trimmed.substring(0, colon).trim();
        Dialect dialect = Dialect.named(name)
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "Unknown database '" + name + "' in target '" + trimmed
                                        + "': use postgresql, mysql, mariadb, sqlite, oracle, mssql or h2, with a version if you like, such as postgresql:14"));
        if (colon < 0) {
            return of(dialect);
        }
        String[] numbers = trimmed.substring(colon + 1).trim().split("\\.", -1);
        int major = number(numbers[0], trimmed);
        int minor = numbers.length > 1 ? number(numbers[1], trimmed) : 0;
        if (major == 0) {
            throw badVersion(trimmed);
        }
        return new Target(dialect, major, minor);
    }

    private static int number(String digits, String target) {
        if (digits.isEmpty() || digits.length() > 5) {
            throw badVersion(target);
        }
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                throw badVersion(target);
            }
        }
        return Integer.parseInt(digits);
    }

    private static IllegalArgumentException badVersion(String target) {
        return new IllegalArgumentException("Cannot read the version in target '" + target
                + "': write numbers behind the colon, such as postgresql:14 or mysql:8.0");
    }

    /** Whether the version is at least this one; true where no version was given. */
    public boolean isAtLeast(int wantedMajor, int wantedMinor) {
        return major == 0 || major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
    }

    /** The schema that a name without one stands for, such as {@code public}; empty where the dialect has none. */
    public String defaultSchema() {
        return switch (dialect) {
            case POSTGRESQL -> "public";
            case MSSQL -> "dbo";
            case SQLITE -> "main";
            case H2 -> "PUBLIC";
            case MYSQL, MARIADB, ORACLE -> "";
        };
    }

    /** The target as {@link #parse} reads it. */
    @Override
    public String toString() {
        if (major == 0) {
            return dialect.id();
        }
        boolean countsMinor = minor > 0 || dialect.isMysqlFamily() || dialect == Dialect.SQLITE;
        return dialect.id() + ":" + major + (countsMinor ? "." + minor : "");
    }
}
