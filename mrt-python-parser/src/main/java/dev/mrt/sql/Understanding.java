// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

/** How a statement was understood. */
public enum Understanding {
    /** Parsed by JSqlParser and lifted from its tree. */
    PARSED,
    /** Read by mrt's own recogniser. */
    RECOGNISED,
    /** Not understood, or not wholly. */
    UNREAD
}
