// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.operation;

/** What is known about an SQL statement that is not one of the other operations. */
public enum SqlEffect {
    /** Reads only. */
    READ,
    /** Changes neither the schema model nor rows: comments, grants, transaction control, session settings. */
    HARMLESS,
    /** Rebuilds or checks what is there and may lock it: {@code REINDEX}, {@code VACUUM}, {@code CLUSTER}, {@code LOCK}. */
    MAINTENANCE,
    /** Runs code of the database that may change anything: {@code CALL}, {@code DO} with parts not read, {@code SELECT f()}. */
    RUNS_CODE,
    /** Not understood. */
    UNREAD
}
